package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What becomes of a household's plan: risks that come later, relatives who must not answer for it, dates that were promised, ledgers. */
@ApplicationTest
class AssistanceFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

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

    private String household(String caseId) {
        return county.one("select household_id::text from app.identification_case where id = ?", caseId);
    }

    private void named(String caseId, String phone) {
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", phone));
    }

    private void accepted(String caseId, Department department) {
        county.department(department).does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
        county.runJobs(caseId);
    }

    private void handedOver(String caseId) {
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
    }

    @Test
    void aRiskAddedLaterOpensThePlanAgain() {
        var first = Confirmed.household(county, "风险补录户", "BUSINESS_FAILURE");
        named(first, "04770000021");
        county.does(first, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        accepted(first, Department.AGRICULTURE);
        handedOver(first);
        county.does(
                first,
                Role.COUNTY_CLERK,
                "UserTask_WriteBackNationalNumber",
                Map.of("nationalNumber", "N" + first.substring(0, 8)));
        assertThat(county.one("select outcome from app.identification_case where id = ?", first))
                .isEqualTo("ASSISTED");

        var application = new HashMap<>(county.application("风险补录户", "", "UNINSURED"));
        application.remove("members");
        var second =
                county.opensCase(Role.VILLAGE_CLERK, "StartEvent_HouseholdApplication", household(first), application);
        assertThat(county.waitsAt(second)).containsExactly("UserTask_AnswerRouting");
        county.does(second, Role.TOWN_CLERK, "UserTask_AnswerRouting", Map.of("addedRisks", List.of("UNINSURED")));
        assertThat(county.waitsAt(second)).as("the plan is open again").contains("UserTask_NameResponsibleOfficer");
        named(second, "04770000021");

        var plan = county.official(Role.TOWN_CLERK).form(second, "UserTask_ProposePlan");
        assertThat(plan.findValue("risks").asText()).contains("因产业项目失败", "未参保");
        var measures = plan.findValue("values").get("measures");
        assertThat(measures)
                .as("the promised measure and one for the added risk")
                .hasSize(2);
        var refused = county.official(Role.TOWN_CLERK)
                .tries(
                        second,
                        "UserTask_ProposePlan",
                        Map.of("householdAgrees", "YES", "measures", List.of(measures.get(0))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString())
                .as("it says which risk is left open")
                .contains("未参保");
        county.does(second, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("householdAgrees", "YES"));
        assertThat(county.leadDepartments(second))
                .as("only the new measure is asked for")
                .containsExactly("MEDICAL_INSURANCE");
        accepted(second, Department.MEDICAL_INSURANCE);
        handedOver(second);
        assertThat(county.one(
                        "select string_agg(p.state, ',' order by p.version) from app.assistance_plan p"
                                + " join app.monitored_household m on m.id = p.monitored_id"
                                + " where m.household_id = (select household_id from app.identification_case where id = ?)",
                        second))
                .isEqualTo("HANDED_OVER,HANDED_OVER");
    }

    @Test
    void aRelativeWhomTheHouseholdNamedDoesNotAnswerForIt() {
        var caseId = Confirmed.household(
                county,
                "近亲属户",
                Map.of("relativesInOffice", "YES", "relativesInOfficeWho", "弟弟王责任在旗财政局"),
                "BUSINESS_FAILURE");
        var refused = county.official(Role.TOWN_CLERK)
                .tries(
                        caseId,
                        "UserTask_NameResponsibleOfficer",
                        Map.of("name", "王责任", "office", "旗财政局", "phone", "04770000022", "notRelative", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("王责任", "近亲属");
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_NameResponsibleOfficer",
                Map.of("name", "李责任", "phone", "04770000023"));
        assertThat(county.waitsAt(caseId)).contains("UserTask_ProposePlan");
    }

    @Test
    void aMeasureIsDueWhenTheHouseholdWasToldAndTheLedgersSayIt() throws IOException {
        var caseId = Confirmed.household(county, "期限台账户", "BUSINESS_FAILURE");
        named(caseId, "04770000024");
        var due = county.today().plusDays(40);
        var form = county.official(Role.TOWN_CLERK).form(caseId, "UserTask_ProposePlan");
        var measure = (com.fasterxml.jackson.databind.node.ObjectNode)
                form.findValue("values").get("measures").get(0);
        assertThat(measure.get("dueOn").asText())
                .as("opens with the county's term for delivery")
                .isEqualTo(county.today().plusDays(90).toString());
        measure.put("dueOn", due.toString());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_ProposePlan",
                Map.of("householdAgrees", "YES", "measures", List.of(measure)));
        accepted(caseId, Department.AGRICULTURE);
        handedOver(caseId);
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_DeliverMeasure")
                .singleResult();
        assertThat(LocalDate.ofInstant(task.getDueDate().toInstant().minusMillis(1), ZoneId.of("Asia/Shanghai")))
                .isEqualTo(due);

        var village =
                new Browser(port).signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
        assertThat(sheet(village, "measures")).contains("帮扶台账", "完成期限", "期限台账户", "产业帮扶", "农牧局", "待落实", due.toString());
        assertThat(sheet(village, "officers")).contains("责任人台账", "期限台账户", "其他干部", "本年走访次数");
        assertThat(sheet(village, "funds")).contains("资金台账", "支付凭证号").doesNotContain("期限台账户");
        var stranger = new Browser(port)
                .signIn(county.inOtherVillage(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
        for (var ledger : List.of("measures", "officers", "funds")) {
            assertThat(sheet(stranger, ledger)).doesNotContain("期限台账户");
        }
    }

    /** All text of a ledger's file. */
    private static String sheet(Browser reader, String ledger) throws IOException {
        var reply = reader.bytes("/assistance/ledgers/" + ledger + ".xlsx");
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".xml")) {
                    text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }
}
