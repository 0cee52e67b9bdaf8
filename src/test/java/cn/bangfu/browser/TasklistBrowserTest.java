package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Officials at work in the real Tasklist. */
@ApplicationTest
class TasklistBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    private County county;

    @BeforeAll
    static void startBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    private Screen screen(Role role) {
        return screen(county.official(role).username());
    }

    private Screen screen(String username) {
        var screen = new Screen(browser, port);
        screen.signIn(username, TestOfficers.PASSWORD);
        return screen;
    }

    private static void openNewCase(Screen screen) {
        screen.open("/cases/new");
        screen.page().locator(".bf-entry, #household-query").first().waitFor();
        if (screen.page().locator(".bf-entry").count() > 0) {
            screen.page()
                    .locator(".bf-entry")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("申请"))
                    .first()
                    .click();
        }
        screen.page().locator("#household-query").fill("查无此户");
        screen.press("查找");
        screen.press("台账中没有这户，按新户申报");
        screen.page().locator(".bf-actions").waitFor();
    }

    private static Map<String, String> application(String head, String identityNumber) {
        return Map.ofEntries(
                Map.entry("applicantName", head),
                Map.entry("contactPhone", "04771234567"),
                Map.entry("villageName", "乌吉尔嘎查村"),
                Map.entry("permanentResident", "常住"),
                Map.entry("name", head),
                Map.entry("relation", "户主"),
                Map.entry("identityNumber", identityNumber),
                Map.entry("change", "新增（名册里没有）"),
                Map.entry("consent", "本人已签字授权"),
                Map.entry("difficulty", "养的羊病死了一半，今年没有收入"),
                Map.entry("risks", "因产业项目失败"),
                Map.entry("relativesInOffice", "否"),
                Map.entry("writtenBy", "申请人本人"));
    }

    @Test
    void aHouseholdGoesFromTheStartFormThroughTasklist() {
        String caseId;
        try (var village = screen(Role.VILLAGE_CLERK)) {
            openNewCase(village);
            village.answer(application("浏览测试户", County.identityNumber(1972)));
            village.picture("new-case-filled");
            village.complete();
            caseId = village.caseOfMessage();
            village.picture("new-case-done");
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_SupplyPolicyStatus");

        var number = county.one("select number from app.identification_case where id = ?", caseId);
        try (var countyClerk = screen(Role.COUNTY_CLERK)) {
            countyClerk.openTask(number, "补充政策状态");
            countyClerk.picture("task-supply-policy-status");
            countyClerk.answer(Map.of("policyStatus", "一般农户"));
            countyClerk.complete();
            countyClerk.picture("task-done");
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).contains("UserTask_VisitHousehold");
    }
}
