package cn.bangfu.access.signin;

import cn.bangfu.access.SignInStore.Channel;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** One for each way in: pages and programs. */
final class OfficerAuthenticationProvider implements AuthenticationProvider {

    private final OfficerSignIn signIn;
    private final Channel channel;

    OfficerAuthenticationProvider(OfficerSignIn signIn, Channel channel) {
        this.signIn = signIn;
        this.channel = channel;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var address =
                request.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        var password =
                request.getCredentials() == null ? "" : request.getCredentials().toString();
        var authentication = OfficerAuthentication.signedInNow(
                signIn.signIn(request.getName(), password, address, channel), channel);
        authentication.setDetails(request.getDetails());
        return authentication;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
