package cn.bangfu.access.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords, by this name or from this address: the password was not even looked at. */
final class SignInDelayed extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    SignInDelayed(Duration wait) {
        super("too many failed sign-ins");
        this.wait = wait;
    }

    /** Whole seconds, at least one. */
    long seconds() {
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }
}
