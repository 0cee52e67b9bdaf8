package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperService;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    @Autowired
    private PaperService papers;

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

    /** What a form with files sends. */
    private static HttpResponse<String> send(
            Browser reader, String page, String action, Map<String, String> said, boolean withBill) throws IOException {
        var boundary = "----bangfu";
        var body = new ByteArrayOutputStream();
        var fields = new HashMap<>(said);
        fields.put("_csrf", reader.token(page));
        for (var field : fields.entrySet()) {
            body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (withBill) {
            body.write(("--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"bill.png\"\r\nContent-Type: image/png\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.write(Official.PICTURE);
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return reader.post(action, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private Browser signedIn(Official official) {
        return new Browser(port).signIn(official.username(), TestOfficers.PASSWORD);
    }

    @Test
    void aReimbursementThatFallsShortIsAskedForAnsweredAndSeen() throws IOException {
        var caseId = county.opensCase(county.application("报销核补户", County.identityNumber(1961), "ILLNESS"));
        var page = "/assistance/households/" + household(caseId);
        var patient = county.one(
                "select m.id::text from app.household_member m join app.identification_case c on c.household_id = m.household_id"
                        + " where c.id = ? limit 1",
                caseId);
        var bill = new HashMap<>(Map.of(
                "item", "SERIOUS_REIMBURSEMENT",
                "patient", patient,
                "billedOn", county.today().toString(),
                "base", "12,345.67",
                "reimbursed", "10000",
                "before", "0",
                "ask", "false"));
        var village = signedIn(county.official(Role.VILLAGE_CLERK));
        assertThat(send(village, page, page + "/reimbursement", bill, false).body())
                .contains("没有达到90%", "相差1,111.11元", "value=\"12,345.67\"")
                .doesNotContain("待医保局答复");
        bill.put("ask", "true");
        assertThat(send(village, page, page + "/reimbursement", bill, false).body())
                .contains("请上传费用结算单");
        assertThat(send(village, page, page + "/reimbursement", bill, true).statusCode())
                .isEqualTo(302);
        assertThat(village.get(page).body()).contains("已提请医保局核补", "待医保局答复", "1,111.11");
        assertThat(send(village, page, page + "/reimbursement", bill, true).body())
                .contains("已经提请过");
        var subject = papers.subject(cn.bangfu.shared.CaseId.of(caseId));
        assertThat(papers.printable(subject)).as("the letter").contains(PaperKind.REIMBURSEMENT);

        var list = "/assistance/reimbursements";
        var insurer = signedIn(county.department(Department.MEDICAL_INSURANCE));
        assertThat(insurer.get("/").body()).contains("报销核补待医保局答复");
        var asked = insurer.get(list).body();
        assertThat(asked).contains("报销核补户", "12,345.67元，已报销10,000.00元，相差1,111.11元", "结算单1");
        var file = Pattern.compile("/assistance/reimbursements/[0-9a-f-]+/bills/[0-9a-f-]+")
                .matcher(asked);
        assertThat(file.find()).isTrue();
        assertThat(insurer.bytes(file.group())).startsWith(0x89, 'P', 'N', 'G');
        assertThat(signedIn(county.department(Department.AGRICULTURE)).get(list).statusCode())
                .isEqualTo(403);
        var stranger = signedIn(county.inOtherVillage(Role.VILLAGE_CLERK));
        assertThat(stranger.get(list).body()).doesNotContain("报销核补户");
        assertThat(stranger.get(file.group()).statusCode()).isEqualTo(404);

        var request = county.one(
                "select r.id::text from app.reimbursement_request r join app.identification_case c on c.household_id = r.household_id"
                        + " where c.id = ?",
                caseId);
        var answer = new HashMap<>(
                Map.of("granted", "1000.10", "decidedOn", county.today().toString(), "reason", ""));
        assertThat(village.submit(page, list + "/" + request + "/answer", answer)
                        .statusCode())
                .as("only the insurance answers")
                .isEqualTo(403);
        insurer.submit(list, list + "/" + request + "/answer", answer);
        assertThat(insurer.get(list).body()).contains("没有补足1,111.11元的，请写明理由");
        answer.put("reason", "目录外111.01元");
        insurer.submit(list, list + "/" + request + "/answer", answer);
        assertThat(insurer.get(list).body()).contains("部分核补", "核补1,000.10元", "目录外111.01元");

        assertThat(village.get("/households/" + household(caseId)).body())
                .contains("报销核补", "相差1,111.11元", "部分核补1,000.10元");
        assertThat(sheet(village, "reimbursements")).contains("报销核补台账", "报销核补户", "1111.11", "部分核补", "1000.10", "90%");
        assertThat(sheet(insurer, "reimbursements")).contains("报销核补户");
        assertThat(sheet(stranger, "reimbursements")).doesNotContain("报销核补户");
        assertThat(papers.printable(subject)).as("answered").doesNotContain(PaperKind.REIMBURSEMENT);
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
