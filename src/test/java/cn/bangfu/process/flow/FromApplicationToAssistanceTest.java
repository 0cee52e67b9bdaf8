package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.Recording;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole procedure with its real services, as officials do it. */
@ApplicationTest
class FromApplicationToAssistanceTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Trail trail;

    @Autowired
    private CaseService cases;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    static Map<String, Object> visit() {
        return Map.ofEntries(
                Map.entry(
                        "visitors",
                        List.of(Map.of("name", "核实人甲", "office", "村委会"), Map.of("name", "核实人乙", "office", "驻村工作队"))),
                Map.entry("visitedAt", "00:01"),
                Map.entry("crops", "5000"),
                Map.entry("previousNetIncomePerHead", "9000"),
                Map.entry("signedIncomePerHead", "5000.00"),
                Map.entry("mainRisk", "BUSINESS_FAILURE"),
                Map.entry("copes", "NO"),
                Map.entry("suddenEvent", "NONE"),
                Map.entry("basicLifeHardship", "NO"),
                Map.entry("foodAndClothing", "SECURE"),
                Map.entry("education", "SECURE"),
                Map.entry("medicalCare", "SECURE"),
                Map.entry("housing", "SECURE"),
                Map.entry("water", "SECURE"),
                Map.entry("debts", List.of()),
                Map.entry("assets", List.of()),
                Map.entry("permanentResident", "YES"));
    }

    static Map<String, Object> meeting(String result, int inFavour, int against) {
        return Map.ofEntries(
                Map.entry("heldAt", "00:02"),
                Map.entry("meetingKind", "REPRESENTATIVES"),
                Map.entry("chair", "甲"),
                Map.entry("recorder", "乙"),
                Map.entry("entitled", "30"),
                Map.entry("present", "20"),
                Map.entry("recusals", List.of()),
                Map.entry("villageReviewResult", result),
                Map.entry("inFavour", String.valueOf(inFavour)),
                Map.entry("against", String.valueOf(against)),
                Map.entry("abstained", String.valueOf(20 - inFavour - against)));
    }

    private String untilTownHead() {
        var caseId = county.opensCase(county.application("流程测试户", County.identityNumber(1970), "BUSINESS_FAILURE"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_SupplyPolicyStatus");
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        assertThat(county.waitsAt(caseId)).contains("UserTask_VisitHousehold");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        assertThat(county.one("select proposal from app.identification_case where id = ?", caseId))
                .isEqualTo("MARGINAL");
        county.does(caseId, Role.VILLAGE_CHAIR, "UserTask_ReviewInVillage", meeting("AGREED", 18, 2));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(caseId, Role.TOWN_REVIEWER, "UserTask_ReviewInTown", Map.of("townReview", "AGREE"));
        return caseId;
    }

    private String untilCountyHead() {
        var caseId = untilTownHead();
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "AGREE", "category", "MARGINAL", "reportNumber", "巴政发〔2026〕1号"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        county.daysPass(10);
        county.fireTimers(caseId);
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseNotice", Map.of("stayedPosted", "YES"));
        county.does(
                caseId, Role.COUNTY_CLERK, "UserTask_HandleCountyConfirmation", Map.of("handlerOpinion", "CONFIRM"));
        county.does(caseId, Role.COUNTY_REVIEWER, "UserTask_ReviewInCounty", Map.of("countyReview", "AGREE"));
        return caseId;
    }

    @Test
    void aHouseholdGoesFromApplicationToAssignedAssistance() {
        var caseId = untilCountyHead();
        county.does(
                caseId,
                Role.COUNTY_HEAD,
                "UserTask_DecideInCounty",
                Map.of(
                        "countyDecision", "CONFIRM",
                        "category", "MARGINAL",
                        "mainRisk", "BUSINESS_FAILURE",
                        "risks", List.of("BUSINESS_FAILURE"),
                        "documentNumber", "杭农牧发〔2026〕1号"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_AnnounceDecision", Map.of());
        assertThat(county.waitsAt(caseId))
                .containsExactly("UserTask_NameResponsibleOfficer", "UserTask_WriteBackNationalNumber");
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                "UserTask_WriteBackNationalNumber",
                Map.of("nationalNumber", "N" + caseId.substring(0, 8)));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000001"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        county.department(Department.AGRICULTURE).does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
        county.runJobs(caseId);
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("ASSISTED");
        assertThat(county.waitsAt(caseId))
                .as("from now on the department owes what it promised")
                .containsExactly("UserTask_DeliverMeasure");
        assertThat(trail.verify()).isEmpty();
        assertThat(trail.of(new CaseId(UUID.fromString(caseId))))
                .extracting(TrailEntry::action)
                .contains("application.received", "visit.recorded", "review.held", "county.confirmed", "case.closed");
    }

    @Test
    void theEngineNeverLearnsWhoItIsAbout() {
        var number = County.identityNumber(1974);
        var application = county.application("珠拉其其格玛", number, "ILLNESS");
        application.put("contactPhone", "13947700099");
        application.put("difficulty", "尿毒症透析欠款八万");
        var caseId = county.opensCase(application);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverRelief");
        county.department(Department.CIVIL_AFFAIRS)
                .does(
                        caseId,
                        "UserTask_DeliverRelief",
                        Map.of(
                                "relief",
                                "DELIVERED",
                                "reliefs",
                                List.of(relief("EMERGENCY", "3000.50"), relief("MEDICAL", "800"))));
        county.runJobs(caseId);
        var visited = county.official(Role.VILLAGE_CLERK)
                .form(caseId, "UserTask_VisitHousehold")
                .findValue("values");
        assertThat(new BigDecimal(visited.get("lessRelief").asText()))
                .as("relief lowers rigid expenditure; what was paid for bills may be taken off them already")
                .isEqualByComparingTo("3000.50");
        assertThat(visited.get("knownRelief").asText()).contains("应急救助3,000.50元", "医疗救助800.00元");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit());
        assertThat(county.engineKnows(List.of("珠拉其其格玛", number, "13947700099", "尿毒症")))
                .isEmpty();
        assertThat(county.engineKnows(List.of(caseId))).isNotEmpty();
    }

    private Map<String, String> relief(String kind, String amount) {
        return Map.of("kind", kind, "amount", amount, "paidOn", county.today().toString(), "payer", "旗民政局");
    }

    @Test
    void aWithdrawalEndsTheStepsAndTheTownCloses() {
        var caseId = county.opensCase(county.application("撤回户", County.identityNumber(1975), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        assertThat(county.waitsAt(caseId)).contains("UserTask_VisitHousehold");
        var clerk = officers.find(county.official(Role.VILLAGE_CLERK).username());
        var withdrawal = new CaseEndings.Withdrawal(LocalDate.now(), "家里有人接济了", List.of(UUID.randomUUID()));
        var actor = new Actor(
                clerk.id(),
                clerk.person(),
                clerk.name(),
                Role.VILLAGE_CLERK,
                new DivisionCode(County.VILLAGE),
                "村民委员会");
        assertThat(cases.withdraw(new CaseId(UUID.fromString(caseId)), withdrawal, actor))
                .isInstanceOf(Recording.Done.class);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseWithdrawal");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void aVillageThatDoesNotAgreeIsNotAnEnd() {
        var caseId = county.opensCase(county.application("未通过户", County.identityNumber(1971), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        county.does(caseId, Role.VILLAGE_CHAIR, "UserTask_ReviewInVillage", meeting("NOT_AGREED", 5, 15));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_HandleTownReview");
    }

    @Test
    void aRefusalReachesTheHouseholdWithTheWayToARecheck() {
        var caseId = untilTownHead();
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "REFUSE", "refusalReason", "家庭收入稳定,能够自主应对"));
        var letter = county.official(Role.VILLAGE_CLERK);
        var form = letter.get("/api/tasks/" + letter.task(caseId, "UserTask_DeliverRefusal") + "/form");
        assertThat(form.body().at("/values/reason").asText()).isEqualTo("家庭收入稳定,能够自主应对");
        assertThat(form.body().at("/values/recheckOffice").asText()).isNotEmpty();
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_DeliverRefusal", Map.of());
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("REFUSED");
    }

    @Test
    void policyContinuesForAHouseholdThatEnjoysIt() {
        var caseId = county.opensCase(county.application("享受政策户", County.identityNumber(1972), "ILLNESS"));
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                "UserTask_SupplyPolicyStatus",
                Map.of("policyStatus", "FORMERLY_POOR_ENJOYING"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_AnswerRouting");
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_AnswerRouting",
                Map.of("routingAnswer", "ANSWERED", "duePolicies", List.of(), "temporaryAssistance", "YES"));
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("POLICY_CONTINUES");
    }

    @Test
    void noticeIsNotShortenedByFiringItsTimer() {
        var caseId = untilTownHead();
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "AGREE", "category", "MARGINAL", "reportNumber", "巴政发〔2026〕2号"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).isEmpty();
        county.daysPass(10);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseNotice");
    }

    @Test
    void nobodyActsTwiceWithDifferentHands() {
        var caseId = untilTownHead();
        var clerk = county.official(Role.TOWN_CLERK);
        officers.assign(officers.find(clerk.username()), Role.TOWN_HEAD, County.VILLAGE.substring(0, 9));
        var reply =
                clerk.tries(caseId, "UserTask_DecideInTown", Map.of("townDecision", "REFUSE", "refusalReason", "不符合"));
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body().toString()).contains("职责分离");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DecideInTown");
    }

    @Test
    void whoLeadsTheMeetingReadsNoAnswersAndNoPhotographsOfOthers() {
        var caseId = county.opensCase(county.application("不外传户", County.identityNumber(1976), "BUSINESS_FAILURE"));
        var clerk = county.official(Role.VILLAGE_CLERK);
        var chair = county.official(Role.VILLAGE_CHAIR);
        assertThat(clerk.get("/api/cases/" + caseId).status()).isEqualTo(200);
        assertThat(chair.get("/api/cases/" + caseId).status()).isEqualTo(404);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        var photograph = clerk.photograph();
        var visit = new HashMap<String, Object>(visit());
        visit.put("photos", List.of(photograph));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        assertThat(county.official(Role.TOWN_CLERK).status("/api/evidence/" + photograph))
                .isEqualTo(200);
        assertThat(chair.status("/api/evidence/" + photograph)).isEqualTo(404);
    }

    @Test
    void aSecondVillageSeesNothing() {
        var caseId = county.opensCase(county.application("外村看不到", County.identityNumber(1973), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        var own = county.official(Role.VILLAGE_CLERK);
        var task = own.task(caseId, "UserTask_VisitHousehold");
        assertThat(task).isNotEmpty();
        var stranger = county.inOtherVillage(Role.VILLAGE_CLERK);
        assertThat(stranger.task(caseId, "UserTask_VisitHousehold")).isEmpty();
        assertThat(stranger.get("/api/tasks/" + task + "/form").status()).isEqualTo(404);
        assertThat(stranger.get("/api/cases/" + caseId).status()).isEqualTo(404);
        assertThat(stranger.post(
                                "/api/tasks/" + task + "/submit",
                                own.get("/api/tasks/" + task + "/form").body())
                        .status())
                .isEqualTo(404);
    }
}
