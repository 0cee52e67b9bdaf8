package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;

/**
 * Carries the sign-in of Spring Security into Camunda's applications. They keep an authentication in the session; it is renewed as soon
 * as the officer has other posts than when it was made, so a right that was taken away is gone with the next request (H20, T25).
 */
class OfficerSignInFilter extends ContainerBasedAuthenticationFilter {

    private final CurrentOfficer currentOfficer;
    private final OfficerGroups groups;

    OfficerSignInFilter(CurrentOfficer currentOfficer, OfficerGroups groups) {
        this.currentOfficer = currentOfficer;
        this.groups = groups;
    }

    /** Not by the name of a class, as the original does it: ours needs beans. */
    @Override
    public void init(FilterConfig filterConfig) {
        authenticationProvider = new FromSpringSecurity();
    }

    @Override
    protected boolean existisAuthentication(Authentications authentications, String engineName, String username) {
        return super.existisAuthentication(authentications, engineName, username)
                && authentications.getAuthenticationForProcessEngine(engineName) instanceof UserAuthentication known
                && known.getGroupIds().equals(groupsNow());
    }

    private List<String> groupsNow() {
        return List.copyOf(groups.of(currentOfficer.require()));
    }

    private final class FromSpringSecurity implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            return currentOfficer
                    .find()
                    .map(officer -> {
                        var result = AuthenticationResult.successful(officer.username());
                        result.setGroups(groupsNow());
                        result.setTenants(List.of());
                        return result;
                    })
                    .orElseGet(AuthenticationResult::unsuccessful);
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security has asked to sign in before.
        }
    }
}
