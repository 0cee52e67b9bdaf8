package cn.bangfu.notice.web;

import cn.bangfu.notice.web.PublicLimits.Use;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Stands before the public pages: limits, and no posts from other sites. */
@Configuration(proxyBeanMethods = false)
class PublicGuard implements WebMvcConfigurer, HandlerInterceptor {

    private static final String INSIDE = PublicGuard.class.getName();

    private final PublicLimits limits;

    PublicGuard(PublicLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/public/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var posted = "POST".equals(request.getMethod());
        if (posted && isFromElsewhere(request)) {
            return say(response, HttpStatus.FORBIDDEN, "请从公示网页提交。");
        }
        var use = use(request.getRequestURI(), posted);
        if (!limits.allows(use, PublicAddress.from(request))) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "600");
            return say(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "这个网络上提交得太多了，请过一会儿再试。急的可以打乡镇的电话、拨打12345热线，或者到村里、乡镇、县级当面反映，同样登记、同样答复。");
        }
        if (!limits.enter(use)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            return say(response, HttpStatus.SERVICE_UNAVAILABLE, "现在看的人太多，请过一会儿再打开。");
        }
        request.setAttribute(INSIDE, use);
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        if (request.getAttribute(INSIDE) instanceof Use use) {
            request.removeAttribute(INSIDE);
            limits.leave(use);
        }
    }

    private static Use use(String path, boolean posted) {
        if (!posted) {
            return Use.READ;
        }
        return path.endsWith("/objection") || path.endsWith("/exclusion") ? Use.OBJECT : Use.ASK;
    }

    /** Browsers of today say so; older ones name the site, or say nothing. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return true;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var host = request.getHeader(HttpHeaders.HOST);
        return origin != null && !origin.equals("null") && host != null && !origin.endsWith("//" + host);
    }

    private static boolean say(HttpServletResponse response, HttpStatus status, String words) throws IOException {
        response.setStatus(status.value());
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getWriter()
                .write("<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width, initial-scale=1\"><title>公示</title></head><body><p>" + words
                        + "</p></body></html>");
        return false;
    }
}
