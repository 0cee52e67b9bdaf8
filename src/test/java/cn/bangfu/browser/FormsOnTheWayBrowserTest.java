package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The forms that every household meets on its way from the application to assistance, as they open. */
@BrowserTest
class FormsOnTheWayBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

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

    /** Looks at the form, then answers it. */
    private void step(String caseId, Role role, String form, Map<String, ?> said) {
        pictures.of(county.official(role), caseId, form);
        county.does(caseId, role, FormPictures.element(form), said);
    }

    @Test
    void theyAreChineseAndNothingIsCutOff() {
        pictures.ofStart(county.official(Role.VILLAGE_CLERK), "申请", null, "submit-application");
        var caseId =
                county.opensCase(Story.application(county, "斯琴巴特尔", County.identityNumber(1975), "BUSINESS_FAILURE"));
        step(caseId, Role.COUNTY_CLERK, "supply-policy-status", Map.of("policyStatus", "ORDINARY"));
        step(caseId, Role.VILLAGE_CLERK, "visit-household", Story.visit("16000", "5000.00"));
        step(
                caseId,
                Role.TOWN_CLERK,
                "check-findings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        step(caseId, Role.VILLAGE_CHAIR, "review-in-village", Story.meeting());
        step(
                caseId,
                Role.TOWN_CLERK,
                "handle-town-review",
                Map.of("handlerOpinion", "ENTER", "opinion", "材料齐全，收入核算无误，建议纳入。"));
        step(caseId, Role.TOWN_REVIEWER, "review-in-town", Map.of("townReview", "AGREE"));
        step(
                caseId,
                Role.TOWN_HEAD,
                "decide-in-town",
                Map.of("townDecision", "AGREE", "category", "MARGINAL", "reportNumber", "巴政发〔2026〕11号"));
        step(caseId, Role.TOWN_CLERK, "publish-notice", Map.of());
        county.daysPass(10);
        county.fireTimers(caseId);
        step(caseId, Role.TOWN_CLERK, "close-notice", Map.of("stayedPosted", "YES"));
        step(caseId, Role.COUNTY_CLERK, "handle-county-confirmation", Map.of("handlerOpinion", "CONFIRM"));
        step(caseId, Role.COUNTY_REVIEWER, "review-in-county", Map.of("countyReview", "AGREE"));
        step(
                caseId,
                Role.COUNTY_HEAD,
                "decide-in-county",
                Map.of(
                        "countyDecision", "CONFIRM",
                        "category", "MARGINAL",
                        "mainRisk", "BUSINESS_FAILURE",
                        "risks", List.of("BUSINESS_FAILURE"),
                        "documentNumber", "杭农牧发〔2026〕21号"));
        step(caseId, Role.VILLAGE_CLERK, "announce-decision", Map.of());
        step(
                caseId,
                Role.COUNTY_CLERK,
                "write-back-national-number",
                Map.of("nationalNumber", "N" + caseId.substring(0, 8)));
        step(
                caseId,
                Role.TOWN_CLERK,
                "name-responsible-officer",
                Map.of("name", "孟克", "office", "巴拉贡镇人民政府", "post", "农牧办副主任", "phone", "13847700001"));
        step(caseId, Role.TOWN_CLERK, "propose-plan", Map.of("householdAgrees", "YES"));
        pictures.of(county.department(Department.AGRICULTURE), caseId, "accept-measure");
        county.department(Department.AGRICULTURE).does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
        county.runJobs(caseId);
        step(caseId, Role.VILLAGE_CLERK, "hand-over-plan", Map.of("householdConfirms", "YES"));
        delivery(caseId);
        pictures.close();
        assertThat(pictures.seen()).containsExactlyInAnyOrderElementsOf(FormPictures.ON_THE_WAY);
    }

    /** What was promised is at first not possible, then done, looked at, and confirmed by the household. */
    private void delivery(String caseId) {
        var agriculture = county.department(Department.AGRICULTURE);
        pictures.of(agriculture, caseId, "deliver-measure");
        agriculture.does(
                caseId, "UserTask_DeliverMeasure", Map.of("deliveryResult", "NOT_POSSIBLE", "reason", "今年的母羊已经发完。"));
        county.runJobs(caseId);
        step(caseId, Role.TOWN_HEAD, "settle-measure", Map.of("settleResult", "AGAIN", "reason", "下一批到了就发。"));
        agriculture.does(
                caseId, "UserTask_DeliverMeasure", Map.of("deliveryResult", "DELIVERED", "content", "发放基础母羊十只，已打耳标。"));
        county.runJobs(caseId);
        step(
                caseId,
                Role.TOWN_CLERK,
                "inspect-delivery",
                Map.of("inspectionPassed", "YES", "fundsOwed", "NO", "secondName", "苏和", "secondOffice", "驻村工作队"));
        pictures.of(county.official(Role.VILLAGE_CLERK), caseId, "confirm-receipt");
    }

    /** Each that a household's way holds, here or beside it. */
    @Test
    void everyFormIsLookedAt() throws IOException {
        var asked = new TreeSet<String>();
        for (var process : models()) {
            Pattern.compile("camunda:formRef=\"([^\"]+)\"")
                    .matcher(Files.readString(process))
                    .results()
                    .forEach(form -> asked.add(form.group(1)));
        }
        assertThat(Stream.concat(FormPictures.ON_THE_WAY.stream(), FormPictures.BESIDE_THE_WAY.stream()))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    private static List<Path> models() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("processes"), "*.bpmn")) {
            return StreamSupport.stream(files.spliterator(), false).toList();
        }
    }
}
