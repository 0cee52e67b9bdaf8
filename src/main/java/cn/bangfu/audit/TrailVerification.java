package cn.bangfu.audit;

import cn.bangfu.access.SignedInOfficer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether everything is as it was written. Believes no function, trigger or column of the database that its owner could change. */
public interface TrailVerification {

    /** What was found. */
    enum Kind {
        CHANGED("改动"),
        REMOVED("删除"),
        INSERTED("插入"),
        REORDERED("调换次序"),
        CUT_OFF("截断"),
        REWRITTEN("整条重写"),
        ROOT("封印被改动");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param where a case's id, a row of a table, or a root
     * @param seq place in the chain; 0 for what is no chain
     * @param said in Chinese
     */
    record Break(Kind kind, String where, long seq, String said) {}

    /**
     * @param rows of other tables that roots vouch for
     * @param breaks the first thousand
     * @param count of all breaks
     */
    record Report(
            Instant startedAt,
            Duration took,
            @Nullable String by,
            long events,
            long chains,
            long roots,
            long rows,
            long count,
            List<Break> breaks) {

        public boolean isWhole() {
            return count == 0;
        }
    }

    /** Looks, without keeping a note. */
    Report verify();

    /** Looks, and keeps that it was done and what came of it. */
    Report verifyAndRecord(@Nullable SignedInOfficer officer);

    /** The latest first. */
    List<Report> latest(int limit);

    default Optional<Report> last() {
        return latest(1).stream().findFirst();
    }
}
