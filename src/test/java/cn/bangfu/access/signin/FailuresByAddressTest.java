package cn.bangfu.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailuresByAddressTest {

    private Instant now = Instant.parse("2026-06-01T08:00:00Z");
    private final FailuresByAddress failures = new FailuresByAddress(() -> now);

    @Test
    void anAddressWithManyFailuresWaitsAMinuteAndNoLonger() {
        for (var i = 0; i < FailuresByAddress.LIMIT; i++) {
            assertThat(failures.remainingDelay("10.0.0.1")).isZero();
            failures.count("10.0.0.1");
        }

        assertThat(failures.remainingDelay("10.0.0.1")).isEqualTo(Duration.ofMinutes(1));
        assertThat(failures.remainingDelay("10.0.0.2")).isZero();
        now = now.plusSeconds(60);
        assertThat(failures.remainingDelay("10.0.0.1")).isZero();
    }
}
