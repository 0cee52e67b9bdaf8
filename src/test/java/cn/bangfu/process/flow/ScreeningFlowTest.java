package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.quality.QualityFindings;
import cn.bangfu.quality.QualityRule;
import cn.bangfu.quality.QualityService;
import cn.bangfu.screening.ScreeningClue;
import cn.bangfu.screening.ScreeningRun;
import cn.bangfu.screening.ScreeningService;
import cn.bangfu.screening.Screenings;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a department's file over the screening to the village's task. */
@ApplicationTest
class ScreeningFlowTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final DivisionScope EVERYWHERE = DivisionScope.of(COUNTY);

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private DepartmentImportService files;

    @Autowired
    private ScreeningService service;

    @Autowired
    private Screenings screenings;

    @Autowired
    private QualityService quality;

    @Autowired
    private QualityFindings findings;

    @Autowired
    private PersonalDataCipher cipher;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private County county;
    private TestOfficers.TestOfficer clerk;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        clerk = officers.hire(Role.COUNTY_CLERK, COUNTY.value());
    }

    private Actor actor() {
        return new Actor(clerk.id(), clerk.person(), clerk.name(), Role.COUNTY_CLERK, COUNTY, "杭锦旗农牧局");
    }

    /** A household of one. */
    private UUID household(String name, String number, String type) {
        var id = jdbc.sql("""
                        insert into app.household (number, division, registration_type, residency, origin)
                        values (?, ?, ?, 'YES', 'ADDED') returning id""")
                .params("S" + UUID.randomUUID(), County.VILLAGE, type)
                .query(UUID.class)
                .single();
        member(id, name, number, "户主");
        return id;
    }

    private void member(UUID household, String name, String number, String relation) {
        var identity = new IdentityNumber(number);
        jdbc.sql("""
                        insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        household,
                        name,
                        cipher.seal(number),
                        cipher.lookupHash(identity),
                        identity.birthDate(),
                        identity.male() ? "MALE" : "FEMALE",
                        relation)
                .update();
    }

    private void send(Register register, String text) throws IOException {
        var file = Files.writeString(Files.createTempFile(folder, "list", ".csv"), text, StandardCharsets.UTF_8);
        var done = files.load(COUNTY, register, file, "名单.csv", null);
        assertThat(done.state()).as("%s", done.message()).isEqualTo(DepartmentImport.State.DONE);
    }

    private void screen() {
        assertThat(service.begin(COUNTY, actor())).isTrue();
        until(() -> !service.latest(COUNTY).orElseThrow().state().running());
        var run = service.latest(COUNTY).orElseThrow();
        assertThat(run.state()).as("%s", run.stage()).isEqualTo(ScreeningRun.State.DONE);
    }

    private static void until(BooleanSupplier done) {
        var end = Instant.now().plusSeconds(60);
        while (!done.getAsBoolean() && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private List<ScreeningClue> clues(UUID household) {
        return service.list(new Screenings.Filter(EVERYWHERE, null, null, null, false), 10_000).stream()
                .filter(clue -> clue.household().value().equals(household))
                .toList();
    }

    @Test
    void aClueOverTheThresholdReachesTheVillageOnce() throws IOException {
        var rich = County.identityNumber(1961);
        var ordinary = household("甲", rich, "ORDINARY");
        var poorNumber = County.identityNumber(1962);
        var poor = household("乙", poorNumber, "FORMERLY_POOR");
        var underNumber = County.identityNumber(1963);
        var under = household("丙", underNumber, "ORDINARY");
        var monitoredNumber = County.identityNumber(1964);
        var monitored = household("丁", monitoredNumber, "ORDINARY");
        jdbc.sql("""
                        insert into app.household_registered_category (household_id, category, valid_from, source)
                        values (?, 'MARGINAL', '2026-01-01', '台账')""").param(monitored).update();
        send(
                Register.MEDICAL,
                "姓名,身份证号,年度,个人自付\n甲,%1$s,2026,\"15,000.00\"\n甲,%1$s,2026,8000\n另一个,%2$s,2026,6000\n丙,%3$s,2026,20000\n丁,%4$s,2026,90000\n"
                        .formatted(rich, poorNumber, underNumber, monitoredNumber));

        screen();

        assertThat(clues(ordinary)).singleElement().satisfies(clue -> {
            assertThat(clue.facts()).singleElement().satisfies(fact -> assertThat(fact.amount())
                    .as("both stays of the year")
                    .isEqualByComparingTo("23000"));
        });
        assertThat(clues(poor).get(0).facts().get(0).words()).contains("“另一个”").contains("先核对是不是本人");
        assertThat(clues(under)).as("exactly at the threshold is not over it").isEmpty();
        assertThat(clues(monitored)).as("a new risk is added to the entry").isEmpty();
        assertThat(service.latest(COUNTY).orElseThrow().monitored()).isPositive();

        var sent = clues(ordinary).get(0).id();
        service.send(EVERYWHERE, List.of(sent), actor());
        until(() -> clues(ordinary).get(0).state() != ScreeningClue.State.SENDING);
        var clue = clues(ordinary).get(0);
        assertThat(clue.problem()).isNull();
        assertThat(clue.state()).isEqualTo(ScreeningClue.State.SENT);
        var caseId = String.valueOf(clue.caseId());
        county.runJobs(caseId);
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_VerifyClue")
                .singleResult();
        assertThat(task.getDueDate()).as("a deadline for the village").isNotNull();
        var form = county.official(Role.VILLAGE_CLERK).get("/api/tasks/" + task.getId() + "/form");
        assertThat(form.body().toString()).contains("23000").contains("部门数据筛查");

        assertThat(service.close(EVERYWHERE, List.of(clues(poor).get(0).id()), "部门已更正数据", actor()))
                .isOne();
        screen();
        assertThat(clues(ordinary)).as("a case is open").hasSize(1);
        assertThat(clues(poor)).as("nothing new is known").hasSize(1);
    }

    @Test
    void aClueThatCannotBeSentHoldsUpNoOther() throws IOException {
        var broken = County.identityNumber(1966);
        var first = household("坏", broken, "ORDINARY");
        // Nobody can open it: the key is none of ours.
        jdbc.sql("update app.household set phone = '\\x00', phone_hash = '\\x0bad' where id = ?")
                .param(first)
                .update();
        var good = County.identityNumber(1967);
        var second = household("好", good, "ORDINARY");
        send(Register.MEDICAL, "姓名,身份证号,年度,个人自付\n坏,%s,2026,30000\n好,%s,2026,30000\n".formatted(broken, good));
        screen();

        service.send(
                EVERYWHERE,
                List.of(clues(first).get(0).id(), clues(second).get(0).id()),
                actor());

        until(() -> clues(second).get(0).state() == ScreeningClue.State.SENT);
        until(() -> clues(first).get(0).state() == ScreeningClue.State.NEW);
        assertThat(clues(first).get(0).problem()).contains("多次下发都没有成功");
    }

    @Test
    void whoseAllowanceEndedIsLookedAtUnlessTheListIsCutOff() throws IOException {
        var number = County.identityNumber(1971);
        var household = household("戊", number, "ORDINARY");
        var rows = new StringBuilder("姓名,身份证号,救助类别\n");
        var others = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            others.append("别人,").append(County.identityNumber(1972)).append(",农村低保\n");
        }
        send(Register.SUBSISTENCE, rows + "戊," + number + ",农村低保\n" + others);
        send(Register.SUBSISTENCE, rows + others.substring(0, others.indexOf("\n") + 1));
        screen();
        assertThat(clues(household)).isEmpty();
        assertThat(service.latest(COUNTY).orElseThrow().notes()).anyMatch(note -> note.contains("少了一半以上"));

        send(Register.SUBSISTENCE, rows + "戊," + number + ",农村特困\n" + others);
        send(Register.SUBSISTENCE, rows.toString() + others);
        screen();
        assertThat(clues(household))
                .singleElement()
                .satisfies(clue -> assertThat(clue.facts().get(0).words()).contains("退出"));
    }

    @Test
    void nobodyIsScreenedAgainstWhatNeedsAnAuthorization() {
        // Without the rule of the table a mistake in a statement would go unnoticed.
        var run = screenings.create(COUNTY, java.time.LocalDate.now(), null);
        var file = jdbc.sql("""
                        insert into app.department_file (county, register, file_name, sha256, data_date, accepted, refused)
                        values ('150625', 'VEHICLES', 'x', ?, '2026-01-01', 0, 0) returning id""").param(new byte[] {1}).query(UUID.class).single();

        assertThatThrownBy(() -> jdbc.sql(
                                "insert into app.screening_file (run_id, register, file_id) values (?, 'VEHICLES', ?)")
                        .params(run, file)
                        .update())
                .hasMessageContaining("screening_file_register_check");
        until(() -> !service.latest(COUNTY).orElseThrow().state().running());
    }

    @Test
    void pagesShowEachOfficeItsPart() throws IOException {
        var number = County.identityNumber(1981);
        household("己", number, "ORDINARY");
        var medical = county.department(Department.MEDICAL_INSURANCE);
        assertThat(medical).isNotNull();
        var department = officers.hire(Department.MEDICAL_INSURANCE, COUNTY.value());
        var browser = new Browser(port).signIn(department.username(), TestOfficers.PASSWORD);
        assertThat(browser.get("/department-data").body()).contains("住院费用").doesNotContain("机动车登记");
        var page = uploaded(browser, "MEDICAL", "姓名,证照号,年度,自付合计\n己,%s,2026,30000\n".formatted(number));
        var waiting = browser.get(page).body();
        assertThat(waiting).contains("核对各列是什么").contains("（18位号码）").doesNotContain(number);
        assertThat(browser.submit(page, page + "/confirm", Map.of("dataDate", "2026-06-30", "column0", "NAME"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(page).body()).contains("没有找到");
        browser.submit(
                page,
                page + "/confirm",
                Map.of(
                        "dataDate",
                        "2026-06-30",
                        "column0",
                        "NAME",
                        "column1",
                        "IDENTITY_NUMBER",
                        "column2",
                        "YEAR",
                        "column3",
                        "OWN_EXPENSE"));
        until(() -> browser.get(page).body().contains("已导入"));

        var police = new Browser(port)
                .signIn(officers.hire(Department.POLICE, COUNTY.value()).username(), TestOfficers.PASSWORD);
        assertThat(police.get(page).statusCode()).isEqualTo(404);
        assertThat(police.get(page + "/refused.xlsx").statusCode()).isEqualTo(404);
        assertThat(police.get("/screening").statusCode()).isEqualTo(403);
        assertThat(police.get("/quality").statusCode()).isEqualTo(403);

        screen();
        var countyClerk = new Browser(port).signIn(clerk.username(), TestOfficers.PASSWORD);
        assertThat(countyClerk.get("/screening?state=NEW").body()).contains("己，住院费用：2026年，个人自付30000.00元");
        assertThat(countyClerk.get("/").body()).contains("待下发的线索");
        var elsewhere = new Browser(port)
                .signIn(officers.hire(Role.VILLAGE_CLERK, County.OTHER_VILLAGE).username(), TestOfficers.PASSWORD);
        assertThat(elsewhere.get("/screening").body()).doesNotContain("己，住院费用");
        assertThat(elsewhere
                        .submit("/screening", "/screening/send-all", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    private static final Pattern PLACE = Pattern.compile("/department-data/[0-9a-f-]{36}");

    private static String uploaded(Browser browser, String register, String text) {
        var boundary = UUID.randomUUID().toString();
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"register\"\r\n\r\n" + register
                + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"费用.csv\"\r\n\r\n" + text
                + "\r\n--" + boundary + "--\r\n";
        var reply = browser.send(browser.request("/department-data", "X-CSRF-TOKEN", browser.token("/department-data"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());
        var place = PLACE.matcher(reply.headers().firstValue("Location").orElse(""));
        assertThat(place.find())
                .as("%s %s", reply.statusCode(), reply.headers())
                .isTrue();
        return place.group();
    }

    @Test
    void theRegisterIsSearchedForWhatUpstreamWouldFind() {
        var husband = County.identityNumber(1950);
        var household = household("庚", husband, "ORDINARY");
        var girl = County.identityNumber(2012);
        member(household, "辛", girl, "配偶");
        jdbc.sql("update app.household set house_level = 'D', phone = '\\x00', phone_hash = '\\xabcdef' where id = ?")
                .param(household)
                .update();
        var other = household("壬", County.identityNumber(1951), "ORDINARY");
        jdbc.sql("update app.household set phone = '\\x00', phone_hash = '\\xabcdef' where id = ?")
                .param(other)
                .update();

        quality.look(COUNTY);

        var found = findings.list(COUNTY, EVERYWHERE, null, 10_000).stream()
                .filter(finding -> finding.household().value().equals(household))
                .map(QualityFindings.Finding::rule)
                .toList();
        assertThat(found)
                .contains(
                        QualityRule.SHARED_PHONE,
                        QualityRule.SPOUSE_TOO_YOUNG,
                        QualityRule.SPOUSE_AGE_GAP,
                        QualityRule.DANGEROUS_HOUSE);
        assertThat(findings.counts(COUNTY, DivisionScope.of(new DivisionCode(County.OTHER_VILLAGE))))
                .doesNotContainKey(QualityRule.SPOUSE_TOO_YOUNG);
        var browser = new Browser(port).signIn(clerk.username(), TestOfficers.PASSWORD);
        assertThat(browser.get("/quality?rule=SHARED_PHONE").body())
                .contains("5_15_022")
                .contains("庚");
    }
}
