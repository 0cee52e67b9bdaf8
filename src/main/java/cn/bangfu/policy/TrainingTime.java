package cn.bangfu.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * 演练: how long one day lasts where officials practise. Outside of training a day is a day. Never in production: there the
 * application does not start with it.
 */
@FunctionalInterface
public interface TrainingTime {

    TrainingTime OFF = Optional::empty;

    /** Empty outside of training. */
    Optional<Duration> length();

    default boolean active() {
        return length().isPresent();
    }

    /** @throws IllegalArgumentException if a day would last no time at all, or longer than a day */
    static TrainingTime of(Duration day) {
        if (day.isZero() || day.isNegative() || day.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "bangfu.training.day-length is more than nothing and at most a day, not " + day);
        }
        var length = Optional.of(day);
        return () -> length;
    }
}
