package cn.bangfu.access.signin;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignInStore;
import cn.bangfu.access.SignInStore.Channel;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Six filter chains: our stylesheets, pages for everybody, Modeler's deploy button, the interface for programs and page scripts, the
 * engine's webapps, and our pages. Every path is matched by {@link PathPatternRequestMatcher}: a plain string would be taken as a path of Spring's servlet and silently not cover the
 * engine's own.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String PAGE_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";
    /** Nothing runs there, and nothing is loaded but the stylesheet and pictures of our own. */
    private static final String PUBLIC_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final String INTERFACE_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final OfficerSignIn signIn;
    private final OfficerStore officers;
    private final SignInStore signIns;
    private final boolean production;

    SecurityConfiguration(OfficerSignIn signIn, OfficerStore officers, SignInStore signIns, Environment environment) {
        this.signIn = signIn;
        this.officers = officers;
        this.signIns = signIns;
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    @Bean
    @Order(1)
    SecurityFilterChain assets(HttpSecurity http) throws Exception {
        return http.securityMatcher(path("/assets/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> commonHeaders(headers).cacheControl(cache -> cache.disable()))
                .build();
    }

    /**
     * Public notices, objections and the state of one's own application. Nobody signs in there and no session is opened, so there is
     * nothing that another site could use; what is posted from another site is refused all the same by what browsers say of it.
     */
    @Bean
    @Order(2)
    SecurityFilterChain publicPages(HttpSecurity http) throws Exception {
        return http.securityMatchers(matchers -> matchers.requestMatchers(path("/public/**"), path("/robots.txt")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> commonHeaders(headers)
                        .cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(csp -> csp.policyDirectives(PUBLIC_POLICY))
                        .addHeaderWriter((request, response) ->
                                response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive, nosnippet")))
                .build();
    }

    /** By session from our pages, by HTTP Basic from programs. */
    @Bean
    @Order(3)
    SecurityFilterChain programInterface(HttpSecurity http) throws Exception {
        return forPrograms(http)
                .securityMatchers(matchers -> matchers.requestMatchers(path("/api/**"), path("/v3/api-docs/**")))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // No other site can make a browser send this header, so nothing can be forged with it.
                .csrf(csrf -> csrf.ignoringRequestMatchers(SecurityConfiguration::hasBasicCredentials))
                .build();
    }

    /** A password with the request, refusals as data. */
    private HttpSecurity forPrograms(HttpSecurity http) throws Exception {
        return http.authenticationManager(
                        new ProviderManager(new OfficerAuthenticationProvider(signIn, Channel.PROGRAM)))
                // A password that came with a request opens no session, not even one that the browser already has. (A
                // session creation
                // policy set here would: it brings in a filter that saves whoever is authenticated.)
                .httpBasic(basic -> basic.authenticationEntryPoint(Answers::notSignedIn)
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(Answers::notSignedIn).accessDeniedHandler(Answers::notAllowed))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        commonHeaders(headers).contentSecurityPolicy(csp -> csp.policyDirectives(INTERFACE_POLICY)))
                .addFilterBefore(new StandingFilter(officers, signIns), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new FirstPasswordFilter(), AuthorizationFilter.class);
    }

    private static boolean hasBasicCredentials(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /**
     * What Camunda Modeler's deploy button asks for, and nothing else of the engine's own interface. By password only: a browser's
     * session counts for nothing here, so nothing can be forged with it.
     */
    @Bean
    @Order(2)
    SecurityFilterChain modelerInterface(HttpSecurity http) throws Exception {
        var owner = Role.PROCESS_OWNER.name();
        return forPrograms(http)
                .securityMatcher(path("/engine-rest/**"))
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                path(HttpMethod.GET, "/engine-rest/version"),
                                path(HttpMethod.GET, "/engine-rest/deployment"),
                                path(HttpMethod.POST, "/engine-rest/deployment/create"))
                        .hasRole(owner)
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * Tasklist, Cockpit and Admin. Their pages need weaker script rules than ours, which Camunda's own filter sets; their requests carry
     * Camunda's own token against forgery.
     */
    @Bean
    @Order(4)
    SecurityFilterChain engineWebapps(HttpSecurity http) throws Exception {
        return http.securityMatcher(path("/camunda/**"))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // Whoever comes first would become administrator (CVE-2026-77226).
                        .requestMatchers(
                                path("/camunda/api/admin/setup/**"),
                                path("/camunda/app/admin/{engine}/setup/**"),
                                path("/camunda/app/admin/setup/**"))
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        e -> e.defaultAuthenticationEntryPointFor(Answers::notSignedIn, path("/camunda/api/**"))
                                .defaultAuthenticationEntryPointFor(signInPage(), request -> true)
                                .defaultAccessDeniedHandlerFor(Answers::notAllowed, path("/camunda/api/**")))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(savedPages()))
                .logout(logout -> logout.logoutRequestMatcher(SecurityConfiguration::isWebappsLogout)
                        .addLogoutHandler(recordSignOut())
                        .deleteCookies("BANGFU_SESSION")
                        .logoutSuccessHandler((request, response, authentication) ->
                                response.setStatus(HttpServletResponse.SC_NO_CONTENT)))
                .headers(headers -> commonHeaders(headers)
                        .cacheControl(cache -> cache.disable())
                        .addHeaderWriter((request, response) -> {
                            if (path("/camunda/api/**").matches(request)) {
                                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                            }
                        }))
                .addFilterBefore(new StandingFilter(officers, signIns), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new FirstPasswordFilter(), AuthorizationFilter.class)
                .build();
    }

    /** The webapps' own button. It sends Camunda's token in a header that no other site can set. */
    private static boolean isWebappsLogout(HttpServletRequest request) {
        return path(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout")
                        .matches(request)
                && request.getHeader("X-XSRF-TOKEN") != null;
    }

    @Bean
    @Order(5)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authenticationManager(new ProviderManager(new OfficerAuthenticationProvider(signIn, Channel.PAGE)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                path("/login"), path("/actuator/health"), path("/demo/officials"), path("/favicon.ico"))
                        .permitAll()
                        .requestMatchers(path("/actuator/**"))
                        .denyAll()
                        .requestMatchers(path("/officers/**"), path("/offices/**"))
                        .hasRole(Role.ADMINISTRATOR.name())
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("username")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/")
                        .failureHandler(SecurityConfiguration::signInRefused))
                .logout(logout -> logout.logoutRequestMatcher(path(HttpMethod.POST, "/logout"))
                        .addLogoutHandler(recordSignOut())
                        .deleteCookies("BANGFU_SESSION")
                        .logoutSuccessUrl("/login?out"))
                .exceptionHandling(e -> e.authenticationEntryPoint(signInPage()))
                .requestCache(cache -> cache.requestCache(savedPages()))
                .headers(headers ->
                        commonHeaders(headers).contentSecurityPolicy(csp -> csp.policyDirectives(PAGE_POLICY)))
                .addFilterBefore(new StandingFilter(officers, signIns), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new FirstPasswordFilter(), AuthorizationFilter.class)
                .build();
    }

    private HeadersConfigurer<HttpSecurity> commonHeaders(HeadersConfigurer<HttpSecurity> headers) {
        return headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(frame -> frame.deny())
                .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                .httpStrictTransportSecurity(hsts -> {
                    if (production) {
                        hsts.includeSubDomains(false)
                                .maxAgeInSeconds(31_536_000)
                                .requestMatcher(request -> true);
                    } else {
                        hsts.disable();
                    }
                });
    }

    private static AuthenticationEntryPoint signInPage() {
        return (HttpServletRequest request, HttpServletResponse response, AuthenticationException e) ->
                response.sendRedirect(request.getContextPath()
                        + (request.getAttribute(StandingFilter.ENDED) != null ? "/login?ended" : "/login"));
    }

    /** After sign-in people come to the page they asked for; never to an interface or a picture. */
    private static HttpSessionRequestCache savedPages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && !path("/camunda/api/**").matches(request)
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML_VALUE));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static void signInRefused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        var query = "wrong";
        if (e instanceof SignInDelayed delayed) {
            query = "wait=" + delayed.seconds();
        } else if (e instanceof DisabledException) {
            query = "disabled";
        } else if (e instanceof CredentialsExpiredException) {
            query = "expired";
        }
        response.sendRedirect(request.getContextPath() + "/login?" + query);
    }

    private LogoutHandler recordSignOut() {
        return (HttpServletRequest request, HttpServletResponse response, Authentication authentication) -> {
            if (authentication instanceof OfficerAuthentication signedIn) {
                signIns.record(
                        SignInStore.Event.SIGNED_OUT,
                        signedIn.channel(),
                        signedIn.getPrincipal().id(),
                        request.getRemoteAddr());
            }
        };
    }
}
