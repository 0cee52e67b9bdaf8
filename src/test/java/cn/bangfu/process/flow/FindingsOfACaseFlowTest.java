package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What departments' data say of a household, from the comparison to the county's confirmation. */
@ApplicationTest
class FindingsOfACaseFlowTest {

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

    @TempDir
    private Path folder;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private void send(Register register, String text) throws IOException {
        var file = Files.writeString(folder.resolve(register + ".csv"), text, StandardCharsets.UTF_8);
        assertThat(files.load(new DivisionCode("150625"), register, file, "名单.csv", null)
                        .state())
                .isEqualTo(DepartmentImport.State.DONE);
    }

    private static Map<String, Object> member(String name, String relation, String number) {
        return Map.of(
                "name",
                name,
                "relation",
                relation,
                "identityNumber",
                number,
                "change",
                "ADDED",
                "consent",
                "SIGNED",
                "consentSignedOn",
                LocalDate.now().toString());
    }

    private String perHead(String caseId) {
        return county.one(
                "select people_counted || ' ' || net_income_per_head from app.income_count where case_id = ? order by seq desc limit 1",
                caseId);
    }

    /** Just this, with nothing filled in. */
    private static Official.Reply submits(Official official, String caseId, String element, ObjectNode answer) {
        return official.post("/api/tasks/" + official.task(caseId, element) + "/submit", answer);
    }

    @Test
    void eachFindingIsAnsweredCheckedAndStandsInTheFileAtCountyConfirmation() throws Exception {
        var head = County.identityNumber(1957);
        var spouse = County.identityNumber(1959);
        send(Register.VEHICLES, "车主,身份证号,号牌号码,使用性质,初次登记日期\n疑点户,%s,蒙K77777,货运,2025-03-01\n".formatted(head));
        send(Register.DEATHS, "死者姓名,死者身份证号,死亡日期\n亡故妻,%s,2026年3月18日\n".formatted(spouse));
        var asked = new HashMap<>(county.application("疑点户", head, "BUSINESS_FAILURE"));
        asked.put("registers", List.of("VEHICLES", "DEATHS"));
        asked.put("members", List.of(member("疑点户", "HEAD", head), member("亡故妻", "SPOUSE", spouse)));
        var caseId = county.opensCase(asked);
        if (county.waitsAt(caseId).contains("UserTask_SupplyPolicyStatus")) {
            county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        }
        var visit = new HashMap<>(FromApplicationToAssistanceTest.visit());
        visit.put("signedIncomePerHead", "2500.00");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);

        assertThat(county.waitsAt(caseId))
                .as("nothing is refused by itself, and no meeting before the answers")
                .containsExactly("UserTask_AnswerFindings");
        assertThat(perHead(caseId)).isEqualTo("2 2500.00");
        var clerk = county.official(Role.VILLAGE_CLERK);
        var form = clerk.form(caseId, "UserTask_AnswerFindings");
        assertThat(form.get("values").toString())
                .contains("公安局", "蒙K77777", "货运", "2025年3月1日", "民政局", "死亡日期：2026-03-18");

        var answer = answered(form, "TRUE_NO_EFFECT");
        rows(answer).get(0).remove("explainedBy");
        assertThat(submits(clerk, caseId, "UserTask_AnswerFindings", answer).status())
                .as("who explained")
                .isEqualTo(422);
        answer = answered(form, "TRUE_NO_EFFECT");
        rows(answer).get(0).remove("explanation");
        assertThat(submits(clerk, caseId, "UserTask_AnswerFindings", answer).status())
                .as("what was explained")
                .isEqualTo(422);
        answer = answered(form, "NOT_THIS_PERSON");
        answer.set("signature", answer.arrayNode().add(clerk.photograph()));
        answer.put("householdPerson", "疑点户");
        var without = submits(clerk, caseId, "UserTask_AnswerFindings", answer);
        assertThat(without.body().toString()).contains("请上传证明材料");

        county.does(
                caseId,
                Role.VILLAGE_CLERK,
                "UserTask_AnswerFindings",
                Map.of("findings", answered(form, "TRUE_NO_EFFECT").get("findings")));
        var town = county.official(Role.TOWN_CLERK);
        var check = (ObjectNode)
                town.form(caseId, "UserTask_CheckFindings").get("values").deepCopy();
        check.put("recounted", "NO").put("findingsAccepted", "YES").put("gapsAccepted", true);
        check.put("opinion", "已核对");
        assertThat(submits(town, caseId, "UserTask_CheckFindings", check).body().toString())
                .as("none is passed over")
                .contains("findings[0].checked", "findings[1].checked");
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        assertThat(perHead(caseId)).as("who is dead no longer counts").isEqualTo("1 5000.00");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_ReviewInVillage");

        county.does(
                caseId,
                Role.VILLAGE_CHAIR,
                "UserTask_ReviewInVillage",
                FromApplicationToAssistanceTest.meeting("AGREED", 18, 2));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(caseId, Role.TOWN_REVIEWER, "UserTask_ReviewInTown", Map.of("townReview", "AGREE"));
        NoticeCases.townAgrees(county, caseId, "巴政发〔2026〕57号");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        county.daysPass(10);
        county.fireTimers(caseId);
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseNotice", Map.of("stayedPosted", "YES"));
        var checker = county.one(
                "select c.checker from app.finding_check c join app.comparison_finding f on f.id = c.finding_id where f.case_id = ? limit 1",
                caseId);
        assertThat(county.official(Role.COUNTY_CLERK)
                        .form(caseId, "UserTask_HandleCountyConfirmation")
                        .get("values")
                        .get("findings")
                        .asText())
                .contains("机动车登记", "货运", "车挂靠在别人名下，早已转卖", "疑点户", checker, "已复核");
    }

    private static List<ObjectNode> rows(JsonNode answer) {
        var rows = new ArrayList<ObjectNode>();
        answer.get("findings").forEach(row -> rows.add((ObjectNode) row));
        return rows;
    }

    private static ObjectNode answered(JsonNode form, String answer) {
        var answers = (ObjectNode) form.get("values").deepCopy();
        rows(answers)
                .forEach(row ->
                        row.put("answer", answer).put("explainedBy", "疑点户").put("explanation", "车挂靠在别人名下，早已转卖"));
        return answers;
    }
}
