package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Officials at work in the real Tasklist. */
@BrowserTest
class TasklistBrowserTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    private Browser browser;
    private County county;

    @BeforeEach
    void officials(Browser chromium) {
        browser = chromium;
        county = new County(port, officers, engine, database);
    }

    private Screen screen(Role role) {
        return screen(county.official(role).username());
    }

    private Screen screen(String username) {
        var screen = new Screen(browser, port);
        screen.signIn(username, TestOfficers.PASSWORD);
        return screen;
    }

    private static Map<String, String> application(String head, String identityNumber) {
        return Map.ofEntries(
                Map.entry("applicantName", head),
                Map.entry("contactPhone", "04771234567"),
                Map.entry("villageName", "乌吉尔嘎查村"),
                Map.entry("permanentResident", "常住"),
                Map.entry("name", head),
                Map.entry("relation", "户主"),
                Map.entry("identityNumber", identityNumber),
                Map.entry("change", "新增（名册里没有）"),
                Map.entry("consent", "本人已签字授权"),
                Map.entry("difficulty", "养的羊病死了一半，今年没有收入"),
                Map.entry("risks", "因产业项目失败"),
                Map.entry("relativesInOffice", "否"),
                Map.entry("writtenBy", "申请人本人"));
    }

    private String number(String caseId) {
        return county.one("select number from app.identification_case where id = ?", caseId);
    }

    private String opensCase(String head, int birthYear) {
        return county.opensCase(county.application(head, County.identityNumber(birthYear), "BUSINESS_FAILURE"));
    }

    @Test
    void aClerkOfAnotherVillageSeesNoTask() {
        var caseId = opensCase("邻村看不到的户", 1973);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        try (var neighbour =
                screen(officers.hire(Role.VILLAGE_CLERK, "150625101204").username())) {
            neighbour.openTasklist();
            neighbour.page().getByText("没有符合条件的任务").waitFor();
            assertThat(neighbour.page().locator("li.task").count()).isZero();
            neighbour.picture("another-village");
        }
        try (var own = screen(Role.VILLAGE_CLERK)) {
            own.openTask(number(caseId), "入户核实");
            own.picture("task-visit");
            assertThat(own.page()
                            .locator(".task-filters .glyphicon-pencil:visible")
                            .count())
                    .as("filters are the administrator's to change")
                    .isZero();
            assertThat(own.foreign()).as("English on the form of the visit").isEmpty();
        }
    }

    @Test
    void fromATaskOneGoesToThePageOfManyHouseholds() {
        var answers = new HashMap<>(county.application("送达链接户", County.identityNumber(1975), "BUSINESS_FAILURE"));
        answers.put("receiptGiven", "NO");
        var caseId = county.opensCase(answers);
        try (var clerk = screen(Role.VILLAGE_CLERK)) {
            clerk.openTask(number(caseId), "送达申请受理回执");
            clerk.page().getByText("与其他户一起办理").click();
            clerk.page().waitForURL("**/deliveries");
            clerk.page().getByText("送达链接户").first().waitFor();
            clerk.picture("deliveries-from-task");
        }
    }

    @Test
    void aWrongAnswerIsShownAtItsFieldAndNothingTypedIsLost() {
        try (var village = screen(Role.VILLAGE_CLERK)) {
            village.openNewCase("申请", null);
            village.answer(application("写错的户", "150699197403150018"));
            village.answer(Map.of("contactPhone", "123", "helpWanted", "希望帮忙卖羊"));
            assertThat(village.submit()).isFalse();
            assertThat(village.field("contactPhone").locator(".bf-error").innerText())
                    .isEqualTo("请填写11位手机号，或带区号的固定电话");
            village.answer(Map.of(
                    "contactPhone", "04771234567",
                    "applicationWay", "书面",
                    "changedOn", Screen.today(),
                    "consentSignedOn", Screen.today(),
                    "registers", "机动车登记",
                    "declaredTrue", ""));
            // complete by now, but for the check digit, which only the server knows
            assertThat(village.submit()).isFalse();
            assertThat(village.problems())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("身份证号");
            village.picture("new-case-refused");
            assertThat(village.field("identityNumber").locator(".bf-error").innerText())
                    .isNotBlank()
                    .doesNotContainPattern("[A-Za-z]{3,}");
            assertThat(village.field("identityNumber").locator("input").inputValue())
                    .isEqualTo("150699197403150018");
            assertThat(village.field("helpWanted").locator("textarea").inputValue())
                    .isEqualTo("希望帮忙卖羊");
            assertThat(village.field("applicantName").locator("input").inputValue())
                    .isEqualTo("写错的户");
        }
    }

    @Test
    void everythingOnTheScreenIsChinese() {
        var caseId = opensCase("全是中文的户", 1975);
        try (var screen = new Screen(browser, port)) {
            screen.open("/login");
            assertThat(screen.foreign()).as("sign-in").isEmpty();
            screen.signIn(county.official(Role.COUNTY_CLERK).username(), TestOfficers.PASSWORD);
            assertThat(screen.foreign()).as("home").isEmpty();
            screen.picture("home");
            screen.openTask(number(caseId), "补充政策状态");
            assertThat(screen.foreign()).as("Tasklist").isEmpty();
            screen.submit();
            assertThat(screen.foreign())
                    .as("Tasklist, with a form that has gaps")
                    .isEmpty();
            screen.picture("task-with-gaps");
        }
        try (var screen = screen(Role.VILLAGE_CLERK)) {
            screen.openNewCase("申请", null);
            assertThat(screen.foreign()).as("new case").isEmpty();
        }
    }
}
