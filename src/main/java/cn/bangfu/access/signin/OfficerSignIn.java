package cn.bangfu.access.signin;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.OfficerStore.Credentials;
import cn.bangfu.access.OfficerStore.Standing;
import cn.bangfu.access.PasswordPolicy;
import cn.bangfu.access.SignInStore;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.access.SignInStore.Event;
import cn.bangfu.shared.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks username and password. A stranger and a wrong password are answered alike and cost the same time; wrong tries make a name wait
 * longer and longer, but nobody is ever locked out for good (H19 in security.md): from an address known to be the officer's own the
 * tries of strangers elsewhere do not count.
 */
@Component
class OfficerSignIn {

    private static final Logger log = LoggerFactory.getLogger(OfficerSignIn.class);
    private static final Duration FIRST_PASSWORD_HOLDS = Duration.ofDays(30);

    private final OfficerStore officers;
    private final SignInStore signIns;
    private final PasswordEncoder encoder;
    private final InstantSource clock;
    private final FailuresByAddress failuresByAddress;
    private final CheckedPasswords checkedPasswords;
    private final String hashOfNobody;
    private final Object[] locks = new Object[256];

    OfficerSignIn(OfficerStore officers, SignInStore signIns, PasswordEncoder encoder) {
        this.officers = officers;
        this.signIns = signIns;
        this.encoder = encoder;
        this.clock = InstantSource.system();
        this.failuresByAddress = new FailuresByAddress(clock);
        this.checkedPasswords = new CheckedPasswords(clock);
        this.hashOfNobody = encoder.encode("nobody has this password");
        Arrays.setAll(locks, i -> new Object());
    }

    Standing signIn(String typedName, String password, String address, Channel channel) {
        var username = typedName.strip().toLowerCase(Locale.ROOT);
        var known = officers.credentials(username);
        if (channel == Channel.PROGRAM && known.isPresent() && checkedPasswords.holds(known.get(), password)) {
            return standing(known.get(), channel);
        }
        refuseIfWaiting(failuresByAddress.remainingDelay(address), channel, known, address);
        var name = hash(username, known, address);
        // One try of a name at a time, or a burst of tries would all pass before the first is counted.
        synchronized (locks[Math.floorMod(Arrays.hashCode(name), locks.length)]) {
            if (channel == Channel.PROGRAM && known.isPresent() && checkedPasswords.holds(known.get(), password)) {
                return standing(known.get(), channel);
            }
            refuseIfWaiting(signIns.remainingDelay(name), channel, known, address);
            var matches = password.length() <= PasswordPolicy.LONGEST
                    && encoder.matches(
                            password, known.map(Credentials::passwordHash).orElse(hashOfNobody));
            if (!matches || known.isEmpty()) {
                signIns.countFailure(name);
                failuresByAddress.count(address);
                signIns.record(Event.FAILED, channel, known.map(Credentials::id).orElse(null), address);
                log.info("sign-in failed address={} channel={}", address, channel);
                throw new BadCredentialsException("wrong username or password");
            }
            signIns.forgetFailures(name);
        }
        var standing = standing(known.get(), channel);
        checkedPasswords.add(known.get(), password);
        signIns.record(Event.SIGNED_IN, channel, known.get().id(), address);
        log.info("signed in officer={} channel={}", known.get().id(), channel);
        return standing;
    }

    private void refuseIfWaiting(Duration wait, Channel channel, Optional<Credentials> known, String address) {
        if (wait.compareTo(Duration.ZERO) > 0) {
            signIns.record(Event.DELAYED, channel, known.map(Credentials::id).orElse(null), address);
            throw new SignInDelayed(wait);
        }
    }

    /** Only who gave the right password hears what else stands in the way. */
    private Standing standing(Credentials account, Channel channel) {
        if (!account.enabled()) {
            throw new DisabledException("disabled");
        }
        if (account.mustChangePassword()) {
            if (channel == Channel.PROGRAM) {
                throw new CredentialsExpiredException("first password not changed yet");
            }
            if (account.passwordSince().plus(FIRST_PASSWORD_HOLDS).isBefore(clock.instant())) {
                throw new CredentialsExpiredException("first password too old");
            }
        }
        return officers.standing(account.id()).orElseThrow(() -> new DisabledException("no post"));
    }

    private byte[] hash(String username, Optional<Credentials> known, String address) {
        var fromHome = known.filter(account -> signIns.isKnownAddress(account.id(), address))
                .isPresent();
        return Sha256.of(username + "\n" + (fromHome ? address : "*"));
    }
}
