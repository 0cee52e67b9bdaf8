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
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
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
                    .filter(new Locator.FilterOptions().setHasText("申请"))
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

        try (var countyClerk = screen(Role.COUNTY_CLERK)) {
            countyClerk.openTask(number(caseId), "补充政策状态");
            countyClerk.picture("task-supply-policy-status");
            countyClerk.answer(Map.of("policyStatus", "一般农户"));
            countyClerk.complete();
            countyClerk.picture("task-done");
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).contains("UserTask_VisitHousehold");
        does(Role.VILLAGE_CLERK, caseId, "入户核实", visit());
        does(
                Role.TOWN_CLERK,
                caseId,
                "复核疑点和收入",
                Map.of("gapsAccepted", "", "recounted", "否", "findingsAccepted", "疑点已说明清楚，往下办"));
        does(Role.VILLAGE_CHAIR, caseId, "民主评议", meeting());
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_HandleTownReview");
        does(
                Role.TOWN_CLERK,
                caseId,
                "乡镇初核",
                answers("spotCheck", "没有抽查", "handlerOpinion", "建议纳入", "category", "边缘易致贫户"));
        does(Role.TOWN_REVIEWER, caseId, "乡镇审核", Map.of("townReview", "同意，报负责人审定"));
        does(
                Role.TOWN_HEAD,
                caseId,
                "乡镇审定",
                answers("townDecision", "同意纳入，进行公示", "category", "边缘易致贫户", "reportNumber", "巴政发〔2026〕1号"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_PublishNotice");
    }

    /** One step in Tasklist: what is not said is filled in with something that fits. */
    private void does(Role role, String caseId, String task, Map<String, String> answers) {
        try (var screen = screen(role)) {
            screen.openTask(number(caseId), task);
            screen.answer(answers);
            screen.picture(task);
            screen.complete();
        }
        county.runJobs(caseId);
    }

    private String number(String caseId) {
        return county.one("select number from app.identification_case where id = ?", caseId);
    }

    /** In this order: a question may show another one. */
    private static Map<String, String> answers(String... keysAndValues) {
        var answers = new LinkedHashMap<String, String>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            answers.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return answers;
    }

    private static Map<String, String> visit() {
        return answers(
                "visitedAt", "00:01",
                "crops", "5000",
                "previousNetIncomePerHead", "9000",
                "foodAndClothing", "不愁",
                "housing", "安全",
                "water", "安全",
                "suddenEvent", "没有",
                "mainRisk", "因产业项目失败",
                "copes", "不能",
                "basicLifeHardship", "否",
                "permanentResident", "常住",
                "signedIncomePerHead", "5000.00");
    }

    private static Map<String, String> meeting() {
        return answers(
                "heldAt", "00:02",
                "meetingKind", "村民代表会议",
                "chair", "甲某",
                "recorder", "乙某",
                "entitled", "30",
                "present", "20",
                "villageReviewResult", "同意上报",
                "inFavour", "18",
                "against", "2",
                "abstained", "0");
    }

    private String opensCase(String head, int birthYear) {
        return county.opensCase(county.application(head, County.identityNumber(birthYear), "BUSINESS_FAILURE"));
    }

    @Test
    void aClerkOfAnotherVillageSeesNoTask() {
        var caseId = opensCase("邻村看不到的户", 1973);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        try (var neighbour =
                screen(officers.hire(Role.VILLAGE_CLERK, "150625101204").username())) {
            neighbour.openTasklist();
            neighbour.page().getByText("没有符合条件的任务").waitFor();
            assertThat(neighbour.page().locator("li.task").count()).isZero();
            neighbour.picture("another-village");
        }
        try (var own = screen(Role.VILLAGE_CLERK)) {
            own.openTask(number(caseId), "入户核实");
            own.picture("task-visit");
            assertThat(own.page()
                            .locator(".task-filters .glyphicon-pencil:visible")
                            .count())
                    .as("filters are the administrator's to change")
                    .isZero();
            assertThat(own.foreign()).as("English on the form of the visit").isEmpty();
        }
    }

    @Test
    void aWrongAnswerIsShownAtItsFieldAndNothingTypedIsLost() {
        try (var village = screen(Role.VILLAGE_CLERK)) {
            openNewCase(village);
            village.answer(application("写错的户", "150699197403150018"));
            village.answer(Map.of("contactPhone", "123", "helpWanted", "希望帮忙卖羊"));
            assertThat(village.submit()).isFalse();
            assertThat(village.field("contactPhone").locator(".bf-error").innerText())
                    .isEqualTo("请填写11位手机号，或带区号的固定电话");
            village.answer(Map.of(
                    "contactPhone", "04771234567",
                    "applicationWay", "书面",
                    "changedOn", Screen.today(),
                    "consentSignedOn", Screen.today(),
                    "registers", "机动车登记",
                    "declaredTrue", ""));
            // complete by now, but for the check digit, which only the server knows
            assertThat(village.submit()).isFalse();
            assertThat(village.problems())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("身份证号");
            village.picture("new-case-refused");
            assertThat(village.field("identityNumber").locator(".bf-error").innerText())
                    .isNotBlank()
                    .doesNotContainPattern("[A-Za-z]{3,}");
            assertThat(village.field("identityNumber").locator("input").inputValue())
                    .isEqualTo("150699197403150018");
            assertThat(village.field("helpWanted").locator("textarea").inputValue())
                    .isEqualTo("希望帮忙卖羊");
            assertThat(village.field("applicantName").locator("input").inputValue())
                    .isEqualTo("写错的户");
        }
    }

    @Test
    void everythingOnTheScreenIsChinese() {
        var caseId = opensCase("全是中文的户", 1975);
        try (var screen = new Screen(browser, port)) {
            screen.open("/login");
            assertThat(screen.foreign()).as("sign-in").isEmpty();
            screen.signIn(county.official(Role.COUNTY_CLERK).username(), TestOfficers.PASSWORD);
            assertThat(screen.foreign()).as("home").isEmpty();
            screen.picture("home");
            screen.openTask(number(caseId), "补充政策状态");
            assertThat(screen.foreign()).as("Tasklist").isEmpty();
            screen.submit();
            assertThat(screen.foreign())
                    .as("Tasklist, with a form that has gaps")
                    .isEmpty();
            screen.picture("task-with-gaps");
        }
        try (var screen = screen(Role.VILLAGE_CLERK)) {
            openNewCase(screen);
            assertThat(screen.foreign()).as("new case").isEmpty();
        }
    }
}
