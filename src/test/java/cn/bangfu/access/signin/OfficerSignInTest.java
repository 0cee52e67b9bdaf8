package cn.bangfu.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestOfficers.TestOfficer;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;

/** Guessing passwords. Addresses are invented, so that no other test has to wait. */
@ApplicationTest
class OfficerSignInTest {

    @Autowired
    OfficerSignIn signIn;

    @Autowired
    TestOfficers officers;

    @Autowired
    JdbcClient jdbc;

    private TestOfficer clerk;

    @BeforeEach
    void hire() {
        clerk = officers.hire(Role.VILLAGE_CLERK, "150625100203");
    }

    private void succeed(String address) {
        assertThat(signIn.signIn(clerk.username(), TestOfficers.PASSWORD, address, Channel.PAGE)
                        .officer()
                        .username())
                .isEqualTo(clerk.username());
    }

    private void fail(String username, String address) {
        assertThatThrownBy(() -> signIn.signIn(username, "wrong password", address, Channel.PAGE))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void afterThreeWrongPasswordsEvenTheRightOneWaitsAndThenWorksByItself() {
        for (var i = 0; i < 3; i++) {
            fail(clerk.username(), "192.0.2.1");
        }

        assertThatThrownBy(() -> succeed("192.0.2.1"))
                .isInstanceOfSatisfying(
                        SignInDelayed.class, e -> assertThat(e.seconds()).isBetween(1L, 3L));

        // The time passes.
        jdbc.sql("update app.sign_in_delay set blocked_until = clock_timestamp()")
                .update();
        succeed("192.0.2.1");
    }

    @Test
    void theWaitGrowsToAMinuteAndNoFurther() {
        var waits = new ArrayList<Long>();
        for (var i = 0; i < 10; i++) {
            fail(clerk.username(), "192.0.2.2");
            waits.add(jdbc.sql(
                            "select coalesce(max(ceil(extract(epoch from blocked_until - clock_timestamp()))), 0) from app.sign_in_delay"
                                    + " where blocked_until > clock_timestamp()")
                    .query(Long.class)
                    .single());
            jdbc.sql("update app.sign_in_delay set blocked_until = clock_timestamp()")
                    .update();
        }
        assertThat(waits).containsExactly(0L, 0L, 3L, 6L, 12L, 24L, 48L, 60L, 60L, 60L);
    }

    @Test
    void aStrangerIsMadeToWaitLikeAnybodyElse() {
        for (var i = 0; i < 3; i++) {
            fail("nobody-of-that-name", "192.0.2.3");
        }
        assertThatThrownBy(() -> signIn.signIn("nobody-of-that-name", "x", "192.0.2.3", Channel.PAGE))
                .isInstanceOf(SignInDelayed.class);
    }

    /** H19: a stranger cannot lock officials out. */
    @Test
    void wrongPasswordsFromElsewhereDoNotKeepAnOfficerOutOfTheOwnOffice() {
        succeed("192.0.2.10");
        for (var i = 0; i < 3; i++) {
            fail(clerk.username(), "198.51.100.1");
        }
        assertThatThrownBy(() -> succeed("198.51.100.1")).isInstanceOf(SignInDelayed.class);
        succeed("192.0.2.10");
    }

    @Test
    void anAddressThatTriesManyNamesWaits() {
        for (var i = 0; i < FailuresByAddress.LIMIT; i++) {
            fail("some-name-" + i, "198.51.100.2");
        }
        assertThatThrownBy(() -> succeed("198.51.100.2")).isInstanceOf(SignInDelayed.class);
        succeed("198.51.100.3");
    }

    @Test
    void aBurstOfTriesIsCountedOneByOne() throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 12; i++) {
                Callable<Boolean> attempt = () -> {
                    try {
                        signIn.signIn(clerk.username(), "wrong password", "198.51.100.4", Channel.PAGE);
                        return false;
                    } catch (BadCredentialsException e) {
                        return true;
                    } catch (SignInDelayed e) {
                        return false;
                    }
                };
                tries.add(pool.submit(attempt));
            }
            var looked = 0;
            for (var attempt : tries) {
                looked += attempt.get() ? 1 : 0;
            }
            assertThat(looked).isEqualTo(3);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void unknownNamesAreNotWrittenDown() {
        fail("my-secret-password-typed-into-the-wrong-field", "192.0.2.4");

        assertThat(jdbc.sql(
                                "select count(*) from app.sign_in_event where address = '192.0.2.4' and event = 'FAILED' and officer is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aProgramsPasswordIsRememberedForAMomentButNeverAWrongOne() {
        signIn.signIn(clerk.username(), TestOfficers.PASSWORD, "192.0.2.5", Channel.PROGRAM);
        var before = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            signIn.signIn(clerk.username(), TestOfficers.PASSWORD, "192.0.2.5", Channel.PROGRAM);
        }
        assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
        assertThatThrownBy(() ->
                        signIn.signIn(clerk.username(), TestOfficers.PASSWORD + "x", "192.0.2.5", Channel.PROGRAM))
                .isInstanceOf(BadCredentialsException.class);
    }
}
