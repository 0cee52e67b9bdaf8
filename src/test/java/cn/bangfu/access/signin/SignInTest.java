package cn.bangfu.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestOfficers.TestOfficer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class SignInTest {

    private static final String VILLAGE = "150625100203";

    @LocalServerPort
    int port;

    @Autowired
    TestOfficers testOfficers;

    @Autowired
    OfficerStore store;

    @Autowired
    Officers officers;

    @Autowired
    PasswordEncoder encoder;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private TestOfficer clerk;
    private Browser browser;

    @BeforeEach
    void hire() {
        clerk = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE);
        browser = new Browser(port);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("http://localhost:\\d+", "");
    }

    private List<String> events() {
        return jdbc.sql("select event from app.sign_in_event where officer = :officer order by id")
                .param("officer", clerk.id().value())
                .query(String.class)
                .list();
    }

    @Test
    void aClerkSignsInOnAPageAndComesToTheOneAskedFor() {
        assertThat(location(browser.get("/search"))).isEqualTo("/login");
        var anonymous = browser.cookie("BANGFU_SESSION");

        var response = browser.trySignIn(clerk.username(), TestOfficers.PASSWORD);

        assertThat(location(response)).isEqualTo("/search");
        assertThat(browser.cookie("BANGFU_SESSION")).isNotEmpty().isNotEqualTo(anonymous);
        assertThat(browser.get("/").body())
                .contains(clerk.name())
                .contains("阿日柴达木村村民委员会")
                .contains("嘎查村级信息员");
        assertThat(events()).containsExactly("SIGNED_IN");
    }

    @Test
    void upperCaseAndSpacesInTheUsernameDoNotMatter() {
        browser.signIn(" " + clerk.username().toUpperCase() + " ", TestOfficers.PASSWORD);
    }

    @Test
    void aStrangerAndAWrongPasswordAreAnsweredAlike() {
        var wrong = browser.trySignIn(clerk.username(), "wrong password");
        var stranger = new Browser(port).trySignIn("nobody-" + clerk.username(), "wrong password");

        assertThat(wrong.statusCode()).isEqualTo(stranger.statusCode());
        assertThat(location(wrong)).isEqualTo(location(stranger)).isEqualTo("/login?wrong");
        assertThat(browser.get("/login?wrong").body()).contains("用户名或密码不正确");
        assertThat(location(browser.get("/"))).isEqualTo("/login");
    }

    @Test
    void withoutTheFormsTokenNobodySignsIn() {
        var response = browser.post("/login", Map.of("username", clerk.username(), "password", TestOfficers.PASSWORD));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);
        var session = browser.cookie("BANGFU_SESSION");

        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(location(browser.submit("/logout", "/logout", Map.of()))).isEqualTo("/login?out");

        var thief = new Browser(port);
        assertThat(location(thief.get("/", "Cookie", "BANGFU_SESSION=" + session)))
                .isEqualTo("/login");
        assertThat(events()).containsExactly("SIGNED_IN", "SIGNED_OUT");
    }

    @Test
    void theWebappsOwnButtonSignsOutToo() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);

        var response = browser.postJson("/camunda/api/admin/auth/user/default/logout", "", "X-XSRF-TOKEN", "token");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(location(browser.get("/"))).isEqualTo("/login");
        assertThat(events()).containsExactly("SIGNED_IN", "SIGNED_OUT");
    }

    @Test
    void whoIsDisabledIsOutWithTheNextRequest() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        transaction.executeWithoutResult(status -> store.disable(clerk.id()));

        assertThat(location(browser.get("/"))).isEqualTo("/login?ended");
        assertThat(browser.getJson("/api/csrf").statusCode()).isEqualTo(401);
        assertThat(location(new Browser(port).trySignIn(clerk.username(), TestOfficers.PASSWORD)))
                .isEqualTo("/login?disabled");
        assertThat(new Browser(port)
                        .getJson("/api/csrf", "Authorization", Browser.basic(clerk.username(), TestOfficers.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(events()).startsWith("SIGNED_IN", "ENDED");
    }

    @Test
    void aPostThatEndedCountsNoMoreWithTheNextRequest() {
        var administrator = testOfficers.hire(Role.ADMINISTRATOR, "150625100");
        browser.signIn(administrator.username(), TestOfficers.PASSWORD);
        assertThat(browser.get("/officers").statusCode()).isEqualTo(200);

        var post = store.terms(administrator.id()).get(0);
        transaction.executeWithoutResult(status -> store.endPost(post.id()));

        assertThat(location(browser.get("/officers"))).isEqualTo("/login?ended");
    }

    @Test
    void aNewPostCountsWithTheNextRequest() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);

        testOfficers.assign(clerk, Role.COUNTY_CLERK, "150625");

        assertThat(browser.get("/").body()).contains("杭锦旗农牧局 旗级经办人").contains("href=\"/register\"");
    }

    @Test
    void aFirstPasswordOpensNothingButThePageToChangeIt() {
        transaction.executeWithoutResult(
                status -> store.setPassword(clerk.id(), encoder.encode("k7mp-4xwq-9rtd"), true));
        browser.signIn(clerk.username(), "k7mp-4xwq-9rtd");

        assertThat(location(browser.get("/"))).isEqualTo("/password");
        assertThat(location(browser.get("/camunda/app/tasklist/default/"))).isEqualTo("/password");
        assertThat(browser.getJson("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(403);
        assertThat(browser.getJson("/api/csrf").statusCode()).isEqualTo(403);
        assertThat(browser.get("/password").body()).contains("初始密码").doesNotContain("待办");
        var program = new Browser(port)
                .getJson("/api/csrf", "Authorization", Browser.basic(clerk.username(), "k7mp-4xwq-9rtd"));
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.body()).contains("初始密码");
    }

    @Test
    void withOnesOwnPasswordEverythingOpensAndOtherSessionsEnd() {
        transaction.executeWithoutResult(
                status -> store.setPassword(clerk.id(), encoder.encode("k7mp-4xwq-9rtd"), true));
        browser.signIn(clerk.username(), "k7mp-4xwq-9rtd");
        var other = new Browser(port).signIn(clerk.username(), "k7mp-4xwq-9rtd");

        var changed = change("k7mp-4xwq-9rtd", "锡尼镇的沙枣花开了真香", "锡尼镇的沙枣花开了真香");

        assertThat(location(changed)).isEqualTo("/");
        assertThat(browser.get("/").body()).contains("密码已修改").contains("待办");
        assertThat(location(other.get("/"))).isEqualTo("/login?ended");
        assertThat(location(new Browser(port).trySignIn(clerk.username(), "k7mp-4xwq-9rtd")))
                .isEqualTo("/login?wrong");
        new Browser(port).signIn(clerk.username(), "锡尼镇的沙枣花开了真香");
        assertThat(events()).contains("PASSWORD_CHANGED");
    }

    private HttpResponse<String> change(String old, String wanted, String repeated) {
        return browser.submit(
                "/password", "/password", Map.of("oldPassword", old, "newPassword", wanted, "repeated", repeated));
    }

    @Test
    void aBadNewPasswordIsRefusedAtItsField() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);

        assertThat(change("not the old one", "锡尼镇的沙枣花开了真香", "锡尼镇的沙枣花开了真香").body())
                .contains("原密码不正确");
        assertThat(change(TestOfficers.PASSWORD, "short", "short").body()).contains("密码太短：现在5个字符");
        assertThat(change(TestOfficers.PASSWORD, "锡尼镇的沙枣花开了真香", "锡尼镇的沙枣花开了").body())
                .contains("两次输入的新密码不一样");
        assertThat(change(TestOfficers.PASSWORD, TestOfficers.PASSWORD, TestOfficers.PASSWORD)
                        .body())
                .contains("新密码和原密码一样");
        new Browser(port).signIn(clerk.username(), TestOfficers.PASSWORD);
    }

    @Test
    void aFirstPasswordThatLayAroundForAMonthIsWorthless() {
        transaction.executeWithoutResult(
                status -> store.setPassword(clerk.id(), encoder.encode("k7mp-4xwq-9rtd"), true));
        jdbc.sql("update app.officer set password_changed_at = clock_timestamp() - interval '31 days' where id = :id")
                .param("id", clerk.id().value())
                .update();

        assertThat(location(browser.trySignIn(clerk.username(), "k7mp-4xwq-9rtd")))
                .isEqualTo("/login?expired");
    }

    @Test
    void aProgramSendsItsPasswordWithEachRequestAndNeedsNoToken() {
        var basic = Browser.basic(clerk.username(), TestOfficers.PASSWORD);

        assertThat(browser.getJson("/api/csrf", "Authorization", basic).statusCode())
                .isEqualTo(200);
        assertThat(browser.postJson("/api/no-such-thing", "{}", "Authorization", basic)
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/", "Authorization", basic).statusCode())
                .as("pages do not take it")
                .isEqualTo(302);
    }

    @Test
    void aWrongPasswordOfAProgramIsRefusedWithoutAskingTheBrowserForOne() {
        var response = browser.getJson("/api/csrf", "Authorization", Browser.basic(clerk.username(), "wrong password"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"message\":\"用户名或密码不正确\"}");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void aPageScriptNeedsTheSessionsToken() {
        browser.signIn(clerk.username(), TestOfficers.PASSWORD);

        var forged = browser.postJson("/api/no-such-thing", "{}");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("页面已过期");

        var token = browser.getJson("/api/csrf").body().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(browser.postJson("/api/no-such-thing", "{}", "X-CSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(404);
    }
}
