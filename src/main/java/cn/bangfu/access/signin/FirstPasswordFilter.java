package cn.bangfu.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Who still has the first password, known to somebody else, can do nothing but choose one's own. */
final class FirstPasswordFilter extends OncePerRequestFilter {

    private static final RequestMatcher OPEN = matcher(List.of("/password", "/logout", "/login", "/public/**"));
    private static final RequestMatcher INTERFACES = matcher(List.of("/api/**", "/camunda/api/**", "/v3/api-docs/**"));

    private static RequestMatcher matcher(List<String> paths) {
        return new OrRequestMatcher(paths.stream()
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(path))
                .toList());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OfficerAuthentication signedIn
                && signedIn.getPrincipal().mustChangePassword()
                && !OPEN.matches(request)) {
            if (INTERFACES.matches(request)) {
                Answers.json(response, HttpStatus.FORBIDDEN, "请先在网页上修改初始密码");
            } else {
                response.sendRedirect(request.getContextPath() + "/password");
            }
            return;
        }
        chain.doFilter(request, response);
    }
}
