package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseService;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways out before anybody has decided on the household, with the services, forms and tables that officials meet (rules.md annex A).
 * The other ways out are walked where their step is tested.
 */
@ApplicationTest
class WaysOutFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private CaseService cases;

    @Autowired
    private TransactionTemplate transaction;

    private final Map<String, ProcessInstance> roots = new HashMap<>();
    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        init(engine);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private String opened(String caseId) {
        roots.put(
                caseId,
                engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseId)
                        .processDefinitionKey("household-identification")
                        .singleResult());
        return caseId;
    }

    private String routed(String head, String policyStatus, String... risks) {
        var caseId = opened(county.opensCase(county.application(head, County.identityNumber(1972), risks)));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", policyStatus));
        return caseId;
    }

    /** It came through this end event of the process, and the domain says so. */
    private void ended(String caseId, String endEvent, String outcome) {
        assertThat(roots.get(caseId)).isEnded().hasPassed(endEvent);
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo(outcome);
    }

    private String household(String caseId) {
        return county.one("select household_id::text from app.identification_case where id = ?", caseId);
    }

    /** As the register of the national system has it when a county begins. */
    private void monitored(String household, boolean ended) {
        var owner = JdbcClient.create(database.owner());
        var entry = UUID.randomUUID();
        owner.sql("""
                        insert into app.monitored_household (id, household_id, category, entered_at, ended_at, ended_as)
                        values (?, ?, 'MARGINAL', app.legal_now() - interval '2 years',
                          case when ? then app.legal_now() - interval '1 year' end, case when ? then 'ELIMINATED' end)
                        """).params(entry, UUID.fromString(household), ended, ended).update();
        owner.sql("insert into app.monitored_risk (monitored_id, risk) values (?, 'BUSINESS_FAILURE')")
                .param(entry)
                .update();
    }

    /** A household of the register whose case has ended by withdrawal, so that another can be opened. */
    private String knownHousehold(String head) {
        var earlier = routed(head, "ORDINARY", "BUSINESS_FAILURE");
        var withdrawal = new CaseEndings.Withdrawal(LocalDate.now(), "暂时不办", List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> cases.withdraw(CaseId.of(earlier), withdrawal, townClerk()));
        county.runJobs(earlier);
        county.does(earlier, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        return household(earlier);
    }

    private static Actor townClerk() {
        return People.actor(Role.TOWN_CLERK, County.VILLAGE.substring(0, 9));
    }

    private String appliesAgain(String household, String risk) {
        return opened(county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_HouseholdApplication",
                household,
                Map.of("risks", List.of(risk), "difficulty", "今年又遇到了困难。")));
    }

    // --- acceptance

    /** Nobody of the household has signed. */
    private String incomplete(String head) {
        var caseId = opened(county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_HouseholdApplication",
                knownHousehold(head),
                Map.of("risks", List.of("BUSINESS_FAILURE"), "difficulty", "羊病死了一半。", "members", List.of())));
        assertThat(county.waitsAt(caseId))
                .containsExactlyInAnyOrder("UserTask_CorrectApplication", "UserTask_DeliverPaper");
        return caseId;
    }

    @Test
    void whoNoLongerWishesToApplySignsThat() {
        var caseId = incomplete("出口甲");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_CorrectApplication", Map.of("correctionResult", "DECLINED"));
        ended(caseId, "EndEvent_Declined", "DECLINED");
        assertThat(county.waitsAt(caseId))
                .as("nobody has to deliver a list of what is missing any more")
                .isEmpty();
    }

    @Test
    void whoTakesTheApplicationBackIsOwedNothing() {
        var answers = new HashMap<>(county.application("撤回户", County.identityNumber(1974), "BUSINESS_FAILURE"));
        answers.put("receiptGiven", "NO");
        var caseId = opened(county.opensCase(answers));
        assertThat(county.waitsAt(caseId)).contains("UserTask_DeliverPaper");
        var withdrawal = new CaseEndings.Withdrawal(LocalDate.now(), "暂时不办", List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> cases.withdraw(CaseId.of(caseId), withdrawal, townClerk()));
        county.runJobs(caseId);
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of("riskEvident", "NO"));
        ended(caseId, "EndEvent_Withdrawn", "WITHDRAWN");
        assertThat(county.waitsAt(caseId)).isEmpty();
    }

    @Test
    void whatStaysMissingIsNotAcceptedByTheTownAndDelivered() {
        var caseId = incomplete("出口乙");
        county.fireTimers(caseId);
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideNonAcceptance",
                Map.of(
                        "acceptanceDecision",
                        "EXTEND",
                        "newCorrectionDue",
                        LocalDate.now().plusDays(5).toString()));
        assertThat(county.waitsAt(caseId))
                .as("the new date is told the household, too")
                .containsExactlyInAnyOrder("UserTask_CorrectApplication", "UserTask_DeliverPaper");
        county.fireTimers(caseId);
        county.does(
                caseId, Role.TOWN_HEAD, "UserTask_DecideNonAcceptance", Map.of("acceptanceDecision", "NOT_ACCEPTED"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_DeliverNonAcceptance", Map.of());
        ended(caseId, "EndEvent_NotAccepted", "NOT_ACCEPTED");
    }

    // --- routing

    @Test
    void whoEnjoysThePolicyIsAnsweredThatItContinues() {
        var caseId = routed("出口丙", "FORMERLY_POOR_ENJOYING", "BUSINESS_FAILURE");
        saysWhereToAskAgain(caseId, Role.TOWN_CLERK, "UserTask_AnswerRouting");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("routingAnswer", "ANSWERED"));
        ended(caseId, "EndEvent_PolicyContinues", "POLICY_CONTINUES");
    }

    @Test
    void whoIsMonitoredGetsTheNewRiskAdded() {
        var household = knownHousehold("出口丁");
        monitored(household, false);
        var caseId = appliesAgain(household, "ILLNESS");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("routingAnswer", "ANSWERED"));
        ended(caseId, "EndEvent_AlreadyMonitored", "ALREADY_MONITORED");
        assertThat(county.one(
                        "select count(*)::text from app.monitored_risk r join app.monitored_household m on m.id = r.monitored_id"
                                + " join app.identification_case c on c.household_id = m.household_id where c.id = ? and r.risk = 'ILLNESS'",
                        caseId))
                .isEqualTo("1");
        assertThat(county.waitsAt(caseId))
                .as("the new risk is owed a measure")
                .containsExactly("UserTask_NameResponsibleOfficer");
    }

    private String livesElsewhere(String head) {
        var application = county.application(head, County.identityNumber(1974), "BUSINESS_FAILURE");
        application.put("permanentResident", "NO");
        application.put("residencePlace", "包头市青山区");
        var caseId = opened(county.opensCase(application));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        return caseId;
    }

    @Test
    void whoLivesElsewhereIsHandedOn() {
        var caseId = livesElsewhere("出口戊");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("routingAnswer", "ANSWERED"));
        ended(caseId, "EndEvent_OtherPlace", "OTHER_PLACE");
    }

    @Test
    void whereTwoPlacesDisagreeTheCountyDecides() {
        var here = livesElsewhere("出口己");
        county.does(here, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("routingAnswer", "DISPUTED"));
        county.does(here, Role.COUNTY_HEAD, "UserTask_DecideResponsiblePlace", Map.of("responsiblePlace", "HERE"));
        assertThat(county.waitsAt(here)).containsExactly("UserTask_VisitHousehold");

        var there = livesElsewhere("出口庚");
        county.does(there, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("routingAnswer", "DISPUTED"));
        county.does(
                there, Role.COUNTY_HEAD, "UserTask_DecideResponsiblePlace", Map.of("responsiblePlace", "ELSEWHERE"));
        assertThat(county.waitsAt(there)).containsExactly("UserTask_AnswerRouting");
    }

    @Test
    void aRiskThatWasNeverEliminatedTakesTheEliminationBack() {
        var household = knownHousehold("出口辛");
        monitored(household, true);
        var caseId = appliesAgain(household, "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_VerifyElimination", Map.of("eliminationCheck", "ROLLED_BACK"));
        ended(caseId, "EndEvent_RolledBack", "ROLLED_BACK");
    }

    @Test
    void aRiskThatCameBackIsJudgedAnew() {
        var household = knownHousehold("出口壬");
        monitored(household, true);
        var caseId = appliesAgain(household, "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_VerifyElimination", Map.of("eliminationCheck", "EXIT_VERIFIED"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_VisitHousehold");
    }

    // --- relief

    @Test
    void reliefThatNobodyDeliversHoldsTheCaseNoLongerThanItsTerm() {
        var caseId = routed("出口癸", "ORDINARY", "ILLNESS");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverRelief");
        county.daysPass(60);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_VisitHousehold");
    }

    @Test
    void reliefThatSufficesEndsTheCaseWhenTheTownHasSignedToo() {
        var sufficed = helped("出口子");
        saysWhereToAskAgain(sufficed, Role.TOWN_HEAD, "UserTask_CountersignReliefSufficed");
        county.does(sufficed, Role.TOWN_HEAD, "UserTask_CountersignReliefSufficed", Map.of("reliefSufficed", "YES"));
        ended(sufficed, "EndEvent_ReliefSufficed", "RELIEF_SUFFICED");

        var insists = helped("出口丑");
        county.does(insists, Role.TOWN_HEAD, "UserTask_CountersignReliefSufficed", Map.of("reliefSufficed", "NO"));
        assertThat(county.waitsAt(insists)).containsExactly("UserTask_ReviewInVillage");
    }

    /** The form names who checks again and until when to ask, and there is a letter to be printed before it is delivered. */
    private void saysWhereToAskAgain(String caseId, Role role, String element) {
        var official = county.official(role);
        var form = official.get("/api/tasks/" + official.task(caseId, element) + "/form");
        assertThat(form.body().at("/values/recheckOffice").asText()).isNotEmpty();
        assertThat(form.body().at("/values/recheckUntil").asText()).endsWith("日");
        var letter = new cn.bangfu.testing.Browser(port)
                .signIn(county.official(Role.TOWN_CLERK).username(), TestOfficers.PASSWORD)
                .get("/cases/" + caseId + "/papers/ROUTING_ANSWER/preview");
        assertThat(letter.statusCode()).isEqualTo(200);
        assertThat(letter.body()).startsWith("%PDF");
    }

    /** Relief has come, and both who visited and the town say that it is enough. */
    private String helped(String head) {
        var caseId = routed(head, "ORDINARY", "ILLNESS");
        county.department(Department.CIVIL_AFFAIRS)
                .does(
                        caseId,
                        "UserTask_DeliverRelief",
                        Map.of(
                                "relief",
                                "DELIVERED",
                                "reliefs",
                                List.of(Map.of(
                                        "kind",
                                        "EMERGENCY",
                                        "amount",
                                        "8000",
                                        "paidOn",
                                        LocalDate.now().toString(),
                                        "payer",
                                        "民政局"))));
        county.runJobs(caseId);
        var visit = new HashMap<>(FromApplicationToAssistanceTest.visit());
        visit.put("crops", "15000");
        visit.put("signedIncomePerHead", "15000.00");
        visit.put("mainRisk", "ILLNESS");
        visit.put("copes", "YES");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true, "copes", "YES"));
        return caseId;
    }

    // --- clues

    private String clue(String household) {
        return opened(county.opensCase(
                Role.VILLAGE_CLERK,
                "StartEvent_CadreScreening",
                household,
                Map.of("clue", "走访时听说家里有人摔伤。", "risks", List.of("ACCIDENT"))));
    }

    @Test
    void aClueWithoutRiskIsClosedByTheTownAndSentBackWhereItIsDoubtful() {
        var caseId = clue(knownHousehold("出口寅"));
        var visitors = FromApplicationToAssistanceTest.visit().get("visitors");
        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_VerifyClue",
                Map.of("clueResult", "NO_RISK", "visitors", visitors));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseClue", Map.of("clueClosed", "NO"));
        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_VerifyClue",
                Map.of("clueResult", "NO_RISK", "visitors", visitors));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseClue", Map.of("clueClosed", "YES"));
        ended(caseId, "EndEvent_NoRisk", "NO_RISK");
    }

    @Test
    void whoWantsNoHelpAfterAClueSignsThat() {
        var caseId = clue(knownHousehold("出口卯"));
        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_VerifyClue",
                Map.of(
                        "clueResult",
                        "DECLINES",
                        "visitors",
                        FromApplicationToAssistanceTest.visit().get("visitors")));
        ended(caseId, "EndEvent_Declined", "DECLINED");
    }

    // --- back

    private String untilTownHead(String head) {
        var caseId = routed(head, "ORDINARY", "BUSINESS_FAILURE");
        NoticeCases.untilTownHead(county, caseId);
        return caseId;
    }

    @Test
    void theTownSendsBackToTheStepThatItNames() {
        Map.of(
                        "VISIT", "UserTask_VisitHousehold",
                        "FINDINGS", "UserTask_AnswerFindings",
                        "VILLAGE_REVIEW", "UserTask_ReviewInVillage")
                .forEach((returnTo, step) -> {
                    var caseId = untilTownHead("退回户");
                    county.does(
                            caseId,
                            Role.TOWN_HEAD,
                            "UserTask_DecideInTown",
                            Map.of("townDecision", "RETURN", "returnTo", returnTo));
                    assertThat(county.waitsAt(caseId)).containsExactly(step);
                });
    }

    // --- from anywhere

    @Test
    void aHouseholdThatMovedAwayIsClosedByTheTown() {
        var caseId = routed("出口辰", "ORDINARY", "BUSINESS_FAILURE");
        var ending = new CaseEndings.Dissolution(
                CaseEndings.Dissolution.Kind.MOVED_OUT, "全家迁往包头市", List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> cases.dissolve(CaseId.of(caseId), ending, townClerk()));
        county.runJobs(caseId);
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseDissolution", Map.of("dissolution", "MOVED_OUT"));
        ended(caseId, "EndEvent_Dissolved", "DISSOLVED");
    }
}
