package cn.bangfu.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which paths are open to whom, asked over the wire. */
@ApplicationTest
class PathsTest {

    private static final List<String> ADMINISTRATORS_PAGES =
            List.of("/officers", "/officers/new", "/officers/import", "/officers/template.xlsx", "/offices");

    @LocalServerPort
    int port;

    @Autowired
    TestOfficers officers;

    private Browser signedInAs(Role role) {
        var division =
                switch (role.level()) {
                    case VILLAGE -> "150625100203";
                    case TOWN -> "150625100";
                    case COUNTY -> "150625";
                };
        return new Browser(port).signIn(officers.hire(role, division).username(), TestOfficers.PASSWORD);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAdministratorsKeepOfficersAndOffices(Role role) {
        var browser = signedInAs(role);

        for (var page : ADMINISTRATORS_PAGES) {
            assertThat(browser.get(page).statusCode())
                    .as("%s %s", role, page)
                    .isEqualTo(role == Role.ADMINISTRATOR ? 200 : 403);
        }
        var home = browser.get("/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body().contains("href=\"/officers\"")).isEqualTo(role == Role.ADMINISTRATOR);
        assertThat(browser.get("/password").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/officers",
                "/officers/new",
                "/offices",
                "/password",
                "/logout",
                "/search",
                "/register",
                "/cases/new",
                "/nothing",
                "/camunda/app/tasklist/",
                "/camunda/app/cockpit/default/",
                "/error"
            })
    void whoIsNotSignedInIsSentToTheSignInPage(String path) {
        var response = new Browser(port).get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/csrf",
                "/engine-rest/engine",
                "/engine-rest/version",
                "/api/tasks",
                "/api/nothing",
                "/v3/api-docs",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics"
            })
    void aProgramThatIsNotSignedInHears401AndIsNotSentElsewhere(String path) {
        for (var response : List.of(new Browser(port).getJson(path), new Browser(port).get(path))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"message\":\"尚未登录，或登录已失效\"}");
            assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    /** CVE-2026-77226: whoever asks first would become the engine's administrator. */
    @ParameterizedTest
    @EnumSource(names = {"VILLAGE_CLERK", "ADMINISTRATOR", "PROCESS_OWNER"})
    void theEnginesSetupIsClosed(Role role) {
        var browser = signedInAs(role);

        assertThat(browser.postJson("/camunda/api/admin/setup/default/user/create", "{}", "X-XSRF-TOKEN", "token")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/camunda/app/admin/default/setup/").statusCode())
                .isEqualTo(403);
        assertThat(new Browser(port)
                        .postJson("/camunda/api/admin/setup/default/user/create", "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void healthIsSaidToEverybodyAndNothingElse() {
        var health = new Browser(port).getJson("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");

        for (var path : List.of("/actuator", "/actuator/env", "/actuator/health/db", "/actuator/heapdump")) {
            assertThat(new Browser(port).get(path).statusCode()).as(path).isEqualTo(302);
            assertThat(signedInAs(Role.ADMINISTRATOR).get(path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void thereAreNoDemoOfficialsWhereTheDemoIsOff() {
        assertThat(new Browser(port).getJson("/demo/officials").statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get("/login").body()).doesNotContain("演示");
    }

    @ParameterizedTest
    @CsvSource({"/nothing, 404, 没有找到这个页面", "/officers, 403, 您不能打开这个页面"})
    void errorPagesArePlainChinese(String path, int status, String text) {
        var response = signedInAs(Role.VILLAGE_CLERK).get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .contains(text)
                .contains("回到首页")
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("forbidden")
                .doesNotContainIgnoringCase("not found");
    }

    @Test
    void aProgramHearsOfAnErrorWithoutPathOrClass() {
        var officer = officers.hire(Role.COUNTY_CLERK, "150625");
        var response = new Browser(port)
                .getJson("/api/nothing", "Authorization", Browser.basic(officer.username(), TestOfficers.PASSWORD));

        assertThat(response.body()).isEqualTo("{\"status\":404,\"message\":\"没有找到\"}");
    }

    @Test
    void pagesForbidWhatTheyDoNotNeed() {
        var page = headers(signedInAs(Role.TOWN_HEAD).get("/"));

        assertThat(page)
                .containsAllEntriesOf(Map.of(
                        "cache-control", "no-cache, no-store, max-age=0, must-revalidate",
                        "content-security-policy",
                                "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
                                        + " form-action 'self'; frame-ancestors 'none'",
                        "permissions-policy", "camera=(), microphone=(), geolocation=()",
                        "referrer-policy", "same-origin",
                        "x-content-type-options", "nosniff",
                        "x-frame-options", "DENY"))
                .doesNotContainKeys("strict-transport-security", "server", "x-powered-by");
    }

    @Test
    void interfacesForbidEverythingAndAreNotKept() {
        var officer = officers.hire(Role.COUNTY_CLERK, "150625");
        var api = headers(new Browser(port)
                .getJson("/api/csrf", "Authorization", Browser.basic(officer.username(), TestOfficers.PASSWORD)));

        assertThat(api)
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin");
        assertThat(api.get("cache-control")).contains("no-store");
    }

    @Test
    void theEnginesInterfaceIsNotKeptButItsScriptsAre() {
        var browser = signedInAs(Role.TOWN_HEAD);

        assertThat(headers(browser.getJson("/camunda/api/engine/engine/default/task?maxResults=1"))
                        .get("cache-control"))
                .contains("no-store");
        assertThat(headers(browser.get("/camunda/lib/deps.js")).getOrDefault("cache-control", ""))
                .doesNotContain("no-store");
    }

    @Test
    void stylesheetsNeedNoSignInAndMakeNoSession() {
        var browser = new Browser(port);
        var css = browser.get("/assets/bangfu.css");

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void theSessionsCookieIsForThisSiteAndNoScript() {
        var browser = new Browser(port);
        var cookie = browser.get("/login").headers().firstValue("Set-Cookie").orElse("");

        assertThat(cookie).startsWith("BANGFU_SESSION=");
        assertThat(Set.of(cookie.split("; "))).contains("HttpOnly", "SameSite=Strict", "Path=/");
    }

    private static Map<String, String> headers(HttpResponse<String> response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }
}
