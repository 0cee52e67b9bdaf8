package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.People;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.LateComparisonService;
import cn.bangfu.ledger.Workbooks;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.process.flow.Confirmed;
import cn.bangfu.process.flow.County;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The forms that only some households meet, as they open. */
@BrowserTest
class FormsBesideTheWayBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private DepartmentImportService departmentFiles;

    @Autowired
    private LateComparisonService late;

    @Autowired
    private ObjectionService objections;

    @Autowired
    private CaseService cases;

    @Autowired
    private TransactionTemplate transaction;

    private County county;
    private FormPictures pictures;

    @BeforeEach
    void officials(Browser chromium) {
        county = new County(port, officers, engine, database);
        pictures = new FormPictures(chromium, port, county);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private void step(String caseId, Role role, String form, Map<String, ?> said) {
        pictures.of(county.official(role), caseId, form);
        county.does(caseId, role, FormPictures.element(form), said);
    }

    /** A household whose visit is due. */
    private String visitable(String head, String number) {
        var caseId = county.opensCase(Story.application(county, head, number, "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        return caseId;
    }

    private void checked(String caseId) {
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
    }

    private String household(String caseId) {
        return county.one("select household_id::text from app.identification_case where id = ?", caseId);
    }

    private String householdNumber(String caseId) {
        return county.one(
                "select h.number from app.household h join app.identification_case c on c.household_id = h.id where c.id = ?",
                caseId);
    }

    @Test
    void whatWasMissing() {
        var number = County.identityNumber(1971);
        var first = visitable("额尔敦达来", number);
        withdrawn(first);
        county.does(first, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        var caseId = county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_HouseholdApplication",
                household(first),
                Map.of(
                        "difficulty", "羊病死了一半，贷款还不上。",
                        "risks", List.of("BUSINESS_FAILURE"),
                        "members", List.of()));
        pictures.of(county.official(Role.VILLAGE_CLERK), caseId, "deliver-paper");
        pictures.of(county.official(Role.VILLAGE_CLERK), caseId, "correct-application");
        county.fireTimers(caseId);
        step(
                caseId,
                Role.TOWN_HEAD,
                "decide-non-acceptance",
                Map.of("acceptanceDecision", "NOT_ACCEPTED", "reason", "两次通知后仍没有补交授权书。"));
        pictures.of(county.official(Role.VILLAGE_CLERK), caseId, "deliver-non-acceptance");
        seen("deliver-paper", "correct-application", "decide-non-acceptance", "deliver-non-acceptance");
    }

    @Test
    void aClueAndWhereTheHouseholdLives() {
        var earlier = visitable("敖特根", County.identityNumber(1969));
        withdrawn(earlier);
        pictures.of(county.official(Role.TOWN_CLERK), earlier, "close-withdrawal");
        county.does(earlier, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        var number = householdNumber(earlier);
        var household = household(earlier);
        pictures.ofStart(county.official(Role.VILLAGE_CLERK), "排查", number, "report-clue");
        pictures.ofStart(county.department(Department.MEDICAL_INSURANCE), "预警", number, "report-alert");
        var caseId = county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_CadreScreening",
                household,
                Map.of("clue", "走访时发现户主腿摔伤住院，家里的羊没人放。", "risks", List.of("ACCIDENT"), "foundBy", "特木尔"));
        step(
                caseId,
                Role.VILLAGE_CLERK,
                "verify-clue",
                Map.of(
                        "clueResult", "NO_RISK",
                        "situation", "腿伤已好，羊由弟弟代放，收入没有减少。",
                        "noRiskReason", "有收入、有积蓄，能自己应对。",
                        "visitors", Story.visit("0", "0").get("visitors")));
        step(caseId, Role.TOWN_CLERK, "close-clue", Map.of("clueClosed", "YES"));

        var application = Story.application(county, "宝力道", County.identityNumber(1968), "BUSINESS_FAILURE");
        application.put("permanentResident", "DOUBTFUL");
        application.put("residencePlace", "包头市青山区，冬天住那里");
        var away = county.opensCase(application);
        county.does(away, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        step(
                away,
                Role.TOWN_CLERK,
                "decide-residency",
                Map.of(
                        "permanentResident", "NO",
                        "residencePlace", "包头市青山区",
                        "reason", "一年有九个月住在包头市青山区，孩子也在那里上学。"));
        step(
                away,
                Role.TOWN_CLERK,
                "answer-routing",
                Map.of(
                        "routingAnswer", "DISPUTED",
                        "receivingPlace", "包头市青山区",
                        "receivingOffice", "青山区农牧局，王主任",
                        "dispute", "对方认为户籍在本地，应由本地办理；本地认为常住地在对方。"));
        pictures.of(county.official(Role.COUNTY_HEAD), away, "decide-responsible-place");
        seen(
                "close-withdrawal",
                "report-clue",
                "report-alert",
                "verify-clue",
                "close-clue",
                "decide-residency",
                "answer-routing",
                "decide-responsible-place");
    }

    private void withdrawn(String caseId) {
        var withdrawal = new CaseEndings.Withdrawal(LocalDate.now(), "家里亲戚帮忙还了贷款，不用再办了", List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> cases.withdraw(CaseId.of(caseId), withdrawal, townClerk()));
        county.runJobs(caseId);
    }

    private Actor townClerk() {
        return People.actor(Role.TOWN_CLERK, County.VILLAGE.substring(0, 9));
    }

    @Test
    void reliefAndFindings(@TempDir Path folder) throws IOException {
        var number = County.identityNumber(1974);
        sends(
                Register.VEHICLES,
                folder.resolve("first"),
                List.of("身份证号", "姓名", "号牌号码", "品牌型号", "使用性质", "登记日期"),
                List.of(number, "朝鲁门", "蒙K12345", "解放牌重型自卸货车", "营运", "2023-04-18"));
        var caseId = county.opensCase(Story.application(county, "朝鲁门", number, "ILLNESS"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        pictures.of(county.department(Department.CIVIL_AFFAIRS), caseId, "deliver-relief");
        county.department(Department.CIVIL_AFFAIRS)
                .does(
                        caseId,
                        "UserTask_DeliverRelief",
                        Map.of(
                                "relief", "DELIVERED",
                                "contactName", "斯日古楞",
                                "reliefs",
                                        List.of(Map.of(
                                                "kind", "EMERGENCY",
                                                "amount", "8000",
                                                "paidOn", LocalDate.now().toString(),
                                                "payer", "民政局"))));
        county.runJobs(caseId);
        var visit = new HashMap<>(Story.visit("56000", "15000.00"));
        visit.put("copes", "YES");
        visit.put("copesReason", "救助款已到账，养殖收入稳定。");
        visit.put("mainRisk", "ILLNESS");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        pictures.of(county.official(Role.VILLAGE_CLERK), caseId, "answer-findings");
        explained(caseId, "UserTask_AnswerFindings");
        step(
                caseId,
                Role.TOWN_CLERK,
                "check-findings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true, "copes", "YES"));
        pictures.of(county.official(Role.TOWN_HEAD), caseId, "countersign-relief-sufficed");

        nothingWasSent(Register.PROPERTY);
        var later = County.identityNumber(1970);
        var second = visitable("巴雅尔", later);
        county.does(second, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", Story.visit("16000", "5000.00"));
        checked(second);
        sends(
                Register.PROPERTY,
                folder.resolve("later"),
                List.of("权利人", "身份证号", "规划用途", "建筑面积", "登记时间"),
                List.of("巴雅尔", later, "商业服务", "86.5", "2024-09-02"));
        late.tellCases();
        county.runJobs(second);
        pictures.of(county.official(Role.VILLAGE_CLERK), second, "answer-late-findings");
        explained(second, "UserTask_AnswerLateFindings");
        pictures.of(county.official(Role.TOWN_CLERK), second, "check-late-findings");
        seen(
                "deliver-relief",
                "answer-findings",
                "check-findings",
                "countersign-relief-sufficed",
                "answer-late-findings",
                "check-late-findings");
    }

    private void sends(Register register, Path folder, List<String> head, List<String> row) throws IOException {
        var file = Workbooks.ofTexts(Files.createDirectory(folder), List.of(head, row));
        departmentFiles.load(new DivisionCode("150625"), register, file, "数据.xlsx", null);
    }

    private void nothingWasSent(Register register) {
        JdbcClient.create(database.owner())
                .sql("update app.department_file set current = false where register = ? and current")
                .param(register.name())
                .update();
    }

    private void explained(String caseId, String element) {
        var clerk = county.official(Role.VILLAGE_CLERK);
        var rows = clerk.get("/api/tasks/" + clerk.task(caseId, element) + "/form")
                .body()
                .at("/values/findings");
        rows.forEach(row -> ((ObjectNode) row)
                .put("answer", "OUT_OF_DATE")
                .put("explainedBy", "户主")
                .put("explanation", "车去年已经卖给同村的人，还没有过户，有转让协议。"));
        county.does(caseId, Role.VILLAGE_CLERK, element, Map.of("findings", rows));
    }

    private void seen(String... forms) {
        pictures.close();
        assertThat(pictures.seen()).containsExactlyInAnyOrder(forms);
    }

    @Test
    void refusalObjectionDissolutionAndAnEntryThatEndedEarlier() {
        var refused = visitable("布和", County.identityNumber(1967));
        county.does(refused, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", Story.visit("16000", "5000.00"));
        checked(refused);
        county.does(refused, Role.VILLAGE_CHAIR, "UserTask_ReviewInVillage", Story.meeting());
        county.does(refused, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(refused, Role.TOWN_REVIEWER, "UserTask_ReviewInTown", Map.of("townReview", "AGREE"));
        var posted = visitable("哈斯", County.identityNumber(1966));
        county.does(posted, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", Story.visit("16000", "5000.00"));
        checked(posted);
        county.does(posted, Role.VILLAGE_CHAIR, "UserTask_ReviewInVillage", Story.meeting());
        county.does(posted, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(posted, Role.TOWN_REVIEWER, "UserTask_ReviewInTown", Map.of("townReview", "AGREE"));

        county.does(
                refused,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "REFUSE", "refusalReason", "家庭收入高于监测线，能够自己应对。"));
        pictures.of(county.official(Role.VILLAGE_CLERK), refused, "deliver-refusal");

        county.does(
                posted,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "AGREE", "category", "MARGINAL", "reportNumber", "巴政发〔2026〕12号"));
        county.does(posted, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        var objection = new NewObjection(
                ObjectionKind.INCLUSION, ObjectionWay.VISIT, LocalDate.now(), "他家在旗里有楼房，还开着小卖部。", false, null, null);
        transaction.executeWithoutResult(status ->
                objections.object(CaseId.of(posted), objection, People.actor(Role.VILLAGE_CLERK, County.VILLAGE)));
        pictures.of(county.official(Role.COUNTY_CLERK), posted, "investigate-objection");

        var dissolved = visitable("达楞太", County.identityNumber(1940));
        var ending = new CaseEndings.Dissolution(
                CaseEndings.Dissolution.Kind.MOVED_OUT, "全家迁往包头市，户口已迁走", List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> cases.dissolve(CaseId.of(dissolved), ending, townClerk()));
        county.runJobs(dissolved);
        pictures.of(county.official(Role.TOWN_CLERK), dissolved, "close-dissolution");

        county.does(refused, Role.VILLAGE_CLERK, "UserTask_DeliverRefusal", Map.of());
        checkedAgain(refused);
        endedEntry(household(refused));
        var again = county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_HouseholdApplication",
                household(refused),
                Map.of("risks", List.of("BUSINESS_FAILURE"), "difficulty", "今年羊又病死了，和前年一样。"));
        pictures.of(county.official(Role.TOWN_CLERK), again, "verify-elimination");
        seen(
                "deliver-refusal",
                "investigate-objection",
                "close-dissolution",
                "verify-elimination",
                "request-re-check",
                "admit-re-check",
                "check-again",
                "deliver-re-check-answer");
    }

    private void checkedAgain(String refused) {
        var clerk = county.official(Role.VILLAGE_CLERK);
        pictures.ofStart(clerk, "申请复核", householdNumber(refused), "request-re-check");
        var asked = clerk.start(
                "StartEvent_RequestReCheck",
                household(refused),
                Map.of("requestedBy", "户主本人", "requestWay", "VISIT", "reasons", "羊已经死了大半，收入没有那么多。"));
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
        step(refused, Role.RECHECK_OFFICER, "admit-re-check", Map.of("reCheckAdmitted", "YES"));
        step(
                refused,
                Role.RECHECK_OFFICER,
                "check-again",
                Map.of("checkers", "复核人甲、复核人乙", "reCheckResult", "CONFIRMED", "answer", "收入高于监测线，没有突出困难。"));
        step(refused, Role.VILLAGE_CLERK, "deliver-re-check-answer", Map.of());
    }

    @Test
    void aHandover() {
        var caseId = Confirmed.household(county, "乌日娜", "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000002"));
        var owner = JdbcClient.create(database.owner());
        var term = owner.sql("select id::text from app.responsible_officer where household_id = ? and ends_on is null")
                .param(UUID.fromString(household(caseId)))
                .query(String.class)
                .single();
        new cn.bangfu.testing.Browser(port)
                .signIn(county.official(Role.TOWN_CLERK).username(), TestOfficers.PASSWORD)
                .submit("/assistance", "/assistance/officers/" + term + "/handover", Map.of("reason", "TRANSFER"));
        var handover = owner.sql("select handover_id::text from app.officer_handover_item where officer_id = ?")
                .param(UUID.fromString(term))
                .query(String.class)
                .single();
        pictures.of(county.official(Role.TOWN_CLERK), handover, "prepare-handover");
        county.official(Role.TOWN_CLERK)
                .does(
                        handover,
                        "UserTask_PrepareHandover",
                        Map.of("bulkName", "王接任", "bulkOffice", "旗财政局", "bulkPost", "科员", "bulkPhone", "04770000003"));
        pictures.of(county.official(Role.TOWN_HEAD), handover, "approve-handover");
        seen("prepare-handover", "approve-handover");
    }

    /** As the register of the national system has it when a county begins. */
    private void endedEntry(String household) {
        var owner = JdbcClient.create(database.owner());
        var entry = UUID.randomUUID();
        owner.sql("""
                        insert into app.monitored_household (id, household_id, category, entered_at, ended_at, ended_as)
                        values (?, ?, 'MARGINAL', app.legal_now() - interval '2 years', app.legal_now() - interval '1 year', 'ELIMINATED')
                        """).params(entry, UUID.fromString(household)).update();
        owner.sql("insert into app.monitored_risk (monitored_id, risk) values (?, 'BUSINESS_FAILURE')")
                .param(entry)
                .update();
    }
}
