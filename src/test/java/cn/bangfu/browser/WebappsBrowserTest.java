package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The engine's own pages, for those who may look at them: in Chinese too, and closed to everybody else. */
@BrowserTest
class WebappsBrowserTest {

    /** Ids in the models, which process owners know from the modeler. */
    private static final String IDS = "[a-z]+(?:-[a-z]+)+|[a-z-]+:\\d+:[0-9a-f-]+|[0-9a-f-]{36}|[A-Z][a-z]+_[A-Za-z]+";

    /** Names and keys that other tests have made up: letters with digits between them. */
    private static final String MADE_BY_TESTS = "[A-Za-z0-9-]*\\d[A-Za-z0-9-]*";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    private Screen screen(Browser browser, String language, Role role) {
        var screen = new Screen(browser, port, language);
        screen.signIn(officers.hire(role, "150625").username(), TestOfficers.PASSWORD);
        return screen;
    }

    private static void looksChinese(Screen screen, String path, String picture) {
        screen.open(path);
        // the page as it comes, before its scripts have run, is nobody's to read
        for (var i = 0; i < 60 && screen.page().title().contains("Camunda"); i++) {
            screen.page().waitForTimeout(250);
        }
        screen.page().waitForTimeout(1_500);
        screen.picture(picture);
        assertThat(screen.foreign().stream()
                        .filter(text -> !text.equals("null")) // Cockpit's way to say nothing
                        .filter(text -> text.replaceAll(IDS, "")
                                .replaceAll(MADE_BY_TESTS, "")
                                .matches("(?s).*[A-Za-z]{3,}.*"))
                        .toList())
                .as(path)
                .isEmpty();
    }

    @Test
    void theProcessOwnerReadsCockpitInChinese(Browser browser) {
        var county = new County(port, officers, engine, database);
        var caseId = county.opensCase(county.application("流程监控户", County.identityNumber(1961), "BUSINESS_FAILURE"));
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId)
                .list()
                .get(0);
        for (var language : List.of("zh-CN", "en-US")) {
            try (var owner = screen(browser, language, Role.PROCESS_OWNER)) {
                var cockpit = "/camunda/app/cockpit/default/#/";
                looksChinese(owner, cockpit + "dashboard", "cockpit-dashboard-" + language);
                looksChinese(owner, cockpit + "processes", "cockpit-processes-" + language);
                looksChinese(
                        owner,
                        cockpit + "process-definition/" + instance.getProcessDefinitionId(),
                        "cockpit-process-" + language);
                looksChinese(owner, cockpit + "process-instance/" + instance.getId(), "cockpit-instance-" + language);
                looksChinese(owner, cockpit + "decisions", "cockpit-decisions-" + language);
                looksChinese(owner, "/camunda/app/welcome/default/#/welcome", "welcome-" + language);
            }
        }
    }

    @Test
    void theAdministratorReadsAdminInChinese(Browser browser) {
        try (var administrator = screen(browser, "en-US", Role.ADMINISTRATOR)) {
            looksChinese(administrator, "/camunda/app/admin/default/#/", "admin");
            looksChinese(administrator, "/camunda/app/admin/default/#/users", "admin-users");
            looksChinese(administrator, "/camunda/app/welcome/default/#/welcome", "welcome-administrator");
        }
    }

    @Test
    void aClerkGetsNeither(Browser browser) {
        try (var clerk = screen(browser, "zh-CN", Role.COUNTY_CLERK)) {
            for (var app : List.of("cockpit", "admin")) {
                clerk.open("/camunda/app/" + app + "/default/");
                clerk.page().waitForTimeout(1_500);
                clerk.picture(app + "-closed");
                assertThat(clerk.page().locator("body").innerText()).doesNotContain("流程定义", "用户管理");
            }
        }
    }
}
