package cn.bangfu.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a clock stands still. The day it begins still counts, the day it ends does not: days are counted from the day
 * after, as everywhere.
 *
 * @param until {@code null} while it lasts
 * @param atMost when the stop's own limit ends it by itself; {@code null} if it has none
 */
public record ClockStop(
        StopReason reason,
        Instant from,
        @Nullable Instant until,
        @Nullable Instant atMost) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public ClockStop {
        if ((until != null && until.isBefore(from)) || (atMost != null && atMost.isBefore(from))) {
            throw new IllegalArgumentException("a stop ends after it begins");
        }
    }

    /** When it ended or, while it lasts, how far it has come. */
    Instant end(Instant now) {
        var end = until == null ? (now.isBefore(from) ? from : now) : until;
        return atMost != null && atMost.isBefore(end) ? atMost : end;
    }

    boolean standing(Instant now) {
        return until == null && !now.isBefore(from) && (atMost == null || now.isBefore(atMost));
    }
}
