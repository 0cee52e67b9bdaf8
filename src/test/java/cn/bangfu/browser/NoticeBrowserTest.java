package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.notice.Notices;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.NoticeCases;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A notice as people live it: the town posts it, a neighbour objects on a small phone, the county investigates, and it ends. */
@BrowserTest
class NoticeBrowserTest {

    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Notices notices;

    private County county;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    @AfterEach
    void timeIsNow() {
        if (county != null) {
            county.timeIsNow();
        }
    }

    @Test
    void aNeighbourObjectsFromAPhoneAndReadsTheAnswer() {
        county = new County(port, officers, engine, database);
        var caseId = NoticeCases.untilNotice(county, "手机异议户", 1960);
        try (var town = screen(Role.TOWN_CLERK)) {
            town.openTask(number(caseId), "张贴公示");
            town.picture("task-publish-notice");
            town.complete();
            town.open("/notices");
            town.picture("notices");
            town.open("/cases/" + caseId + "/poster");
            town.picture("poster");
        }
        county.runJobs(caseId);
        var notice = notices.newest(CaseId.of(caseId)).orElseThrow();

        // A small screen on which no script runs.
        String receipt;
        try (var phone = browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setLocale("zh-CN")
                .setViewportSize(360, 640))) {
            var page = phone.newPage();
            page.navigate("http://localhost:" + port + "/public");
            shot(page, "public-places");
            page.locator("a[href$='" + County.VILLAGE.substring(0, 9) + "']").click();
            shot(page, "public-place");
            page.locator("a[href$='" + notice.code() + "']").click();
            shot(page, "public-notice");
            assertThat(page.content()).contains("手***户").doesNotContain("手机异议户");
            assertThat(page.locator("body").boundingBox().width)
                    .as("nothing hangs over")
                    .isLessThanOrEqualTo(360);
            page.getByText("提出异议").click();
            page.locator("input[value=INCLUSION]").check();
            page.locator("#text").fill("他家在旗里有楼房");
            shot(page, "public-objection");
            page.getByText("提交", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.content()).contains("已经收到", "正在核查");
            receipt = page.url();
            shot(page, "public-receipt");
        }
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_InvestigateObjection");

        try (var investigator = screen(Role.COUNTY_CLERK)) {
            investigator.openTask(number(caseId), "核查异议");
            var said = new LinkedHashMap<String, String>();
            said.put("finding", "不成立");
            said.put("basis", "查了不动产登记");
            said.put("answer", "楼房是亲戚的，已经核实。");
            said.put("investigators", "核查人甲、核查人乙");
            said.put("objectionResult", "都不成立，继续公示");
            investigator.answer(said);
            investigator.picture("task-investigate-objection");
            investigator.complete();
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).as("the notice goes on").isEmpty();

        try (var phone = browser.newContext(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 640))) {
            var page = phone.newPage();
            page.navigate(receipt);
            assertThat(page.content()).contains("楼房是亲戚的，已经核实。");
            shot(page, "public-answer");
            page.navigate("http://localhost:" + port + "/public/notices/" + notice.code());
            assertThat(page.content()).contains("已收到异议1件，都已核查答复");
            page.navigate("http://localhost:" + port + "/public/notices/" + notice.code() + "/print");
            shot(page, "public-print");
            county.daysPass(7);
            page.waitForTimeout(2_200);
            var gone = page.navigate("http://localhost:" + port + "/public/notices/" + notice.code());
            assertThat(gone.status()).isEqualTo(404);
            shot(page, "public-gone");
        }
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseNotice");
    }

    private Screen screen(Role role) {
        var screen = new Screen(browser, port);
        screen.signIn(county.official(role).username(), TestOfficers.PASSWORD);
        return screen;
    }

    private String number(String caseId) {
        return county.one("select number from app.identification_case where id = ?", caseId);
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(true));
    }
}
