package cn.bangfu.access.signin;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;

/** What is said to whom is not let through: to a program as JSON {@code {"message": …}}. */
final class Answers {

    private Answers() {}

    static void json(HttpServletResponse response, HttpStatus status, String message) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .append("{\"message\":\"")
                .append(new String(JsonStringEncoder.getInstance().quoteAsString(message)))
                .append("\"}");
    }

    /** No {@code WWW-Authenticate}: a browser would ask in a window of its own and then send the password everywhere. */
    static void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof SignInDelayed delayed) {
            response.setHeader("Retry-After", Long.toString(delayed.seconds()));
            json(response, HttpStatus.TOO_MANY_REQUESTS, message(e));
        } else {
            json(response, HttpStatus.UNAUTHORIZED, message(e));
        }
    }

    static void notAllowed(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        json(response, HttpStatus.FORBIDDEN, e instanceof CsrfException ? "页面已过期，请刷新后再试" : "您的岗位不能办理这件事");
    }

    private static String message(AuthenticationException e) {
        if (e instanceof SignInDelayed delayed) {
            return "输错次数过多，请等待" + delayed.seconds() + "秒再试";
        }
        if (e instanceof DisabledException) {
            return "账号已停用或目前没有岗位，请联系本单位的系统管理员";
        }
        if (e instanceof CredentialsExpiredException) {
            return "初始密码须先在网页上修改，才能用程序访问";
        }
        return e instanceof BadCredentialsException ? "用户名或密码不正确" : "尚未登录，或登录已失效";
    }
}
