package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.process.flow.Confirmed;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages of assistance beside the way to the money, on an office's screen and on a phone: handover, requests for reimbursement. */
@BrowserTest
class AssistancePagesBrowserTest {

    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    private County county;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private Screen screen(String username) {
        var screen = new Screen(browser, port);
        screen.signIn(username, TestOfficers.PASSWORD);
        return screen;
    }

    @Test
    void anOfficerHandsOver() {
        var caseId = Confirmed.household(county, "手机交接户", "BUSINESS_FAILURE");
        county.timeIsNow();
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_NameResponsibleOfficer",
                Map.of("name", "郑责任", "phone", "04770000051"));
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        try (var town = screen(county.official(Role.TOWN_CLERK).username())) {
            town.open("/assistance/households/" + household);
            town.page().locator("summary").getByText("换帮扶责任人").click();
            town.pictureOnPhone("handover-one");
            town.press("开始交接这一户");
            town.page().getByText("郑责任的交接已开始").waitFor();
            town.picture("assistance-handover");
            town.pictureOnPhone("assistance-handover");
            assertThat(town.foreign()).isEmpty();
            town.openTasklist();
            town.page().locator("li.task").getByText("拟定交接").first().click();
            town.page().getByText("办理").first().click();
            town.page().locator(".bf-actions").waitFor();
            town.pictureOfForm("prepare-handover-390", 390, 844);
            assertThat(town.cutOff()).isEmpty();
            town.page().setViewportSize(1366, 768);
            town.answer(Map.of("bulkName", "吴接任", "bulkOffice", "旗财政局", "bulkPost", "科员", "bulkPhone", "04770000052"));
            town.complete();
        }
        var handover = county.one(
                "select i.handover_id::text from app.officer_handover_item i join app.identification_case c on c.household_id = i.household_id"
                        + " where c.id = ?",
                caseId);
        assertThat(county.waitsAt(handover)).containsExactly("UserTask_ApproveHandover");
        county.official(Role.TOWN_HEAD)
                .does(handover, "UserTask_ApproveHandover", Map.of("handoverDecision", "APPROVE"));
        assertThat(county.one(
                        "select o.name from app.responsible_officer o join app.identification_case c on c.household_id = o.household_id"
                                + " where c.id = ? and o.ends_on is null",
                        caseId))
                .isEqualTo("吴接任");
    }

    @Test
    void theMedicalInsuranceIsAskedAndAnswers() {
        var caseId = county.opensCase(county.application("手机核补户", County.identityNumber(1962), "ILLNESS"));
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        try (var village = screen(county.official(Role.VILLAGE_CLERK).username())) {
            var page = village.page();
            village.open("/assistance/households/" + household);
            page.locator("#item").selectOption(new SelectOption().setLabel("大病住院医疗报销比例"));
            page.locator("#base").fill("12345.67");
            page.locator("#reimbursed").fill("10000");
            page.locator("#bills").setInputFiles(new FilePayload("结算单.png", "image/png", Official.PICTURE));
            village.press("核对，达不到的提请核补");
            page.getByText("已提请医保局核补").waitFor();
            village.picture("reimbursement-asked");
            village.pictureOnPhone("reimbursement-asked");
        }
        try (var insurer =
                screen(county.department(Department.MEDICAL_INSURANCE).username())) {
            var page = insurer.page();
            insurer.open("/assistance/reimbursements");
            assertThat(page.locator("main").innerText()).contains("手机核补户", "相差1,111.11元");
            insurer.picture("reimbursements");
            insurer.pictureOnPhone("reimbursements");
            assertThat(insurer.foreign()).isEmpty();
            page.locator("section.card")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("手机核补户"))
                    .getByText("答复", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                    .last()
                    .click();
            page.getByText("已答复手机核补户户的提请").waitFor();
            assertThat(page.locator("main").innerText()).contains("已补足", "核补1,111.11元");
        }
    }
}
