package cn.bangfu.access.signin;

import cn.bangfu.access.OfficerStore.Standing;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.access.SignedInOfficer;
import java.time.Instant;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An officer who is signed in. Authorities are {@code ROLE_TOWN_HEAD} and so on; the name is the username. */
final class OfficerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient SignedInOfficer officer;
    private final Instant passwordSince;
    private final Instant signedInAt;
    private final Channel channel;

    private OfficerAuthentication(Standing standing, Instant signedInAt, Channel channel) {
        super(standing.officer().roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.officer = standing.officer();
        this.passwordSince = standing.passwordSince();
        this.signedInAt = signedInAt;
        this.channel = channel;
        setAuthenticated(true);
    }

    static OfficerAuthentication signedInNow(Standing standing, Channel channel) {
        return new OfficerAuthentication(standing, Instant.now(), channel);
    }

    /** The same session with the officer as he stands now. */
    OfficerAuthentication refreshed(Standing standing) {
        var refreshed = new OfficerAuthentication(standing, signedInAt, channel);
        refreshed.setDetails(getDetails());
        return refreshed;
    }

    Instant passwordSince() {
        return passwordSince;
    }

    Instant signedInAt() {
        return signedInAt;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public SignedInOfficer getPrincipal() {
        return officer;
    }

    @Override
    public String getName() {
        return officer.username();
    }

    /** Never kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfficerAuthentication that
                && officer.equals(that.officer)
                && signedInAt.equals(that.signedInAt)
                && channel == that.channel;
    }

    @Override
    public int hashCode() {
        return officer.hashCode();
    }
}
