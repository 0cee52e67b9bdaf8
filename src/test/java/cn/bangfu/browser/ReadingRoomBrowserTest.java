package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.audit.TrailRoots;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An auditor at work: finds, reads, sees what is wrong, takes away and checks outside. */
@BrowserTest
class ReadingRoomBrowserTest {

    private static final String HEAD = "阅卷测试户";

    private static Browser browser;

    private static String openedCase = "";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private TrailRoots roots;

    @TempDir
    private Path folder;

    private County county;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    /** One that waits for its visit; both look at the same. */
    private String caseOnItsWay() {
        if (openedCase.isEmpty()) {
            openedCase = county.opensCase(county.application(HEAD, County.identityNumber(1964), "BUSINESS_FAILURE"));
            county.does(
                    openedCase, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        }
        return openedCase;
    }

    /** Whoever owns the database lets the visit take place after it was written down. */
    private void dateVisitLate(String caseId) throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("""
                            insert into app.home_visit (case_id, seq, visited_at, place, residency, risks, main_risk, copes, basic_life_hardship, recorded_by)
                            values (:case, 9, app.legal_now() + interval '3 days', 'HOME', 'YES', '{}', null, 'YES', false, gen_random_uuid())
                            """).param("case", UUID.fromString(caseId)).update();
            owner.sql(
                            "insert into app.home_visitor (case_id, seq, name, office) values (:case, 9, '甲', '村'), (:case, 9, '乙', '镇')")
                    .param("case", UUID.fromString(caseId))
                    .update();
            connection.commit();
        }
    }

    @Test
    void anAuditorFindsReadsSeesAndTakesAway() throws Exception {
        var caseId = caseOnItsWay();
        var number = county.one("select number from app.identification_case where id = ?", caseId);
        dateVisitLate(caseId);
        roots.make(false);
        var auditor = officers.hire(Role.AUDITOR, County.VILLAGE.substring(0, 6));
        try (var screen = new Screen(browser, port)) {
            var complaints = new ArrayList<String>();
            screen.page().onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            screen.signIn(auditor.username(), TestOfficers.PASSWORD);
            screen.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("审计阅览").setExact(true))
                    .first()
                    .click();
            screen.press("现在重新检查");
            screen.page().getByText("已重新检查").waitFor();
            screen.picture("audit-room");
            assertThat(screen.foreign()).isEmpty();

            screen.open("/audit/cases");
            screen.page().getByLabel("案件编号、户编号、姓名或身份证号").fill(HEAD);
            screen.press("查找");
            screen.picture("audit-found");
            screen.page()
                    .getByText(number, new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            screen.page().locator("#course[data-drawn]").waitFor();
            assertThat(screen.page().locator("#course .bjs-powered-by").isVisible())
                    .as("the mark of bpmn.io")
                    .isTrue();
            assertThat(screen.page().locator("#course .bf-done").count()).isGreaterThan(3);
            assertThat(screen.page().locator("#course .bf-waiting").count()).isPositive();
            assertThat(screen.page().locator("#course .bf-taken").count()).isGreaterThan(3);
            // seen, not only marked
            assertThat(screen.page()
                            .locator("#course .bf-taken .djs-visual > path")
                            .first()
                            .evaluate("path => getComputedStyle(path).stroke"))
                    .isEqualTo("rgb(23, 105, 196)");
            assertThat(screen.page()
                            .locator(".tag", new Page.LocatorOptions().setHasText("表先于事"))
                            .count())
                    .isPositive();
            assertThat(screen.page().content()).doesNotContain(HEAD);
            screen.picture("audit-case");
            assertThat(screen.foreign().stream().filter(text -> !text.contains("sha256sum") && !text.contains("PDF")))
                    .isEmpty();
            screen.page()
                    .locator("#course [data-element-id='UserTask_SupplyPolicyStatus']")
                    .first()
                    .click();
            screen.page().getByText("只看所选环节").waitFor();
            assertThat(screen.page().locator(".told > li:visible").count()).isEqualTo(1);
            assertThat(complaints).as("of the browser").isEmpty();

            var download = screen.page().waitForDownload(() -> screen.press("全部材料（压缩包）"));
            var zip = folder.resolve("dossier.zip");
            download.saveAs(zip);
            assertThat(run(folder, "unzip", "-q", "dossier.zip")).isZero();
            assertThat(run(folder.resolve("dossier-" + number), "sha256sum", "--quiet", "-c", "SHA256SUMS"))
                    .isZero();

            screen.open("/audit/trust");
            screen.press("现在核对");
            screen.page().getByText("系统每两分钟签一次").waitFor();
            screen.picture("audit-trust");

            var instance = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(caseId)
                    .processDefinitionKey("household-identification")
                    .singleResult();
            screen.open("/camunda/app/cockpit/default/#/process-instance/" + instance.getId()
                    + "/runtime?detailsTab=bangfu-course");
            screen.page().getByText("审计阅览").first().waitFor();
            screen.page().getByText("办理全过程").first().click();
            screen.page().getByText("在审计阅览室读这件案子").waitFor();
            screen.page().locator(".bf-course-canvas .bf-done").first().waitFor();
            screen.picture("cockpit-course");
        }
    }

    private static int run(Path home, String... command) throws Exception {
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void aClerkAddsPhotographsToTheCaseAndSeesItsCourse() {
        var caseId = caseOnItsWay();
        var number = county.one("select number from app.identification_case where id = ?", caseId);
        try (var screen = new Screen(browser, port)) {
            screen.signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
            screen.openTask(number, "入户核实");
            screen.page()
                    .getByText("户档案", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            var before = screen.page().locator(".bf-thumbnails li");
            screen.page().getByText(Pattern.compile("照片和材料")).waitFor();
            var had = before.count();
            screen.page()
                    .locator(".bf-add-files input[multiple]")
                    .setInputFiles(new FilePayload("院子.png", "image/png", Official.PICTURE));
            screen.page().getByLabel("是什么材料").fill("院落照片");
            screen.press("归入案件");
            screen.page().getByText("已归入案件").waitFor();
            assertThat(before.count()).isEqualTo(had + 1);
            screen.picture("task-household-file");
            screen.page()
                    .getByText("流程走向", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            screen.page().locator(".bf-course-canvas .bf-done").first().waitFor();
            screen.picture("task-course");
            assertThat(screen.foreign()).isEmpty();
        }
        assertThat(county.one(
                        "select count(*)::text from app.trail_event where action = 'evidence.added' and case_id = ?",
                        caseId))
                .isEqualTo("1");
    }
}
