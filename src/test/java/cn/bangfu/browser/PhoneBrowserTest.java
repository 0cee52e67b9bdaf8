package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.Rosters;
import cn.bangfu.process.flow.County;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A village clerk with a cheap phone, where there is no network. */
@BrowserTest
class PhoneBrowserTest {

    private static final String PHRASE = "caoyuan-2026-lu";
    private static final String SECRET_WORD = "牧场西边第三个蒙古包";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Officers accounts;

    @Autowired
    private Rosters rosters;

    @Autowired
    private PlannedMeetings meetings;

    @TempDir
    private Path profile;

    private Playwright playwright;
    private Cable cable;
    private County county;

    @BeforeEach
    void phone() {
        playwright = BrowserTest.Chromium.newPlaywright();
        cable = new Cable(port);
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void away() {
        if (playwright != null) {
            playwright.close();
            cable.close();
        }
    }

    private BrowserContext open() {
        return playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(BrowserTest.Chromium.EXECUTABLE)
                                .setLocale("zh-CN")
                                .setTimezoneId("Asia/Shanghai")
                                .setViewportSize(360, 740)
                                .setDeviceScaleFactor(2)
                                .setHasTouch(true)
                                .setArgs(BrowserTest.Chromium.ARGUMENTS));
    }

    private String caseToVisit(String head) {
        var caseId = county.opensCase(county.application(head, County.identityNumber(1969), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        return caseId;
    }

    @Test
    void aVisitBegunWithoutNetworkArrivesOnce() throws IOException {
        var caseId = caseToVisit("离线走访户");
        try (var context = open();
                var screen = new Screen(context, cable.port())) {
            screen.signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
            screen.open("/phone/");
            var page = screen.page();
            page.locator("#phrase-1").fill(PHRASE);
            page.locator("#phrase-2").fill(PHRASE);
            screen.picture("phone-phrase");
            screen.press("设好了");
            var waiting = page.locator(".phone-tasks li").filter(new Locator.FilterOptions().setHasText("离线走访户"));
            waiting.waitFor();
            screen.picture("phone-take-along");
            waiting.getByRole(AriaRole.BUTTON).click();
            kept(screen).waitFor();
            page.waitForFunction("() => navigator.serviceWorker.ready.then((ready) => Boolean(ready.active))");
        }

        cable.cut();
        try (var context = open();
                var screen = new Screen(context, cable.port())) {
            var page = screen.page();
            screen.open("/phone/");
            page.locator("#phrase").fill("falsch-000000");
            screen.press("打开");
            page.getByText("口令不对").waitFor();
            page.locator("#phrase").fill(PHRASE);
            screen.picture("phone-locked");
            screen.press("打开");
            kept(screen).waitFor();
            kept(screen).getByRole(AriaRole.BUTTON).first().click();
            page.locator(".bf-actions").waitFor();
            screen.picture("phone-visit-empty");
            fill(screen);
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("nothing sticks out of the phone")
                    .isLessThanOrEqualTo(360);
            finish(screen);
            kept(screen).getByText("填好了，等待送出").waitFor();
            screen.picture("phone-waits-for-network");
        }
        assertThat(visits(caseId)).isEqualTo("0");
        assertThat(standsInTheClear(SECRET_WORD)).as("what the phone holds").isEmpty();
        assertThat(standsInTheClear("离线走访户")).as("what the phone holds").isEmpty();

        // The visit arrives, its answer does not: sent again, it counts once.
        cable.mend();
        cable.loseAnswers(true);
        try (var context = open();
                var screen = new Screen(context, cable.port())) {
            screen.signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
            screen.open("/phone/");
            screen.page().getByText("现在没有网络。").waitFor();
            assertThat(visits(caseId)).as(cable.lost()).isEqualTo("1");
            cable.loseAnswers(false);
            screen.open("/phone/");
            screen.page().getByText("已送达系统").waitFor();
            screen.page().getByText("手机里还没有走访").waitFor();
            screen.picture("phone-sent");
        }
        assertThat(visits(caseId)).isEqualTo("1");
        assertThat(county.one("select count(*)::text from app.evidence where case_id = ? and name is not null", caseId))
                .isNotEqualTo("0");
        assertThat(county.waitsAt(caseId)).doesNotContain("UserTask_VisitHousehold");
    }

    private static Screen pocket(Browser browser, int port) {
        return new Screen(
                browser.newContext(new Browser.NewContextOptions()
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setViewportSize(360, 740)
                        .setHasTouch(true)
                        .setIsMobile(true)),
                port);
    }

    /** A roster of five and a meeting of theirs, now. */
    private UUID preparedMeeting(String caseId) {
        var clerk = accounts.byUsername(county.official(Role.VILLAGE_CLERK).username())
                .orElseThrow()
                .id();
        var village = new DivisionCode(County.VILLAGE);
        var members = IntStream.rangeClosed(1, 5)
                .mapToObj(seq -> new Roster.Member(seq, "到会" + seq, null, null))
                .toList();
        var kind = ReviewMeeting.Kind.REPRESENTATIVES;
        var roster = rosters.add(village, kind, "第十一届", LocalDate.now().minusDays(1), members, clerk);
        return meetings.add(
                new PlannedMeetings.Preparing(
                        village,
                        kind,
                        null,
                        roster.id(),
                        Instant.now().minusSeconds(60),
                        "嘎查活动室",
                        "主持人甲",
                        "记录人乙",
                        List.of(CaseId.of(caseId)),
                        null),
                clerk);
    }

    /** Attendance and signatures are photographed where they come about. */
    @Test
    void theMeetingIsHeldAndTheLetterDeliveredWithThePhone(Browser browser) {
        var application = new HashMap<>(county.application("口袋户", County.identityNumber(1971), "BUSINESS_FAILURE"));
        application.put("receiptGiven", "NO");
        var caseId = county.opensCase(application);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", BatchBrowserTest.visit());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        var meeting = preparedMeeting(caseId);
        try (var screen = pocket(browser, port)) {
            screen.signIn(county.official(Role.VILLAGE_CHAIR).username(), TestOfficers.PASSWORD);
            screen.open("/phone/");
            screen.page().locator("a[href$='/meetings/" + meeting + "']").click();
            screen.page().locator(".bt-person").first().waitFor();
            screen.page().locator("[data-role=all-present]").click();
            screen.field("relativesAsked").locator("input").check();
            for (var paper : List.of("attendanceSheet", "minutes")) {
                screen.field(paper)
                        .locator("input[data-role=camera]")
                        .setInputFiles(BatchBrowserTest.picture(paper + ".png"));
                screen.field(paper).locator(".bf-thumbnail").first().waitFor();
            }
            screen.page().locator("[data-role=unanimous]").click();
            assertThat((Integer) screen.page().evaluate("() => document.documentElement.scrollWidth"))
                    .as("nothing sticks out of the phone")
                    .isLessThanOrEqualTo(360);
            screen.picture("phone-meeting");
            screen.press("提交1户的评议");
            screen.page().locator(".bf-notice-done").waitFor();
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverPaper", "UserTask_HandleTownReview");
        var owed = county.one("select id::text from app.delivery_owed where case_id = ? and kind = 'RECEIPT'", caseId);
        try (var screen = pocket(browser, port)) {
            screen.signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
            screen.open("/phone/");
            screen.page().locator("a[href$='/deliveries/" + owed + "']").click();
            screen.page().locator("input#camera").setInputFiles(BatchBrowserTest.picture("签字.png"));
            screen.page().locator("#receivedBy").fill("本人");
            screen.picture("phone-delivery");
            screen.press("登记送达");
            screen.page().locator(".notice.good").waitFor();
            screen.picture("phone-deliveries");
        }
        assertThat(county.one(
                        "select d.proof from app.delivery d join app.delivery_owed o on o.id = d.owed_id"
                                + " where o.case_id = ? and o.kind = 'RECEIPT'",
                        caseId))
                .isEqualTo("SIGNATURE");
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId))
                .as("what was delivered is no task any more")
                .containsExactly("UserTask_HandleTownReview");
    }

    private static Locator kept(Screen screen) {
        return screen.page().locator(".phone-visits li").filter(new Locator.FilterOptions().setHasText("离线走访户"));
    }

    private static void fill(Screen screen) {
        var said = new HashMap<String, String>();
        said.put("visitedAt", "00:01");
        said.put("peoplePresent", "户主");
        said.put("crops", "5000");
        said.put("cropsSource", "看到凭证");
        said.put("visitorsOpinion", SECRET_WORD);
        said.put("mainRisk", "因产业项目失败");
        said.put("permanentResident", "常住");
        screen.answer(said);
        var second = screen.page()
                .locator("[data-field='visitors'] [data-field='name'] input")
                .nth(1);
        second.fill("核实人乙");
        screen.page()
                .locator("[data-field='visitors'] [data-field='office'] input")
                .nth(1)
                .fill("驻村工作队");
    }

    private static void finish(Screen screen) {
        for (var round = 0; round < 8; round++) {
            screen.press("提交");
            var end = System.nanoTime() + 20_000_000_000L;
            while (System.nanoTime() < end) {
                if (screen.page().locator(".phone-visits").count() > 0) {
                    return;
                }
                if (screen.page().locator(".bf-problems li").count() > 0
                        && screen.page().locator(".bf-actions .bf-primary").isEnabled()) {
                    break;
                }
                screen.page().waitForTimeout(200);
            }
            screen.mendAll();
        }
        throw new AssertionError("not taken: " + screen.problems());
    }

    private String visits(String caseId) {
        return county.one("select count(*)::text from app.home_visit where case_id = ?", caseId);
    }

    /** Files of the browser's profile in which a word can be read, in the two ways in which browsers write text. */
    private List<Path> standsInTheClear(String word) throws IOException {
        var patterns = List.of(word.getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_16LE));
        try (var files = Files.walk(profile)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> patterns.stream().anyMatch(pattern -> holds(file, pattern)))
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] pattern) {
        try {
            var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return content.contains(new String(pattern, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }
}
