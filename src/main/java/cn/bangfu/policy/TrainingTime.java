package cn.bangfu.policy;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 演练: how long one day lasts where officials practise. Outside of training a day is a day. Never in production: there the
 * application does not start with it.
 *
 * @param dayLength {@code null} outside of training
 */
public record TrainingTime(@Nullable Duration dayLength) {

    public static final TrainingTime OFF = new TrainingTime(null);

    /** @throws IllegalArgumentException if a day would last no time at all, or longer than a day */
    public TrainingTime {
        if (dayLength != null
                && (dayLength.isZero() || dayLength.isNegative() || dayLength.compareTo(Duration.ofDays(1)) > 0)) {
            throw new IllegalArgumentException(
                    "bangfu.training.day-length is more than nothing and at most a day, not " + dayLength);
        }
    }

    public boolean active() {
        return dayLength != null;
    }

    public Optional<Duration> length() {
        return Optional.ofNullable(dayLength);
    }
}
