package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.FundOutcome;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.FundService.Demand;
import cn.bangfu.assistance.FundService.ObjectionResult;
import cn.bangfu.assistance.Funds;
import cn.bangfu.household.People;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
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

/** A promised measure that is not delivered: dropped where another answers the risk, otherwise planned anew; money that is taken back. */
@ApplicationTest
class MeasureWaysOutFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private FundService funds;

    @Autowired
    private LegalClock clock;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    /** @param measures how many answer the one risk */
    private String promised(String head, int measures) {
        var caseId = Confirmed.household(county, head, "BUSINESS_FAILURE");
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                "UserTask_WriteBackNationalNumber",
                Map.of("nationalNumber", "N" + caseId.substring(0, 8)));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000001"));
        planned(caseId, measures);
        return caseId;
    }

    private void planned(String caseId, int measures) {
        var clerk = county.official(Role.TOWN_CLERK);
        var rows = (ArrayNode) clerk.get("/api/tasks/" + clerk.task(caseId, "UserTask_ProposePlan") + "/form")
                .body()
                .at("/values/measures");
        assertThat(rows).isNotEmpty();
        while (rows.size() < measures) {
            var another = (ObjectNode) rows.get(0).deepCopy();
            another.remove("measure");
            another.put("content", "另一项");
            rows.add(another);
        }
        county.does(
                caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("measures", rows, "householdAgrees", "YES"));
        for (var i = 0; i < measures; i++) {
            agriculture().does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
            county.runJobs(caseId);
        }
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
    }

    private Official agriculture() {
        return county.department(Department.AGRICULTURE);
    }

    private void settled(String caseId, String how) {
        agriculture()
                .does(caseId, "UserTask_DeliverMeasure", Map.of("deliveryResult", "NOT_POSSIBLE", "reason", "今年已经发完。"));
        county.runJobs(caseId);
        county.does(caseId, Role.TOWN_HEAD, "UserTask_SettleMeasure", Map.of("settleResult", how));
    }

    @Test
    void oneThatIsNotNeededIsDropped() {
        var caseId = promised("不再落实户", 2);
        settled(caseId, "DROPPED");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverMeasure");
    }

    @Test
    void aRiskWithoutMeasureIsPlannedAnew() {
        var caseId = promised("重新制定户", 1);
        settled(caseId, "AGAIN");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverMeasure");
        settled(caseId, "DROPPED");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_NameResponsibleOfficer");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of());
        planned(caseId, 1);
        assertThat(county.waitsAt(caseId)).as("of the new plan").containsExactly("UserTask_DeliverMeasure");
    }

    @Test
    void moneyThatAnObjectionTakesBackIsSettledByTheTown() {
        var caseId = promised("资金撤下户", 1);
        agriculture()
                .does(
                        caseId,
                        "UserTask_DeliverMeasure",
                        Map.of("deliveryResult", "DELIVERED", "quantity", "10", "unit", "只", "content", "出栏肉羊10只"));
        county.runJobs(caseId);
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_InspectDelivery",
                Map.of(
                        "inspectionPassed",
                        "YES",
                        "secondName",
                        "乌云",
                        "secondOffice",
                        "嘎查委员会",
                        "acceptedQuantity",
                        "10",
                        "fundsOwed",
                        "YES"));
        assertThat(county.waitsAt(caseId)).isEmpty();

        var clerk = actor(Role.COUNTY_CLERK);
        var batch =
                done(funds.open(new Funds.NewBatch("撤下试验批", "中央衔接资金", "杭财〔2026〕9号", new BigDecimal("100000")), clerk));
        done(funds.allocate(batch, List.of(new Demand(measure(caseId), "SHEEP_SOLD", BigDecimal.TEN, null)), clerk));
        done(funds.publish(batch, photographs(), clerk));
        var line = JdbcClient.create(database.owner())
                .sql("select id from app.fund_line where batch_id = ?")
                .param(batch)
                .query(UUID.class)
                .single();
        var objection = done(funds.object(batch, line, "来访", "他家今年没有出栏。", clock.today(), actor(Role.VILLAGE_CLERK)));
        done(funds.answer(batch, objection, ObjectionResult.LINE_WITHDRAWN, "核查属实。", actor(Role.COUNTY_REVIEWER)));
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_SettleMeasure");
    }

    private static Actor actor(Role role) {
        return People.actor(
                role,
                switch (role.level()) {
                    case VILLAGE -> County.VILLAGE;
                    case TOWN -> County.VILLAGE.substring(0, 9);
                    case COUNTY -> County.VILLAGE.substring(0, 6);
                });
    }

    private static UUID done(FundOutcome outcome) {
        assertThat(outcome).isInstanceOf(FundOutcome.Done.class);
        return ((FundOutcome.Done) outcome).id();
    }

    private Map<NoticeLevel, List<UUID>> photographs() {
        var photographs = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        for (var level : NoticeLevel.values()) {
            photographs.put(
                    level,
                    List.of(UUID.fromString(county.official(Role.COUNTY_CLERK).photograph())));
        }
        return photographs;
    }

    private UUID measure(String caseId) {
        return UUID.fromString(county.one(
                "select m.id::text from app.assistance_measure m join app.assistance_plan p on p.id = m.plan_id"
                        + " join app.monitored_household h on h.id = p.monitored_id"
                        + " join app.identification_case c on c.household_id = h.household_id where c.id = ?",
                caseId));
    }
}
