package cn.bangfu.notice.web;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much the public pages take from one network address, and how much of the application they may use at all, so that officials can
 * work whatever goes on outside. A whole village may sit behind one address, hence the generous numbers. Each node counts for itself.
 */
@Component
class PublicLimits {

    private static final int ADDRESSES_KEPT = 20_000;
    private static final long PATIENCE_SECONDS = 5;

    /** What is asked for; each has its own allowance. */
    enum Use {
        /** Reading a page. */
        READ,
        /** Handing an objection in. */
        OBJECT,
        /** Trying a code. */
        ASK
    }

    private record Allowance(double burst, double perSecond) {}

    private static final class Bucket {
        private double left;
        private long at;

        private Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }

    private final InstantSource clock = InstantSource.system();
    private final Map<Use, Allowance> allowances;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES_KEPT;
        }
    };
    /** Objections wait for each other, questions for their own answers: neither may keep readers out. */
    private final Map<Use, Semaphore> rooms;

    PublicLimits(
            @Value("${bangfu.public.pages-a-minute:600}") int pages,
            @Value("${bangfu.public.objections-a-day:300}") int objections,
            @Value("${bangfu.public.at-once:6}") int atOnce) {
        this.allowances = Map.of(
                Use.READ, new Allowance(pages, pages / 60.0),
                Use.OBJECT, new Allowance(objections, objections / 86_400.0),
                Use.ASK, new Allowance(20, 20 / 600.0));
        this.rooms = Map.of(
                Use.READ, new Semaphore(atOnce, true),
                Use.OBJECT, new Semaphore(Math.max(1, atOnce / 2), true),
                Use.ASK, new Semaphore(Math.max(1, atOnce / 3), true));
    }

    /** Whether the address may go on; counts it. */
    boolean allows(Use use, String address) {
        var allowance = allowances.get(use);
        if (allowance == null) {
            return true;
        }
        var now = clock.millis();
        synchronized (buckets) {
            var bucket = buckets.computeIfAbsent(use + " " + address, key -> new Bucket(allowance.burst(), now));
            bucket.left = Math.min(allowance.burst(), bucket.left + (now - bucket.at) / 1000.0 * allowance.perSecond());
            bucket.at = now;
            if (bucket.left < 1) {
                return false;
            }
            bucket.left--;
            return true;
        }
    }

    /** Takes one of the few places in which the public pages may use the database; false if none became free in time. */
    boolean enter(Use use) {
        try {
            return rooms(use).tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave(Use use) {
        rooms(use).release();
    }

    private Semaphore rooms(Use use) {
        return Objects.requireNonNull(rooms.get(use));
    }
}
