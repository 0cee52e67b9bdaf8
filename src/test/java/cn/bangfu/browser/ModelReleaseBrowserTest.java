package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Modeler;
import cn.bangfu.process.flow.Official;
import cn.bangfu.process.release.ModelReleases;
import cn.bangfu.testing.ApplicationProcess;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A new question and a new step, from Modeler's deploy button to the official's form and the auditor's page. */
@BrowserTest
class ModelReleaseBrowserTest {

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
    private ModelReleases releases;

    @TempDir
    private Path folder;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    private Screen screen(String username) {
        return screen(port, username, TestOfficers.PASSWORD);
    }

    private static Screen screen(int port, String username, String password) {
        var screen = new Screen(browser, port);
        screen.signIn(username, password);
        return screen;
    }

    @Test
    void aNewQuestionReachesTheOfficialAndTheAuditor() throws Exception {
        var county = new County(port, officers, engine, database);
        var drawer = county.hire(Role.PROCESS_OWNER).username();
        var reply = new Modeler(port, drawer)
                .deploy(
                        "入户时问网络",
                        Map.of(
                                "household-identification.bpmn", Modeler.diagramWithAStep(),
                                "ask-back.form", Modeler.ASK_BACK,
                                "visit-household.form", Modeler.visitWithAQuestion()));
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        var draft = "/models/drafts/" + reply.body().get("id").asText();
        try (var screen = screen(drawer)) {
            screen.open(draft);
            assertThat(screen.page().locator("main").innerText())
                    .contains("新的一栏“家里有没有网络”", "环节“回访听明白没有”", "这是您起草的", "试办通过后才能发布");
            forTheGuide(screen, "model-draft");
            if (Boolean.getBoolean("bangfu.sandbox")) {
                tryIt(reply.body().get("id").asText());
            }
            screen.page().locator("input[value=WORKS]").check();
            screen.page().locator("#note").fill("以村级信息员身份走了一遍");
            screen.press("登记试办结果");
            assertThat(screen.page().locator("main").innerText()).contains("试办通过，待发布");
            screen.open(draft + "/drawing/household-identification.bpmn");
            screen.page().locator("body[data-drawn='2']").waitFor();
            assertThat(screen.page().locator("#after .added").count()).isPositive();
            // The drawing library's licence asks for its mark to stay visible.
            for (var mark : screen.page().locator(".bjs-powered-by").all()) {
                assertThat(mark.isVisible()).isTrue();
                assertThat(mark.boundingBox().width).isGreaterThan(20);
            }
            assertThat(screen.page().locator(".bjs-powered-by").count()).isEqualTo(2);
            forTheGuide(screen, "model-drawing");
        }
        county.opensCase(county.application("旧版办理户", County.identityNumber(1961), "BUSINESS_FAILURE"));
        try (var second = screen(county.hire(Role.PROCESS_OWNER).username())) {
            second.open(draft);
            second.page().locator("#reason").fill("旗里要求了解网络情况");
            second.page().locator("form[action$='/release'] button").click();
            assertThat(second.page().locator("main").innerText()).contains("已发布");
            try {
                officialAndAuditor(county);
            } finally {
                second.open("/models/migration/household-identification");
                assertThat(second.page().locator("main").innerText()).contains("在办案件的版本", "停在同一处的试一件", "能否迁移");
                second.picture("migration");
                second.open("/models");
                second.picture("models");
                second.page()
                        .locator("button", new com.microsoft.playwright.Page.LocatorOptions().setHasText("退回到发布之前"))
                        .click();
                assertThat(second.page().locator("main").innerText()).contains("已退回");
            }
        }
    }

    /**
     * What the guide says: the draft's package, a second process, an official who sees the new question, a term that ends by hand. A start of
     * the application of its own takes longer than all the rest, so it is done where it is asked for: {@code -Dbangfu.sandbox=true}.
     */
    private void tryIt(String draft) throws Exception {
        var zip = folder.resolve("draft.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : releases.draft(UUID.fromString(draft)).orElseThrow().files()) {
                out.putNextEntry(new ZipEntry(file.name()));
                out.write(file.content());
            }
        }
        try (var sandbox = ApplicationProcess.start(
                folder, "试办草案已生效", "--spring.profiles.active=sandbox", "--bangfu.sandbox.draft=" + zip)) {
            var there = new County(sandbox.port(), officers, engine, database);
            var clerk = Official.demo(sandbox.port(), "cun1-xinxi");
            var opened = clerk.start(
                    "StartEvent_HouseholdApplication",
                    null,
                    there.application("试办户", County.identityNumber(1954), "BUSINESS_FAILURE"));
            assertThat(opened.status()).as("%s", opened.body()).isEqualTo(200);
            var caseId = opened.body().findValue("caseId").asText();
            var county = Official.demo(sandbox.port(), "xian-jingban");
            assertThat(county.waitsFor(caseId, "UserTask_SupplyPolicyStatus")).isNotEmpty();
            county.does(caseId, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
            var visit = clerk.waitsFor(caseId, "UserTask_VisitHousehold");
            try (var village = screen(sandbox.port(), "cun1-xinxi", Official.DEMO_PASSWORD)) {
                village.openTask(visit);
                assertThat(village.texts()).anySatisfy(text -> assertThat(text).contains("家里有没有网络"));
                village.field("hasInternet").first().scrollIntoViewIfNeeded();
                village.picture("sandbox-question");
            }
            var late = new HashMap<>(there.application("补正户", County.identityNumber(1953), "BUSINESS_FAILURE"));
            late.put(
                    "members",
                    List.of(Map.of(
                            "name", "补正户",
                            "relation", "HEAD",
                            "identityNumber", County.identityNumber(1952),
                            "change", "ADDED",
                            "consent", "REFUSED")));
            var lateCase = clerk.start("StartEvent_HouseholdApplication", null, late)
                    .body()
                    .findValue("caseId")
                    .asText();
            assertThat(clerk.waitsFor(lateCase, "UserTask_CorrectApplication")).isNotEmpty();
            try (var owner = screen(sandbox.port(), "xian-liucheng", Official.DEMO_PASSWORD)) {
                owner.open("/sandbox");
                owner.picture("sandbox-timers");
                owner.page()
                        .locator("tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText("逾期"))
                        .locator("button")
                        .first()
                        .click();
                assertThat(owner.page().locator("main").innerText()).contains("已到期");
            }
            assertThat(Official.demo(sandbox.port(), "zhen1-fuze").waitsFor(lateCase, "UserTask_DecideNonAcceptance"))
                    .isNotEmpty();
        }
    }

    /** {@code -Dbangfu.docs=write} puts the guide's pictures anew. */
    private static void forTheGuide(Screen screen, String name) throws IOException {
        screen.picture(name);
        if ("write".equals(System.getProperty("bangfu.docs"))) {
            Files.copy(
                    Path.of("target/screenshots", name + ".png"),
                    Path.of("docs/images", name + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void officialAndAuditor(County county) {
        var caseId = county.opensCase(county.application("网络测试户", County.identityNumber(1959), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        var number = county.one("select number from app.identification_case where id = ?", caseId);
        try (var village = screen(county.official(Role.VILLAGE_CLERK).username())) {
            village.openTasklist();
            village.openTask(number, "入户核实");
            assertThat(village.texts()).anySatisfy(text -> assertThat(text).contains("家里有没有网络"));
            village.field("hasInternet").first().scrollIntoViewIfNeeded();
            village.picture("new-question");
        }
        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_VisitHousehold",
                Map.ofEntries(
                        Map.entry("hasInternet", "NO"),
                        Map.entry(
                                "visitors",
                                List.of(
                                        Map.of("name", "核实人甲", "office", "村委会"),
                                        Map.of("name", "核实人乙", "office", "驻村工作队"))),
                        Map.entry("visitedAt", "00:01"),
                        Map.entry("crops", "5000"),
                        Map.entry("previousNetIncomePerHead", "9000"),
                        Map.entry("signedIncomePerHead", "5000.00"),
                        Map.entry("mainRisk", "BUSINESS_FAILURE"),
                        Map.entry("copes", "NO"),
                        Map.entry("suddenEvent", "NONE"),
                        Map.entry("basicLifeHardship", "NO"),
                        Map.entry("debts", List.of()),
                        Map.entry("assets", List.of())));
        try (var auditor = screen(county.official(Role.AUDITOR).username())) {
            auditor.open("/cases/" + caseId);
            var details = auditor.page().locator("details");
            for (var i = 0; i < details.count(); i++) {
                details.nth(i).evaluate("element => element.open = true");
            }
            assertThat(auditor.page().locator("main").innerText()).contains("家里有没有网络", "没有网络");
            auditor.page()
                    .locator("text=家里有没有网络")
                    .first()
                    .scrollIntoViewIfNeeded(new Locator.ScrollIntoViewIfNeededOptions());
            auditor.picture("auditor-answer");
        }
    }
}
