package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.household.BankAccount;
import cn.bangfu.notice.PosterText;
import cn.bangfu.process.flow.Confirmed;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import cn.bangfu.testing.TrainingSwitch;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From the county's confirmation to money on the household's account, as officials see it. The notices run as in a training, where a day
 * lasts a moment: nobody moves the clock.
 */
@BrowserTest
class AssistanceBrowserTest {

    /** As short as nobody has to do anything in it. */
    private static final Duration SHORT_DAY = Duration.ofMillis(500);

    /** Long enough for somebody to read the poster and object before its five days are over. */
    private static final Duration LONG_DAY = Duration.ofMillis(2500);

    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private PersonalDataCipher cipher;

    @Autowired
    private TrainingSwitch training;

    private County county;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    @BeforeEach
    void aDayLastsAMoment() {
        county = new County(port, officers, engine, database);
        training.on(SHORT_DAY);
    }

    @AfterEach
    void aDayIsADay() {
        training.off();
    }

    /** Waits until the terms of the training's posters are over; those of other tests last for days. */
    private void noticesRun() {
        try {
            while (!JdbcClient.create(database.owner())
                    .sql("""
                            select not exists (select from (select legal_end from app.notice_batch union all select legal_end from app.fund_notice) n
                              where legal_end between app.legal_now() and app.legal_now() + interval '1 minute')
                            """)
                    .query(Boolean.class)
                    .single()) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Screen screen(String username) {
        var screen = new Screen(browser, port);
        screen.signIn(username, TestOfficers.PASSWORD);
        return screen;
    }

    private Screen screen(Role role) {
        return screen(county.official(role).username());
    }

    private String number(String caseId) {
        return county.one("select number from app.identification_case where id = ?", caseId);
    }

    private void does(Screen screen, String caseId, String task, Map<String, String> answers) {
        screen.openTask(number(caseId), task);
        screen.answer(answers);
        screen.complete();
        county.runJobs(caseId);
    }

    private static void photographs(Page page) {
        for (var level : List.of("village", "town", "county")) {
            page.locator("input[type=file][name=" + level + "]")
                    .setInputFiles(new FilePayload(level + ".png", "image/png", Official.PICTURE));
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    @Test
    void fromTheCountysConfirmationToMoneyOnTheAccount() {
        var caseId = Confirmed.reviewed(county, "公开发放户", Map.of(), this::noticesRun);
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        registerAccount(household);
        try (var head = screen(Role.COUNTY_HEAD)) {
            var decision = new LinkedHashMap<String, String>();
            decision.put("countyDecision", "确认纳入");
            decision.put("category", "边缘易致贫户");
            decision.put("mainRisk", "因产业项目失败");
            decision.put("risks", "未参保");
            decision.put("documentNumber", "杭农牧发〔2026〕1号");
            does(head, caseId, "旗级审定", decision);
        }
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_AnnounceDecision", Map.of());

        try (var town = screen(Role.TOWN_CLERK)) {
            does(
                    town,
                    caseId,
                    "确定帮扶责任人",
                    Map.of("name", "王责任", "office", "旗财政局", "post", "科员", "phone", "04770001234"));
            does(town, caseId, "制定帮扶方案", Map.of());
        }
        for (var department : List.of(Department.AGRICULTURE, Department.MEDICAL_INSURANCE)) {
            try (var clerk = screen(county.department(department).username())) {
                does(clerk, caseId, "接受帮扶措施", Map.of("accepted", "接受，由本部门落实"));
            }
        }
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
        assertThat(county.waitsAt(caseId)).contains("UserTask_DeliverMeasure");
        county.department(Department.AGRICULTURE)
                .does(
                        caseId,
                        "UserTask_DeliverMeasure",
                        Map.of("deliveryResult", "DELIVERED", "quantity", "25", "unit", "只", "content", "出栏肉羊25只"));
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
                        "25",
                        "fundsOwed",
                        "YES"));

        training.off();
        training.on(LONG_DAY);
        String batch;
        try (var clerk = screen(Role.COUNTY_CLERK)) {
            var page = clerk.page();
            clerk.open("/funds");
            page.locator("#name").fill("2026年第一批衔接资金");
            page.locator("#source").fill("中央衔接资金");
            page.locator("#documentNumber").fill("杭财〔2026〕1号");
            page.locator("#budget").fill("100000");
            press(page, "新建");
            page.getByText("计算分配").first().waitFor();
            batch = page.url().substring(page.url().indexOf("/funds/"));
            var row = page.locator("tr")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("公开发放户"))
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("产业帮扶"));
            row.locator("input[type=checkbox]").check();
            row.locator("select").first().selectOption("SHEEP_SOLD");
            row.locator("input[type=text]").fill("25");
            clerk.picture("fund-allocating");
            press(page, "计算并列入");
            page.getByText("2,000.00").first().waitFor();
            assertThat(clerk.foreign()).isEmpty();
            photographs(page);
            press(page, "公示");
            page.getByText("公示中").first().waitFor();
            clerk.pictureOnPhone("fund-posted");
            assertThat(page.locator(".training-mark").innerText()).contains("演练");
            clerk.open("/funds");
            assertThat(page.locator("main").innerText()).contains("2026年第一批衔接资金", "公示中");
            clerk.pictureOnPhone("funds");
            clerk.open(batch + "/poster");
            assertThat(page.locator(".sheet").innerText())
                    .contains(PosterText.TRAINING)
                    .contains("公开发放户", "肉羊出栏补贴", "20只", "2,000.00", "公示期5个自然日")
                    .doesNotContain("8888");
            clerk.picture("fund-poster");
            var paper = page.request().get(page.url().replace("/poster", "/poster.pdf"));
            assertThat(paper.headers().get("content-type")).isEqualTo("application/pdf");
            everybodySeesIt(page);
        }
        noticesRun();
        assertThat(publicPage()).as("gone with its term").isEmpty();
        try (var reviewer = screen(Role.COUNTY_REVIEWER)) {
            reviewer.open(batch);
            reviewer.page().locator("textarea[name=finding]").fill("看了圈舍和检疫证明。");
            reviewer.page().locator("textarea[name=answer]").fill("羊是本户的，有检疫证明。");
            reviewer.picture("fund-objected");
            reviewer.pictureOnPhone("fund-objected");
            press(reviewer.page(), "答复");
            reviewer.page().getByText("已答复").first().waitFor();
        }
        try (var clerk = screen(Role.COUNTY_CLERK)) {
            clerk.open(receipt.substring(receipt.indexOf("/public")));
            assertThat(clerk.page().locator(".page").innerText()).contains("羊是本户的，有检疫证明。");
            clerk.open(batch);
            photographs(clerk.page());
            press(clerk.page(), "登记公示结束");
            clerk.page().getByText("可以发放").first().waitFor();
        }
        try (var finance = screen(county.department(Department.FINANCE).username())) {
            var page = finance.page();
            finance.open(batch);
            page.locator("#voucher").fill("支付2026-001");
            if (page.locator("#explanation").count() > 0) {
                page.locator("#explanation").fill("电话核实，本人健在，没有享受同一项目");
            }
            finance.picture("fund-paying");
            page.locator("#files").setInputFiles(new FilePayload("回单.png", "image/png", Official.PICTURE));
            press(page, "登记发放");
            page.getByText("已登记发放1项").waitFor();
            finance.picture("fund-paid");
        }
        assertThat(county.waitsAt(caseId)).contains("UserTask_ConfirmReceipt");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_ConfirmReceipt", Map.of("householdContent", "YES"));
        try (var village = screen(Role.VILLAGE_CLERK)) {
            village.open("/households/" + household);
            village.picture("household-assistance");
            village.pictureOnPhone("household-assistance");
            assertThat(village.page().locator("main").innerText())
                    .contains("王责任", "农户已确认", "已发放2,000.00元", "中央衔接资金", "发放通知单");
            village.open("/assistance");
            village.picture("assistance-overview");
            village.pictureOnPhone("assistance-overview");
            assertThat(village.foreign()).isEmpty();
            village.open("/assistance/households/" + household);
            village.page().locator("#insurer").waitFor();
            village.picture("assistance-household");
            village.pictureOnPhone("assistance-household");
            assertThat(village.foreign()).isEmpty();
        }
    }

    private String code = "";
    private String receipt = "";

    /** Without signing in, by the place or by the code, and with the head's name masked. */
    private void everybodySeesIt(Page official) {
        code = JdbcClient.create(database.owner())
                .sql("select code from app.fund_notice order by published_at desc limit 1")
                .query(String.class)
                .single();
        try (var anybody = new Screen(browser, port)) {
            anybody.open("/public/places/" + County.VILLAGE);
            assertThat(anybody.page().locator("main, .page").first().innerText())
                    .contains("2026年第一批衔接资金分配结果公示");
            anybody.open("/public/funds/" + code);
            assertThat(anybody.page().locator(".page").innerText())
                    .contains("公***户", "肉羊出栏补贴，20只，2,000.00元")
                    .doesNotContain("公开发放户");
            assertThat(anybody.page().locator("body").innerText()).contains("演练");
            anybody.pictureOnPhone("fund-poster-public");
            anybody.page().getByText("提出异议").click();
            anybody.page().locator("#row").selectOption(new SelectOption().setIndex(1));
            anybody.page().locator("#text").fill("他家的羊是邻居的。");
            anybody.pictureOnPhone("fund-objection");
            anybody.press("提交");
            anybody.page().getByText("已经收到").waitFor();
            assertThat(anybody.page().locator(".page").innerText()).contains("正在核查，答复以前不发放");
            receipt = anybody.page().url();
            anybody.pictureOnPhone("fund-receipt");
        }
        assertThat(official.request()
                        .get(URI.create(official.url())
                                .resolve("/public/funds/" + code + "/poster.pdf")
                                .toString())
                        .ok())
                .isTrue();
    }

    /** What somebody without an account reads there; empty if there is nothing. */
    private String publicPage() {
        try (var anybody = new Screen(browser, port)) {
            var reply = anybody.page().request().get("http://localhost:" + port + "/public/funds/" + code);
            return reply.status() == 404 ? "" : reply.text();
        }
    }

    /** What the register's import does for households of a ledger. */
    private void registerAccount(String household) {
        JdbcClient.create(database.owner())
                .sql("update app.household set account = ?, account_hash = ? where id = ?")
                .params(
                        cipher.seal("6222000011118888"),
                        cipher.lookupHash(BankAccount.KIND, "6222000011118888"),
                        UUID.fromString(household))
                .update();
    }
}
