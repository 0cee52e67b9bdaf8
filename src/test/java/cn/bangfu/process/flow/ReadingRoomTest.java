package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.audit.TrailRoots;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.shared.Sha256;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An auditor finds a case, reads it, finds what is wrong with it and takes it away. */
@ApplicationTest
class ReadingRoomTest {

    private static final String HEAD = "审计测试户主";

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

    @Autowired
    private TrailVerification verification;

    @TempDir
    private Path folder;

    private County county;
    private Browser auditor;

    @BeforeEach
    void people() {
        county = new County(port, officers, engine, database);
        auditor = signedIn(Role.AUDITOR);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private Browser signedIn(Role role) {
        return new Browser(port)
                .signIn(officers.hire(role, County.VILLAGE.substring(0, 6)).username(), TestOfficers.PASSWORD);
    }

    /** Until the notice hangs, with the findings checked twice. */
    private String untilNotice(String identityNumber) {
        var caseId = county.opensCase(county.application(HEAD, identityNumber, "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        NoticeCases.untilTownHead(county, caseId);
        NoticeCases.townAgrees(county, caseId, "审政发〔2026〕1号");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        return caseId;
    }

    private String number(String caseId) {
        return county.one("select number from app.identification_case where id = ?", caseId);
    }

    /** What the rules of the database forbid, done by its owner. */
    private void closeNoticeAtOnce(String caseId) throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("alter table app.notice_closing disable trigger user").update();
            owner.sql("""
                            insert into app.notice_closing (notice_id, result, closed_at, by_person, by_officer, by_name, by_office)
                            select n.id, 'PASSED', app.legal_now(), gen_random_uuid(), gen_random_uuid(), '某人', '某单位'
                            from app.public_notice n where n.case_id = ?
                            """).param(UUID.fromString(caseId)).update();
            owner.sql("alter table app.notice_closing enable trigger user").update();
            connection.commit();
        }
    }

    @Test
    void whatOneDepartmentAnswersChangesNothingOfAnothers() {
        var caseId = Confirmed.household(county, "两个部门", "ILLNESS", "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000001"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        var departments = county.leadDepartments(caseId);
        assertThat(departments).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        departments.forEach(department -> county.department(Department.valueOf(department))
                .does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES")));
        assertThat(auditor.get("/audit/cases/" + caseId).body())
                .contains("办理“接受帮扶措施”", "规则：风险与帮扶措施")
                .doesNotContain("（第2次）", "处</span>", "risk-measure:");
    }

    @Test
    void anAuditorFindsReadsAndTakesAway() throws Exception {
        var identityNumber = County.identityNumber(1968);
        var caseId = untilNotice(identityNumber);
        var number = number(caseId);
        closeNoticeAtOnce(caseId);

        var found = auditor.submit("/audit/cases", "/audit/cases", Map.of("text", identityNumber));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains(number).doesNotContain(HEAD);
        assertThat(auditor.submit("/audit/cases", "/audit/cases", Map.of("text", HEAD))
                        .body())
                .contains(number);
        assertThat(auditor.get("/audit/cases?text=" + number + "&outcome=OPEN&division=150625101")
                        .body())
                .contains(number);
        assertThat(auditor.get("/audit/cases?text=" + number + "&outcome=REFUSED")
                        .body())
                .doesNotContain("/audit/cases/" + caseId);

        var page = auditor.get("/audit/cases/" + caseId);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "办理“入户核实”", "综合研判", "逐日计算", "第5天", "早于规定", "依据", "审政发〔2026〕1号", "流程图：监测对象识别认定 第", "规则：纳入去向判定 第")
                .doesNotContain("household-identification:", "entry-routing:")
                .doesNotContain(HEAD)
                .doesNotContain(identityNumber);

        var course = new ObjectMapper()
                .readTree(auditor.getJson("/api/cases/" + caseId + "/course").body());
        assertThat(course.at("/runs/0/xml").asText()).contains("household-identification");
        assertThat(course.at("/runs/0/steps").findValuesAsText("element")).contains("UserTask_VisitHousehold");
        assertThat(course.get("runs").findValuesAsText("key")).contains("public-notice");

        auditor.submit("/audit", "/audit/findings/look", Map.of());
        // what people did is as the engine, the records and the trail have it
        assertThat(auditor.get("/audit/cases/" + caseId).body())
                .contains("公示短于规定")
                .doesNotContain("流程记录与留痕不一致", "授权登记被改动");
        var findings = auditor.get("/audit/findings?rule=notice-too-short").body();
        assertThat(findings).contains(number, "应公示至");
        var finding = Pattern.compile("/audit/findings/([0-9a-f-]{36})").matcher(findings);
        var open = "";
        while (finding.find()) {
            if (auditor.get("/audit/findings/" + finding.group(1)).body().contains(number)) {
                open = "/audit/findings/" + finding.group(1);
            }
        }
        assertThat(open).isNotEmpty();
        assertThat(auditor.submit(open, open, Map.of("state", "OPEN", "inCharge", "县纪委王某", "note", "核查公示照片"))
                        .body())
                .contains("须定期限");
        auditor.submit(
                open, open, Map.of("state", "OPEN", "inCharge", "县纪委王某", "dueOn", "2027-01-31", "note", "核查公示照片"));
        assertThat(auditor.get("/audit/findings?followed=true").body()).contains(number, "跟进中");

        takesAway(caseId, number);
        looksAtOneNumber(caseId, identityNumber);
        assertThat(auditor.get("/audit/readings").body()).contains("按身份证号查找", "带走一户一档", "查看完整号码");
    }

    private byte[] download(String page, String path) {
        return auditor.download(auditor.request(path, "X-CSRF-TOKEN", auditor.token(page))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private void takesAway(String caseId, String number) throws IOException, InterruptedException {
        var page = "/audit/cases/" + caseId;
        roots.make(false);
        var pdf = download(page, page + "/dossier.pdf");
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        var kept = Files.write(folder.resolve("dossier.pdf"), pdf);
        assertThat(PreflightParser.validate(kept.toFile()).getErrorsList())
                .extracting(error -> error.getErrorCode() + " " + error.getDetails())
                .isEmpty();
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(download(page, page + "/dossier.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        for (var file : files.entrySet()) {
            var target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        var home = folder.resolve("dossier-" + number);
        assertThat(home.resolve("trail/root.txt")).exists();
        // each line as the command for Windows takes it apart
        assertThat(home.resolve("README.txt")).content().contains("Get-FileHash", "certutil -hashfile");
        assertThat(Files.readAllLines(home.resolve("SHA256SUMS")))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> {
                    var parts = line.split("  ", 2);
                    assertThat(Sha256.hex(Files.readAllBytes(home.resolve(parts[1]))))
                            .isEqualTo(parts[0]);
                });
        assertThat(run(home, "sha256sum", "-c", "SHA256SUMS")).isZero();
        assertThat(run(
                        home,
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "key.pem",
                        "-rawin",
                        "-in",
                        "SHA256SUMS",
                        "-sigfile",
                        "SHA256SUMS.sig"))
                .isZero();
        assertThat(run(home, "bash", "-c", oneLiner(home, "python3"))).isZero();
        var events = home.resolve("trail/events.tsv");
        Files.writeString(
                events, Files.readString(events).replaceFirst("application.received", "application.REceived"));
        assertThat(run(home, "sha256sum", "-c", "SHA256SUMS")).isNotZero();
        assertThat(run(home, "bash", "-c", oneLiner(home, "python3"))).isNotZero();
    }

    private static String oneLiner(Path home, String begin) throws IOException {
        return Files.readAllLines(home.resolve("README.txt")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private static int run(Path home, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.waitFor();
    }

    private void looksAtOneNumber(String caseId, String identityNumber) {
        var page = "/audit/cases/" + caseId;
        var choice = Pattern.compile("value=\"(IDENTITY_NUMBER:[0-9a-f-]{36})\"")
                .matcher(auditor.get(page).body());
        assertThat(choice.find()).isTrue();
        var refused = auditor.submit(
                page, page + "/unmask", Map.of("what", choice.group(1), "purpose", "IDENTITY", "reason", "看"));
        assertThat(refused.body()).contains("写明查看原因").doesNotContain(identityNumber);
        var shown = auditor.submit(
                page, page + "/unmask", Map.of("what", choice.group(1), "purpose", "IDENTITY", "reason", "核对申报书上的号码"));
        assertThat(shown.body()).contains(identityNumber, HEAD);
    }

    @Test
    void lookingAtManyNumbersRaisesAnAlarm() {
        var caseId = county.opensCase(county.application("多看户", County.identityNumber(1965), "BUSINESS_FAILURE"));
        var page = "/audit/cases/" + caseId;
        var choice = Pattern.compile("value=\"(IDENTITY_NUMBER:[0-9a-f-]{36})\"")
                .matcher(auditor.get(page).body());
        assertThat(choice.find()).isTrue();
        var asked = Map.of("what", choice.group(1), "purpose", "INSPECTION", "reason", "抽样核对");
        assertThat(auditor.submit(page, page + "/unmask", Map.of("what", choice.group(1), "reason", "没有写目的"))
                        .statusCode())
                .isEqualTo(400);
        for (var time = 1; time <= 20; time++) {
            assertThat(auditor.submit(page, page + "/unmask", asked).body())
                    .as("time %d", time)
                    .doesNotContain("超过平常的次数");
        }
        assertThat(auditor.submit(page, page + "/unmask", asked).body()).contains("您今天已查看21次，超过平常的次数");
        for (var role : new Role[] {Role.AUDITOR, Role.ADMINISTRATOR}) {
            assertThat(signedIn(role).get("/").body()).as("home of %s", role).contains("今天查看完整号码", "21次");
        }
        assertThat(signedIn(Role.COUNTY_CLERK).get("/").body()).doesNotContain("今天查看完整号码");
    }

    @Test
    void nobodyElseSitsInTheReadingRoom() {
        var caseId = county.opensCase(county.application("旁人户", County.identityNumber(1969), "BUSINESS_FAILURE"));
        var clerk = signedIn(Role.COUNTY_CLERK);
        for (var path :
                new String[] {"/audit", "/audit/cases", "/audit/cases/" + caseId, "/audit/trust", "/audit/readings"}) {
            assertThat(clerk.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(clerk.getJson("/api/cases/" + caseId + "/course").statusCode())
                .isEqualTo(200);
        var ended = "/api/definitions/"
                + engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("household-identification")
                        .latestVersion()
                        .singleResult()
                        .getId()
                + "/ended";
        assertThat(auditor.getJson(ended).statusCode()).isEqualTo(200);
        assertThat(new Browser(port).getJson(ended).statusCode()).isEqualTo(401);
        var neighbour = new Browser(port)
                .signIn(officers.hire(Role.VILLAGE_CLERK, County.OTHER_VILLAGE).username(), TestOfficers.PASSWORD);
        assertThat(neighbour.getJson("/api/cases/" + caseId + "/course").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theTrailIsVerifiedOnAPageAndByTheClock() {
        var caseId = county.opensCase(county.application("核对户", County.identityNumber(1967), "BUSINESS_FAILURE"));
        assertThat(roots.make(false)).isPresent();
        assertThat(roots.covering(caseId, 1)).isPresent();
        auditor.submit("/audit/trust", "/audit/trust/verify", Map.of());
        var last = verification.last().orElseThrow();
        assertThat(last.events()).isPositive();
        assertThat(last.breaks()).extracting(TrailVerification.Break::where).doesNotContain(caseId);
        var trust = auditor.get("/audit/trust").body();
        assertThat(trust).contains("没有设定封印的库外存放位置", "第1号");
        assertThat(auditor.get("/audit/trust/roots/1").body()).contains("BEGIN PUBLIC KEY", "bangfu-trail-root-1");
    }

    @Test
    void aListSaysOnEachEndWhoTookIt() throws IOException {
        var caseId = county.opensCase(county.application("清单户", County.identityNumber(1966), "BUSINESS_FAILURE"));
        var workbook = auditor.download(auditor.request(
                        "/audit/cases/list?text=" + number(caseId), "X-CSRF-TOKEN", auditor.token("/audit/cases"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        var sheet = "";
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("sheet1.xml")) {
                    sheet = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(sheet).contains("导出人：", "导出时间：", number(caseId)).doesNotContain("清单户");
    }
}
