package cn.bangfu.access.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed sign-ins of the last minute by network address: an address with twenty of them waits. It stops who tries one password on many
 * names; a single name is guarded by its own delay. A county's offices may share one address, hence the generous number and the short
 * memory. Each node counts for itself.
 */
final class FailuresByAddress {

    static final int LIMIT = 20;
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int ADDRESSES_KEPT = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Long>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > ADDRESSES_KEPT;
        }
    };

    FailuresByAddress(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Duration remainingDelay(String address) {
        var times = recent(address);
        return times.size() < LIMIT
                ? Duration.ZERO
                : Duration.ofMillis(times.getFirst() + MEMORY.toMillis() - clock.millis());
    }

    synchronized void count(String address) {
        var times = recent(address);
        times.addLast(clock.millis());
        failures.put(address, times);
    }

    private Deque<Long> recent(String address) {
        var times = failures.getOrDefault(address, new ArrayDeque<>());
        while (!times.isEmpty() && times.getFirst() <= clock.millis() - MEMORY.toMillis()) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            failures.remove(address);
        }
        return times;
    }
}
