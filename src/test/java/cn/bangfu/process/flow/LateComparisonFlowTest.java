package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.DepartmentComparison;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.LateComparisonService;
import cn.bangfu.identification.Recording;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Who signs later is compared later; what a department sends later reopens the question; what was explained is not asked again. */
@ApplicationTest
class LateComparisonFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private Officers accounts;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private DepartmentImportService files;

    @Autowired
    private LateComparisonService comparisons;

    @Autowired
    private CaseService cases;

    @Autowired
    private CaseFindings findings;

    @Autowired
    private DepartmentComparison comparison;

    @Autowired
    private Households households;

    @Autowired
    private WebApplicationContext application;

    @TempDir
    private Path folder;

    private County county;
    private MockMvc browser;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private RequestPostProcessor as(Official official) {
        var account = accounts.byUsername(official.username()).orElseThrow();
        var officer = new SignedInOfficer(
                account.id(), account.person(), account.username(), account.name(), account.posts(), false);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
    }

    private void policeSend(String identityNumber) throws IOException {
        policeSend(identityNumber, "货运", "蒙K00001");
    }

    /** Each file is another one: somebody else stands in it too. */
    private void policeSend(String identityNumber, String use, String plate) throws IOException {
        var file = Files.writeString(
                folder.resolve(UUID.randomUUID() + ".csv"),
                "车牌号,车主,公民身份号码,车型,使用性质,登记日期\n%s,某,%s,重型半挂牵引车,%s,2025-03-01\n蒙K00002,别人,%s,轿车,非营运,2020-01-01\n"
                        .formatted(plate, identityNumber, use, County.identityNumber(1933)),
                StandardCharsets.UTF_8);
        assertThat(files.load(new DivisionCode("150625"), Register.VEHICLES, file, "机动车.csv", null)
                        .state())
                .isEqualTo(DepartmentImport.State.DONE);
    }

    /** Nothing of the police is there when the household is compared. */
    private void policeHaveSentNothing() {
        JdbcClient.create(database.owner())
                .sql("update app.department_file set current = false where register = 'VEHICLES' and current")
                .update();
    }

    private String untilReview(Map<String, Object> asked) {
        var caseId = county.opensCase(asked);
        if (county.waitsAt(caseId).contains("UserTask_SupplyPolicyStatus")) {
            county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        }
        var visit = new HashMap<String, Object>(FromApplicationToAssistanceTest.visit());
        if (asked.get("members") instanceof List<?> members && members.size() == 2) {
            visit.put("crops", "10000");
        }
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        return caseId;
    }

    private void townChecks(String caseId) {
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        assertThat(county.waitsAt(caseId)).contains("UserTask_ReviewInVillage");
    }

    @Test
    void whatADepartmentSendsLateIsAnsweredBeforeAnybodyDecides() throws Exception {
        policeHaveSentNothing();
        var number = County.identityNumber(1961);
        var caseId = untilReview(county.application("后到户", number, "BUSINESS_FAILURE"));
        townChecks(caseId);
        policeSend(number);
        assertThat(comparisons.tellCases()).isPositive();
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_AnswerLateFindings", "UserTask_ReviewInVillage");
        var early = county.official(Role.VILLAGE_CHAIR)
                .tries(caseId, "UserTask_ReviewInVillage", FromApplicationToAssistanceTest.meeting("AGREED", 18, 2));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body().toString()).contains("机动车登记", "说明后到的疑点");
        // The database refuses as well.
        assertThat(county.one("select app.findings_explained(?)::text", caseId)).isEqualTo("false");
        assertThatThrownBy(() -> JdbcClient.create(database.owner())
                        .sql("insert into app.county_confirmation (case_id) values (?)")
                        .param(UUID.fromString(caseId))
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("有比对疑点还没有说明和复核");
        assertThatThrownBy(() -> review(caseId)).hasMessageContaining("说明和复核以后才能评议");
        // The term that the diagram names is the county's: five calendar days from the morrow.
        var due = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_AnswerLateFindings")
                .singleResult()
                .getDueDate();
        assertThat(due.toInstant().atZone(LegalClock.ZONE).toLocalDate())
                .isEqualTo(LocalDate.now(LegalClock.ZONE).plusDays(6));
        // Told once, not every minute.
        comparisons.tellCases();
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_AnswerLateFindings", "UserTask_ReviewInVillage");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_AnswerLateFindings", Map.of());
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CheckLateFindings", Map.of("lateFindingsAccepted", "YES"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_ReviewInVillage");
        // The hole beside the guard: once all is explained, it is something else that is missing.
        assertThatThrownBy(() -> review(caseId)).message().doesNotContain("比对疑点");
        county.does(
                caseId,
                Role.VILLAGE_CHAIR,
                "UserTask_ReviewInVillage",
                FromApplicationToAssistanceTest.meeting("AGREED", 18, 2));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_HandleTownReview");
        assertThat(county.one(
                        "select string_agg(distinct stage, ',' order by stage) from app.decision_run where case_id = ?"
                                + " and decision_key = 'monitoring-category'",
                        caseId))
                .isEqualTo("FINAL,PRELIMINARY");
    }

    private void review(String caseId) {
        JdbcClient.create(database.app())
                .sql("insert into app.village_review (case_id) values (?)")
                .param(UUID.fromString(caseId))
                .update();
    }

    @Test
    void whoSignsLaterIsComparedThen() throws Exception {
        policeHaveSentNothing();
        var head = County.identityNumber(1962);
        var spouse = County.identityNumber(1964);
        policeSend(spouse);
        var asked = new HashMap<>(county.application("补签户", head, "BUSINESS_FAILURE"));
        asked.put(
                "members",
                List.of(
                        Map.of(
                                "name", "补签户",
                                "relation", "HEAD",
                                "identityNumber", head,
                                "change", "ADDED",
                                "consent", "SIGNED",
                                "consentSignedOn", LocalDate.now().toString()),
                        Map.of(
                                "name", "外出配偶",
                                "relation", "SPOUSE",
                                "identityNumber", spouse,
                                "change", "ADDED",
                                "consent", "LATER",
                                "consentSignBy", LocalDate.now().plusDays(20).toString())));
        var caseId = untilReview(asked);
        townChecks(caseId);
        var member = county.one(
                "select member_id::text from app.comparison_authorization where case_id = ? and decision = 'LATER'",
                caseId);
        assertThat(county.one(
                        "select count(*)::text from app.comparison_run where case_id = ? and member_id = '" + member
                                + "'",
                        caseId))
                .isEqualTo("0");
        var clerk = county.official(Role.VILLAGE_CLERK);
        assertThat(browser.perform(get("/cases/" + caseId).with(as(clerk)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("外出配偶：外出，稍后补签", "登记补签");
        var path = "/cases/" + caseId + "/consents/" + member;
        assertThat(browser.perform(get(path).with(as(clerk)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("外出配偶本人签字授权比对", "机动车登记");
        assertThat(browser.perform(get(path).with(as(county.inOtherVillage(Role.VILLAGE_CLERK))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        var without = browser.perform(multipart(path)
                        .param("signedOn", LocalDate.now().plusDays(1).toString())
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(without.getContentAsString()).contains("请勾选本人同意查询的项目", "签字日期晚于今天", "请上传本人签字的授权书照片");
        var done = browser.perform(multipart(path)
                        .file(new MockMultipartFile("files", "授权书.png", "image/png", Official.PICTURE))
                        .param("signedOn", LocalDate.now().toString())
                        .param("registers", "VEHICLES")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(done.getRedirectedUrl()).isEqualTo("/cases/" + caseId);
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_AnswerLateFindings", "UserTask_ReviewInVillage");
    }

    @Test
    void whatWasExplainedLatelyIsNotAskedAgain() throws Exception {
        policeHaveSentNothing();
        var number = County.identityNumber(1963);
        policeSend(number);
        var first = untilReview(county.application("再申请户", number, "BUSINESS_FAILURE"));
        assertThat(county.waitsAt(first)).containsExactly("UserTask_AnswerFindings");
        county.does(first, Role.VILLAGE_CLERK, "UserTask_AnswerFindings", Map.of());
        townChecks(first);
        assertThat(askedAgain(first, number)).as("explained just now").isEqualTo("UserTask_CheckFindings 1 true");
        county.daysPass(800);
        assertThat(askedAgain(first, number))
                .as("the county's term is over")
                .isEqualTo("UserTask_AnswerFindings 1 false");
    }

    /** The household withdraws its present case and applies again: where that waits, how many findings it has, whether they are explained. */
    private String askedAgain(String first, String number) {
        var last = county.one("""
                select last.id::text from app.identification_case c
                join app.identification_case last using (household_id) where c.id = ? order by last.opened_at desc limit 1""", first);
        withdraw(last);
        county.does(last, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        var household = county.one("select household_id::text from app.identification_case where id = ?", first);
        var again = county.application("再申请户", number, "BUSINESS_FAILURE");
        again.remove("members");
        var opened = county.official(Role.VILLAGE_CLERK).start("StartEvent_HouseholdApplication", household, again);
        assertThat(opened.status()).as("%s", opened.body()).isEqualTo(200);
        var second = opened.body().findValue("caseId").asText();
        county.runJobs(second);
        county.does(second, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
        return String.join(",", county.waitsAt(second))
                + ' '
                + county.one("select count(*)::text from app.comparison_finding where case_id = ?", second)
                + ' '
                + county.one("select app.findings_explained(?)::text", second);
    }

    @Test
    void whatIsSomebodyElsesLeavesTheFileShownThere() throws Exception {
        policeHaveSentNothing();
        var number = County.identityNumber(1966);
        policeSend(number);
        var caseId = untilReview(county.application("同号户", number, "BUSINESS_FAILURE"));
        var finding = county.one("select id::text from app.comparison_finding where case_id = ?", caseId);
        var clerk = county.official(Role.VILLAGE_CLERK);
        assertThat(casePage(caseId, clerk)).contains("重型半挂牵引车");
        var paper = clerk.photograph();
        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_AnswerFindings",
                Map.of(
                        "findings",
                        List.of(Map.of(
                                "finding", finding,
                                "answer", "NOT_THIS_PERSON",
                                "explainedBy", "同号户",
                                "explanation", "车不是我的",
                                "evidence", List.of(paper)))));
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of(
                        "findings",
                        List.of(Map.of("finding", finding, "checked", "NOT_THIS_PERSON")),
                        "recounted",
                        "NO",
                        "findingsAccepted",
                        "YES",
                        "gapsAccepted",
                        true));

        assertThat(county.waitsAt(caseId)).contains("UserTask_ReviewInVillage");
        assertThat(casePage(caseId, clerk)).contains("不是本人的数据，已移出").doesNotContain("重型半挂牵引车");
        assertThat(findings.summary(new CaseId(UUID.fromString(caseId)))).doesNotContain("重型半挂牵引车");
        // That it was there and what became of it stays for who audits.
        assertThat(county.one(
                        "select verdict from app.finding_check where finding_id = '" + finding
                                + "' and ?::text is not null",
                        caseId))
                .isEqualTo("NOT_THIS_PERSON");
    }

    private String casePage(String caseId, Official official) throws Exception {
        return browser.perform(get("/cases/" + caseId).with(as(official)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void theSameFactInANewerFileIsNotAskedTwice() throws Exception {
        policeHaveSentNothing();
        var number = County.identityNumber(1967);
        policeSend(number);
        var caseId = untilReview(county.application("续报户", number, "BUSINESS_FAILURE"));
        var id = new CaseId(UUID.fromString(caseId));
        var household = new HouseholdId(UUID.fromString(
                county.one("select household_id::text from app.identification_case where id = ?", caseId)));
        var people = households.find(household).orElseThrow().members().stream()
                .map(member -> new DepartmentComparison.Compared(member, Set.of(Register.VEHICLES)))
                .toList();
        var first = county.one("select file_id::text from app.comparison_finding where case_id = ?", caseId);

        policeSend(number, "货运", "蒙K00001");
        assertThat(comparison
                        .compare(id, household, new DivisionCode("150625"), people)
                        .findings())
                .isZero();

        assertThat(county.one(
                        "select count(*)::text from app.comparison_run where register = 'VEHICLES' and file_id <> '"
                                + first + "' and case_id = ?",
                        caseId))
                .as("it was looked at")
                .isEqualTo("1");
        assertThat(county.one("select count(*)::text from app.comparison_finding where case_id = ?", caseId))
                .isEqualTo("1");

        policeSend(number, "营运", "蒙K00001");
        assertThat(comparison
                        .compare(id, household, new DivisionCode("150625"), people)
                        .findings())
                .as("another fact")
                .isOne();
    }

    private void withdraw(String caseId) {
        var clerk = officers.find(county.official(Role.VILLAGE_CLERK).username());
        var actor = new Actor(
                clerk.id(),
                clerk.person(),
                clerk.name(),
                Role.VILLAGE_CLERK,
                new DivisionCode(County.VILLAGE),
                "村民委员会");
        assertThat(cases.withdraw(
                        new CaseId(UUID.fromString(caseId)),
                        new CaseEndings.Withdrawal(LocalDate.now(), "家里有人接济了", List.of(UUID.randomUUID())),
                        actor))
                .isInstanceOf(Recording.Done.class);
        county.runJobs(caseId);
    }
}
