package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of all that Camunda's applications serve under {@code /camunda/api}: the whole REST API of the engine among it, for
 * everybody who is signed in (H2). Only what {@link GateRules} lists passes, by role; only JSON, of bounded size and depth, and without
 * anything that the engine would evaluate as an expression (CVE-2026-109432). The setup page does not exist (CVE-2026-77226).
 */
class EngineApiGate extends OncePerRequestFilter {

    static final String API = "/camunda/api/";

    private static final Logger log = LoggerFactory.getLogger(EngineApiGate.class);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "DELETE", "PATCH");

    private final CurrentOfficer currentOfficer;
    private final OfficerGroups groups;

    EngineApiGate(CurrentOfficer currentOfficer, OfficerGroups groups) {
        this.currentOfficer = currentOfficer;
        this.groups = groups;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = path(request);
        if (path.isEmpty() || GateRules.isSetup(path.get())) {
            refuse(response, 404, "没有这个地址");
            return;
        }
        var officer = currentOfficer.find();
        if (officer.isEmpty()) {
            refuse(response, 401, "登录已失效，请重新登录");
            return;
        }
        var allowed =
                GateRules.allows(officer.get().username(), groups.of(officer.get()), request.getMethod(), path.get());
        if (!allowed) {
            log.warn("refused at the gate user={} {} {}", officer.get().username(), request.getMethod(), path.get());
            refuse(response, 403, "没有权限");
            return;
        }
        if (Collections.list(request.getParameterNames()).stream().anyMatch(GateBody::isExpressionKey)) {
            refuse(response, 400, "查询条件中不允许使用表达式");
            return;
        }
        if (!WITH_BODY.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        var body = GateBody.read(request);
        if (body.fault() != null) {
            refuse(response, body.fault().status(), body.fault().message());
            return;
        }
        chain.doFilter(body.replayed(request), response);
    }

    /** An error page is no way around the gate. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /**
     * The path below the API exactly as the engine will read it; nothing for a path that could be read in two ways. Ids hold letters,
     * digits, "-", "_", "." and ":"; only the colon of a definition's id comes percent-encoded.
     */
    static Optional<String> path(HttpServletRequest request) {
        var uri = request.getRequestURI().replace("%3A", ":").replace("%3a", ":");
        var prefix = request.getContextPath() + API;
        if (!uri.startsWith(prefix)) {
            return Optional.empty();
        }
        var path = uri.substring(prefix.length());
        var plain = path.chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || "-_.:/".indexOf(c) >= 0);
        return plain && !path.contains("//") && !path.contains("..") && !path.contains("/.")
                ? Optional.of(path)
                : Optional.empty();
    }

    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
        response.getWriter().write("{\"message\":\"" + message + "\"}");
    }
}
