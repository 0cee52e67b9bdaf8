package cn.bangfu.access.signin;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.OfficerStore.Standing;
import cn.bangfu.access.SignInStore;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.access.SignInStore.Event;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at every request how the officer stands now: who was disabled, has no post any more, got a new password or has been signed in
 * for half a day is signed out at once, and changed posts count at once (T25 in security.md). One look-up by key a request, nothing is
 * remembered, so it holds on every node.
 */
final class StandingFilter extends OncePerRequestFilter {

    /** Set on a request whose session was just ended, for the sign-in page to say why. */
    static final String ENDED = "bangfu.sessionEnded";

    private static final Logger log = LoggerFactory.getLogger(StandingFilter.class);
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private final OfficerStore officers;
    private final SignInStore signIns;

    StandingFilter(OfficerStore officers, SignInStore signIns) {
        this.officers = officers;
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OfficerAuthentication signedIn
                && signedIn.channel() == Channel.PAGE) {
            var standing = officers.standing(signedIn.getPrincipal().id());
            var context = SecurityContextHolder.createEmptyContext();
            if (standing.isPresent() && holds(signedIn, standing.get())) {
                context.setAuthentication(signedIn.refreshed(standing.get()));
            } else {
                end(request, signedIn);
            }
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static boolean holds(OfficerAuthentication signedIn, Standing standing) {
        return standing.passwordSince().equals(signedIn.passwordSince())
                && Instant.now().isBefore(signedIn.signedInAt().plus(LONGEST_SESSION));
    }

    private void end(HttpServletRequest request, OfficerAuthentication signedIn) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        var officer = signedIn.getPrincipal().id();
        signIns.record(Event.ENDED, Channel.PAGE, officer, request.getRemoteAddr());
        log.info("session ended officer={}", officer);
        request.setAttribute(ENDED, true);
    }
}
