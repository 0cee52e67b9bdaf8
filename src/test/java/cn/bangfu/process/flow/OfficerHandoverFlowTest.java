package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody leaves before somebody else answers for the households; then all of them change hands at once. */
@ApplicationTest
class OfficerHandoverFlowTest {

    private static final String COUNTY_CODE = "150625";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private DeliveryService deliveries;

    @Autowired
    private TestPostgres.Database database;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    private String household(String caseId) {
        return county.one("select household_id::text from app.identification_case where id = ?", caseId);
    }

    /** Begun by the town. */
    private String handover(String caseId) {
        var term = owner().sql(
                        "select id::text from app.responsible_officer where household_id = ? and ends_on is null")
                .param(UUID.fromString(household(caseId)))
                .query(String.class)
                .single();
        var town = new Browser(port).signIn(county.official(Role.TOWN_CLERK).username(), TestOfficers.PASSWORD);
        town.submit("/assistance", "/assistance/officers/" + term + "/handover", Map.of("reason", "TRANSFER"));
        return owner().sql("select handover_id::text from app.officer_handover_item where officer_id = ?")
                .param(UUID.fromString(term))
                .query(String.class)
                .single();
    }

    @Test
    void aHandoverThatIsNotNeededLeavesEverythingAsItWas() {
        var caseId = Confirmed.household(county, "不交接户", "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000004"));
        var before = officer(caseId);
        var handover = handover(caseId);
        county.official(Role.TOWN_CLERK)
                .does(
                        handover,
                        "UserTask_PrepareHandover",
                        Map.of("bulkName", "李接任", "bulkOffice", "旗财政局", "bulkPost", "科员", "bulkPhone", "04770000005"));
        county.official(Role.TOWN_HEAD)
                .does(handover, "UserTask_ApproveHandover", Map.of("handoverDecision", "CANCEL", "remark", "不调动了"));
        assertThat(county.waitsAt(handover)).isEmpty();
        assertThat(officer(caseId)).isEqualTo(before);
    }

    private String officer(String caseId) {
        return owner().sql("select name from app.responsible_officer where household_id = ? and ends_on is null")
                .param(UUID.fromString(household(caseId)))
                .query(String.class)
                .single();
    }

    @Test
    void anOfficerLeavesWhenEveryHouseholdHasASuccessor() {
        var caseId = Confirmed.household(county, "交接测试户", "BUSINESS_FAILURE");
        var leaver = officers.hire(Role.VILLAGE_CLERK, County.VILLAGE);
        var refused = county.official(Role.TOWN_CLERK)
                .tries(
                        caseId,
                        "UserTask_NameResponsibleOfficer",
                        Map.of("name", leaver.name(), "phone", "04770000002", "account", ""));
        assertThat(refused.body().toString()).as("a namesake with an account").contains(leaver.username());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_NameResponsibleOfficer",
                Map.of("name", leaver.name(), "phone", "04770000002", "account", leaver.username()));
        var administrator = new Browser(port)
                .signIn(officers.hire(Role.ADMINISTRATOR, COUNTY_CODE).username(), TestOfficers.PASSWORD);
        var page = "/officers/" + leaver.id();
        assertThat(administrator.submit(page, page + "/leave", Map.of()).body()).contains("1户的帮扶责任人", "交接");
        assertThatThrownBy(() -> owner().sql("update app.officer set disabled_at = now() where id = ?")
                        .param(leaver.id().value())
                        .update())
                .as("the database knows no exception")
                .hasMessageContaining("先办理交接");

        var household = household(caseId);
        var handover = handover(caseId);
        var told = deliveries.deliver(
                CaseId.of(caseId),
                HouseholdId.of(household),
                DeliveryKind.ASSISTANCE,
                new Handover(LocalDate.now(), DeliveryProof.SIGNATURE, List.of(UUID.randomUUID()), null),
                People.actor(Role.VILLAGE_CLERK, County.VILLAGE));
        assertThat(told).isInstanceOf(DeliverOutcome.Recorded.class);
        var successors = Map.<String, Object>of(
                "bulkName", "王接任", "bulkOffice", "旗财政局", "bulkPost", "科员", "bulkPhone", "04770000003");
        county.official(Role.TOWN_CLERK).does(handover, "UserTask_PrepareHandover", successors);
        county.official(Role.TOWN_HEAD)
                .does(handover, "UserTask_ApproveHandover", Map.of("handoverDecision", "RETURN", "remark", "请换一人"));
        assertThat(county.waitsAt(handover)).containsExactly("UserTask_PrepareHandover");
        county.official(Role.TOWN_CLERK).does(handover, "UserTask_PrepareHandover", successors);
        county.official(Role.TOWN_HEAD)
                .does(handover, "UserTask_ApproveHandover", Map.of("handoverDecision", "APPROVE"));
        assertThat(officer(caseId)).isEqualTo("王接任");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(caseId)
                        .taskDefinitionKey("UserTask_DeliverPaper")
                        .singleResult()
                        .getName())
                .as("the household that has a plan is told the new officer's name and phone")
                .isEqualTo("送达帮扶明白纸");
        assertThat(county.waitsAt(handover)).isEmpty();
        assertThat(administrator.submit(page, page + "/leave", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(owner().sql("select disabled_at is not null from app.officer where id = ?")
                        .param(leaver.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void oneHouseholdAloneGetsAnotherOfficerBySignatures() {
        var one = Confirmed.household(county, "单户换人户", "BUSINESS_FAILURE");
        var other = Confirmed.household(county, "不换人户", "BUSINESS_FAILURE");
        for (var caseId : List.of(one, other)) {
            county.does(
                    caseId,
                    Role.TOWN_CLERK,
                    "UserTask_NameResponsibleOfficer",
                    Map.of("name", "赵两户", "phone", "04770000041"));
        }
        var town = new Browser(port).signIn(county.official(Role.TOWN_CLERK).username(), TestOfficers.PASSWORD);
        var page = "/assistance/households/" + household(one);
        assertThat(town.get(page).body()).contains("换帮扶责任人（现任赵两户，只换这一户）");
        var term = owner().sql(
                        "select id::text from app.responsible_officer where household_id = ? and ends_on is null")
                .param(UUID.fromString(household(one)))
                .query(String.class)
                .single();
        town.submit(page, "/assistance/officers/" + term + "/handover", Map.of("reason", "ADJUSTMENT", "only", "true"));
        var handover = owner().sql("select handover_id::text from app.officer_handover_item where officer_id = ?")
                .param(UUID.fromString(term))
                .query(String.class)
                .single();
        county.official(Role.TOWN_CLERK)
                .does(
                        handover,
                        "UserTask_PrepareHandover",
                        Map.of("bulkName", "钱接任", "bulkOffice", "旗财政局", "bulkPost", "科员", "bulkPhone", "04770000042"));
        assertThat(officer(one)).as("until it is approved").isEqualTo("赵两户");
        county.official(Role.TOWN_HEAD)
                .does(handover, "UserTask_ApproveHandover", Map.of("handoverDecision", "APPROVE"));
        assertThat(officer(one)).isEqualTo("钱接任");
        assertThat(officer(other)).isEqualTo("赵两户");
    }

    @Test
    void whoPromisedAMeasureFindsAColleagueFirst() {
        var caseId = Confirmed.household(county, "承诺测试户", "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000004"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        var clerk = county.department(Department.AGRICULTURE);
        clerk.does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
        county.runJobs(caseId);
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
        var administrator = new Browser(port)
                .signIn(officers.hire(Role.ADMINISTRATOR, COUNTY_CODE).username(), TestOfficers.PASSWORD);
        var page = "/officers/" + officers.find(clerk.username()).id();
        assertThat(administrator.submit(page, page + "/leave", Map.of()).body()).contains("没有落实完的帮扶措施");
    }

    @Test
    void theLedgersHoldTheReadersDivisionAndNoMore() {
        var caseId = Confirmed.household(county, "台账测试户", "BUSINESS_FAILURE");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000005"));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        var own = new Browser(port).signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
        assertThat(own.get("/assistance").body()).contains("台账测试户");
        for (var ledger : new String[] {"measures", "funds", "officers"}) {
            assertThat(own.get("/assistance/ledgers/" + ledger + ".xlsx").statusCode())
                    .isEqualTo(200);
        }
        var stranger = new Browser(port)
                .signIn(county.inOtherVillage(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
        assertThat(stranger.get("/assistance").body()).doesNotContain("台账测试户");
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        assertThat(stranger.get("/assistance/households/" + household).statusCode())
                .isEqualTo(404);
        assertThat(own.get("/assistance/households/" + household).statusCode()).isEqualTo(200);
    }
}
