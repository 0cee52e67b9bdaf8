package cn.bangfu.access;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The officer on whose request the current thread works. Jobs and timers have none. */
@Component
public class CurrentOfficer {

    public Optional<SignedInOfficer> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInOfficer officer
                ? Optional.of(officer)
                : Optional.empty();
    }

    /** @throws AuthenticationCredentialsNotFoundException if nobody is signed in */
    public SignedInOfficer require() {
        return find().orElseThrow(() -> new AuthenticationCredentialsNotFoundException("nobody is signed in"));
    }
}
