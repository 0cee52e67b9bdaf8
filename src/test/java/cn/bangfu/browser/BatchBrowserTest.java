package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Twelve households at one meeting, on one list, under one number, with the hands of the officials who do it. */
@BrowserTest
class BatchBrowserTest {

    private static final int HOUSEHOLDS = 12;

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

    /** What an official did on the screens: every click, and every text that was typed. */
    private final Effort effort = new Effort();

    private static final class Effort {

        private int clicks;
        private final List<String> typed = new ArrayList<>();
        private final Map<String, String> lines = new HashMap<>();

        void click(Locator what) {
            clicks++;
            what.click();
        }

        void type(Locator where, String text) {
            clicks++;
            typed.add(text);
            where.fill(text);
        }

        void choose(Locator where, String label) {
            clicks += 2;
            where.selectOption(label);
        }

        /** Words, not votes, days and hours: these are different facts that happen to look the same. */
        List<String> typedTwice() {
            return typed.stream()
                    .filter(text -> text.length() > 3 && !text.matches("[\\d:.-]+"))
                    .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .filter(count -> count.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

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

    private Screen screen(Role role) {
        var screen = new Screen(browser, port);
        screen.signIn(county.official(role).username(), TestOfficers.PASSWORD);
        return screen;
    }

    static Map<String, Object> visit() {
        return Map.ofEntries(
                Map.entry(
                        "visitors",
                        List.of(Map.of("name", "核实人甲", "office", "村委会"), Map.of("name", "核实人乙", "office", "驻村工作队"))),
                Map.entry("visitedAt", "00:01"),
                Map.entry("crops", "5000"),
                Map.entry("previousNetIncomePerHead", "9000"),
                Map.entry("signedIncomePerHead", "5000.00"),
                Map.entry("mainRisk", "BUSINESS_FAILURE"),
                Map.entry("copes", "NO"),
                Map.entry("suddenEvent", "NONE"),
                Map.entry("basicLifeHardship", "NO"),
                Map.entry("foodAndClothing", "SECURE"),
                Map.entry("education", "SECURE"),
                Map.entry("medicalCare", "SECURE"),
                Map.entry("housing", "SECURE"),
                Map.entry("water", "SECURE"),
                Map.entry("debts", List.of()),
                Map.entry("assets", List.of()),
                Map.entry("permanentResident", "YES"));
    }

    private String untilReview(int n) {
        var caseId = county.opensCase(county.application(head(n), County.identityNumber(1960 + n), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        return caseId;
    }

    private static String head(int n) {
        return "上会户" + "甲乙丙丁戊己庚辛壬癸子丑".charAt(n);
    }

    static FilePayload picture(String name) {
        try {
            var out = new ByteArrayOutputStream();
            var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
            image.setRGB(3, 3, (int) System.nanoTime());
            ImageIO.write(image, "png", out);
            return new FilePayload(name, "image/png", out.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void upload(Screen screen, String field, String name) {
        var place = screen.field(field);
        place.locator("input[data-role=files]").setInputFiles(picture(name));
        place.locator(".bf-thumbnail").first().waitFor();
        effort.clicks += 2;
    }

    private void answer(Screen screen, String field, String value) {
        var place = screen.field(field);
        var typed = place.locator("input[type=text], input:not([type]), textarea");
        var kind = place.getAttribute("class");
        if (kind.contains("radio")) {
            effort.click(place.locator(".bf-choice")
                    .filter(new Locator.FilterOptions().setHasText(value))
                    .first()
                    .locator("input"));
        } else if (place.locator("select").count() > 0) {
            effort.choose(place.locator("select"), value);
        } else if (kind.contains("datetime")) {
            var today = place.getByText("今天");
            if (today.count() > 0) { // not where the form opens with today
                effort.click(today);
            }
        } else {
            effort.type(typed.first(), value);
        }
    }

    private void submitAll(Screen screen, String button) {
        effort.click(screen.page().locator(".bf-primary").filter(new Locator.FilterOptions().setHasText(button)));
        screen.page()
                .locator(".bf-notice-done, .bf-notice-error")
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(screen.page().locator(".bf-notice-error").allInnerTexts()).isEmpty();
    }

    private int count(String sql, Object... parameters) {
        return JdbcClient.create(database.owner())
                .sql(sql)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    @Test
    void oneMeetingOneListOneNumber() throws IOException {
        var cases = IntStream.range(0, HOUSEHOLDS).mapToObj(this::untilReview).toList();
        var ids = cases.stream().map(java.util.UUID::fromString).toArray(java.util.UUID[]::new);
        preparesTheMeeting();
        holdsTheMeeting();
        assertThat(count("select count(distinct meeting_id) from app.village_review where case_id = any(?)", (Object)
                        ids))
                .isOne();
        assertThat(count(
                        "select count(*) from app.village_review where case_id = any(?) and result = 'NOT_AGREED'",
                        (Object) ids))
                .isOne();
        assertThat(count("select sum(stood_aside) from app.village_review where case_id = any(?)", (Object) ids))
                .isEqualTo(2);
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_HandleTownReview"));
        var village = effort.clicks;

        var report = "巴政报〔" + System.nanoTime() % 100000 + "〕号";
        townDecides(report);
        var refused = cases.get(2);
        assertThat(county.waitsAt(refused)).contains("UserTask_DeliverRefusal");
        var posted = cases.stream().filter(id -> !id.equals(refused)).toList();
        hangsThePoster(posted);
        var town = effort.clicks - village;
        var before = effort.clicks;
        var document = "杭农牧发〔" + System.nanoTime() % 100000 + "〕号";
        countyDecides(report, document);
        var confirmed = JdbcClient.create(database.owner())
                .sql("select case_id::text from app.county_confirmation where document_number = ?")
                .param(document)
                .query(String.class)
                .list();
        assertThat(confirmed).hasSize(10).isSubsetOf(posted);
        var left = posted.stream()
                .filter(id -> !confirmed.contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(county.waitsAt(left)).containsExactly("UserTask_HandleCountyConfirmation");
        var letters = effort.clicks;
        lettersAndDeliveries(confirmed);
        confirmed.forEach(county::runJobs);
        assertThat(confirmed).allSatisfy(id -> assertThat(county.waitsAt(id))
                .contains("UserTask_NameResponsibleOfficer", "UserTask_WriteBackNationalNumber"));
        var note = "12户：村级评议%d次点击，乡镇审核和公示%d次，县级%d次，告知书打印、扫描、送达和公告%d次；重复填写：%s"
                .formatted(
                        village,
                        town,
                        letters - before,
                        effort.clicks - letters,
                        effort.typedTwice().isEmpty() ? "无" : effort.typedTwice());
        Files.writeString(Path.of("target", "batch-effort.txt"), note);
        assertThat(effort.typedTwice()).as(note).isEmpty();
    }

    /** Households that other tests have left in the same offices. */
    private void leaveOthers(Screen screen, String rows) {
        var theirs = screen.page()
                .locator(rows)
                .filter(new Locator.FilterOptions().setHasNotText("上会户"))
                .locator("input[type=checkbox]:checked:not(:disabled)");
        while (theirs.count() > 0) {
            theirs.first().uncheck();
        }
    }

    private void preparesTheMeeting() {
        try (var clerk = screen(Role.VILLAGE_CLERK)) {
            clerk.open("/rosters");
            effort.type(clerk.page().getByLabel("哪一届"), "第十一届");
            effort.type(
                    clerk.page().locator("#names"),
                    IntStream.rangeClosed(1, 30).mapToObj(i -> "代表" + i).collect(Collectors.joining("、")));
            clerk.picture("roster");
            effort.click(clerk.page().locator("main button[type=submit]").last());
            clerk.page().getByText("已登记：").waitFor();
            clerk.open("/");
            effort.click(clerk.page().locator("main").getByText("评议会议").first());
            effort.click(clerk.page().getByText("准备一次会议"));
            effort.type(clerk.page().locator("#at"), "00:02");
            effort.type(clerk.page().locator("#place"), "嘎查党群服务中心");
            effort.type(clerk.page().locator("#chair"), "主持人阿拉坦");
            clerk.picture("meeting-new");
            leaveOthers(clerk, "main table.list tbody tr");
            assertThat(clerk.page().locator("input[name=agenda]:checked").count())
                    .isEqualTo(HOUSEHOLDS);
            effort.click(clerk.page().locator("main form.card button[type=submit]"));
            clerk.page().getByText("会议已准备好").waitFor();
            clerk.page().locator(".bt-person").first().waitFor();
            assertThat(clerk.foreign()).as("meeting page").isEmpty();
            clerk.picture("meeting-of-clerk");
        }
    }

    private void holdsTheMeeting() {
        try (var chair = screen(Role.VILLAGE_CHAIR)) {
            chair.open("/meetings");
            effort.click(chair.page().getByText("登记签到和表决").first());
            chair.page().locator(".bt-person").first().waitFor();
            var page = chair.page();
            effort.click(page.locator("[data-role=all-present]"));
            for (var seat = 23; seat <= 30; seat++) {
                effort.click(page.locator(".bt-person input").nth(seat - 1));
            }
            assertThat(page.locator("[data-role=quorum]").innerText())
                    .contains("实到22人")
                    .contains("会议有效");
            chair.field("relativesAsked").locator("input").check();
            effort.clicks++;
            upload(chair, "attendanceSheet", "签到表.png");
            upload(chair, "minutes", "会议记录.png");
            var rows = page.locator("tr[data-household]");
            assertThat(rows.count()).isEqualTo(HOUSEHOLDS);
            effort.choose(rows.nth(0).locator("[data-role=aside]"), "代表1");
            effort.choose(rows.nth(1).locator("[data-role=aside]"), "代表2");
            effort.type(rows.nth(2).locator("[data-vote=against]"), "15");
            effort.type(rows.nth(2).locator("[data-vote=abstained]"), "2");
            rows.nth(2).locator("[data-vote=abstained]").blur();
            effort.type(rows.nth(2).getByPlaceholder("不同意的理由"), "家里有两个壮劳力，能自己应对");
            effort.click(page.locator("[data-role=unanimous]"));
            assertThat(rows.nth(0).locator("[data-vote=inFavour]").inputValue()).isEqualTo("21");
            assertThat(rows.nth(2).locator("[data-role=result]").innerText()).contains("未通过");
            chair.picture("meeting-held");
            submitAll(chair, "提交12户");
            chair.picture("meeting-done");
        }
    }

    private Locator row(Screen screen, int n) {
        return screen.page().locator("tr[data-household]").filter(new Locator.FilterOptions().setHasText(head(n)));
    }

    private Locator own(Screen screen, String field) {
        return screen.page()
                .locator("tr.bt-household-form [data-field='" + field + "']")
                .first();
    }

    private void differently(Screen screen, int n, String field, String choice, Map<String, String> more) {
        effort.click(row(screen, n).locator("[data-role=own]"));
        screen.page().locator("tr.bt-household-form .bf-field").first().waitFor();
        effort.click(own(screen, field)
                .locator(".bf-choice")
                .filter(new Locator.FilterOptions().setHasText(choice))
                .first()
                .locator("input"));
        more.forEach((name, text) ->
                effort.type(own(screen, name).locator("input, textarea").first(), text));
        effort.click(screen.page().locator("[data-role=keep-own]"));
        screen.page()
                .locator("tr.bt-household-form")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private void townDecides(String report) {
        try (var clerk = screen(Role.TOWN_CLERK)) {
            clerk.open("/together/UserTask_HandleTownReview");
            clerk.field("papersComplete").waitFor();
            leaveOthers(clerk, "tr[data-household]");
            answer(clerk, "papersComplete", "是");
            answer(clerk, "spotCheck", "没有抽查");
            answer(clerk, "noSpotCheckReason", "上周刚一起入过户");
            answer(clerk, "handlerOpinion", "建议纳入");
            answer(clerk, "opinion", "材料齐全，评议程序完整");
            differently(clerk, 2, "handlerOpinion", "建议不纳入", Map.of("opinion", "评议没有通过，本户有两个壮劳力"));
            clerk.picture("together-town-clerk");
            assertThat(clerk.foreign()).as("town clerk").isEmpty();
            submitAll(clerk, "提交12户");
        }
        try (var reviewer = screen(Role.TOWN_REVIEWER)) {
            reviewer.open("/together/UserTask_ReviewInTown");
            reviewer.field("townReview").waitFor();
            leaveOthers(reviewer, "tr[data-household]");
            answer(reviewer, "townReview", "同意");
            answer(reviewer, "opinion", "同意经办意见，请负责人审定");
            submitAll(reviewer, "提交12户");
        }
        try (var head = screen(Role.TOWN_HEAD)) {
            head.open("/together/UserTask_DecideInTown");
            head.field("townDecision").waitFor();
            leaveOthers(head, "tr[data-household]");
            answer(head, "townDecision", "同意");
            answer(head, "reportNumber", report);
            answer(head, "meetingOn", "");
            answer(head, "meetingPeople", "党委班子成员七人");
            upload(head, "meetingRecord", "党委会记录.png");
            differently(head, 2, "townDecision", "不予纳入", Map.of("refusalReason", "家庭有劳动力，收入可以自己解决"));
            head.picture("together-town-head");
            submitAll(head, "提交12户");
        }
    }

    private void choosePhotos(Screen screen, String name) {
        var files = screen.page().locator("main form[enctype] input[type=file]");
        for (var i = 0; i < files.count(); i++) {
            files.nth(i).setInputFiles(picture(name + i + ".png"));
            effort.clicks += 2;
        }
    }

    private void hangsThePoster(List<String> posted) {
        try (var clerk = screen(Role.TOWN_CLERK)) {
            clerk.open("/notices/posters");
            effort.click(clerk.page()
                    .locator("main table.list a[href*='village=" + County.VILLAGE + "']")
                    .first());
            var rows = clerk.page().locator("main form[method=get] tbody tr");
            rows.first().waitFor();
            if (rows.count() > posted.size()) {
                leaveOthers(clerk, "main form[method=get] tbody tr");
                clerk.press("更新公示榜");
            }
            assertThat(clerk.page().locator("input[name=task]:checked").count()).isEqualTo(posted.size());
            var places = clerk.page().locator("main form[method=post] input[name$=Place]");
            for (var i = 0; i < places.count(); i++) {
                effort.type(places.nth(i), i == 0 ? "嘎查公告栏" : "镇政府公示栏");
            }
            choosePhotos(clerk, "张贴");
            effort.type(clerk.page().locator("#postedBy"), "张贴人其木格");
            for (var check : List.of("textChecked", "householdTold", "postedNow")) {
                clerk.page().locator("input[name=" + check + "]").check();
                effort.clicks++;
            }
            clerk.picture("poster-of-eleven");
            effort.click(clerk.page()
                    .locator("main form[method=post] button[type=submit]")
                    .last());
            clerk.page().locator(".notice").first().waitFor();
            assertThat(posted)
                    .allSatisfy(id -> assertThat(county.waitsAt(id)).doesNotContain("UserTask_PublishNotice"));
        }
        county.daysPass(14);
        posted.forEach(county::fireTimers);
        try (var clerk = screen(Role.TOWN_CLERK)) {
            clerk.open("/notices/posters");
            effort.click(clerk.page()
                    .locator("main tr")
                    .filter(new Locator.FilterOptions().setHasText(posted.size() + "户"))
                    .getByText("登记期满")
                    .first());
            clerk.page().locator("input[name=stayedPosted]").first().check();
            effort.clicks++;
            choosePhotos(clerk, "期满");
            clerk.picture("poster-over");
            effort.click(clerk.page()
                    .locator("main form[method=post] button[type=submit]")
                    .last());
            clerk.page().locator(".notice").first().waitFor();
        }
        posted.forEach(county::runJobs);
        assertThat(posted)
                .allSatisfy(id -> assertThat(county.waitsAt(id)).contains("UserTask_HandleCountyConfirmation"));
    }

    /** Letters are printed at once, signed, scanned back in at once, and by that delivered; then one announcement for all. */
    private void lettersAndDeliveries(List<String> confirmed) throws IOException {
        try (var clerk = screen(Role.VILLAGE_CLERK)) {
            clerk.open("/papers/batch?kind=ENTERED");
            var form = clerk.page().locator("main form[method=post]");
            leaveOthers(clerk, "main form[method=post] tbody tr");
            assertThat(clerk.page().locator("input[name=case]:checked").count()).isEqualTo(confirmed.size());
            clerk.picture("letters");
            var fields = FormData.create().set("kind", "ENTERED");
            fields.set("_csrf", form.locator("input[name=_csrf]").inputValue());
            confirmed.forEach(id -> fields.append("case", id));
            effort.clicks++;
            var printed = clerk.page()
                    .request()
                    .post(
                            "http://localhost:" + port + "/papers/batch",
                            RequestOptions.create().setForm(fields));
            assertThat(printed.status()).isEqualTo(200);
            Files.write(Path.of("target", "screenshots", "letters.pdf"), printed.body());

            clerk.open("/papers");
            clerk.page().locator("#files").setInputFiles(new FilePayload("签字件.pdf", "application/pdf", printed.body()));
            effort.clicks += 2;
            effort.click(clerk.page().locator("main button").filter(new Locator.FilterOptions().setHasText("上传并归档")));
            clerk.page().getByText("自动归档").first().waitFor();
            clerk.picture("scans");

            clerk.open("/deliveries");
            leaveOthers(clerk, "main tbody tr");
            assertThat(clerk.page().locator("input[name=owed]:checked").count()).isEqualTo(confirmed.size());
            clerk.picture("deliveries");
            effort.click(clerk.page().getByText("按签字原件登记选中的送达"));
            clerk.page().locator(".notice.good").first().waitFor();

            clerk.open("/together/UserTask_AnnounceDecision");
            clerk.field("announcedOn").waitFor();
            leaveOthers(clerk, "tr[data-household]");
            answer(clerk, "place", "嘎查公告栏东侧");
            upload(clerk, "photos", "公告.png");
            clerk.picture("announcement");
            submitAll(clerk, "提交" + confirmed.size() + "户");
        }
    }

    private void countyDecides(String report, String document) {
        try (var clerk = screen(Role.COUNTY_CLERK)) {
            clerk.open("/lists");
            effort.click(clerk.page().getByText(report));
            clerk.page().locator("summary").first().waitFor();
            assertThat(clerk.page().locator("table.list tbody tr").count()).isEqualTo(11);
            var taken =
                    clerk.page().locator("table.list tbody tr").filter(new Locator.FilterOptions().setHasText(head(5)));
            effort.click(taken.locator("summary"));
            effort.type(taken.locator("input[name=reason]"), "车辆登记还要核实，下一批再定");
            clerk.picture("county-list");
            effort.click(taken.locator("button").filter(new Locator.FilterOptions().setHasText("移出名单")));
            clerk.page().getByText("已移出名单").first().waitFor();
            effort.click(clerk.page().getByText("一起初核（10户）"));
            clerk.field("handlerOpinion").waitFor();
            answer(clerk, "handlerOpinion", "建议确认");
            answer(clerk, "opinion", "公示无异议，材料齐全");
            clerk.picture("together-county-clerk");
            submitAll(clerk, "提交10户");
        }
        try (var reviewer = screen(Role.COUNTY_REVIEWER)) {
            reviewer.open("/lists");
            effort.click(reviewer.page().getByText(report));
            effort.click(reviewer.page().getByText("一起审核（10户）"));
            reviewer.field("countyReview").waitFor();
            answer(reviewer, "countyReview", "同意");
            answer(reviewer, "opinion", "同意，报审定人");
            submitAll(reviewer, "提交10户");
        }
        try (var head = screen(Role.COUNTY_HEAD)) {
            head.open("/lists");
            effort.click(head.page().getByText(report));
            effort.click(head.page().getByText("一起审定（10户）"));
            head.field("countyDecision").waitFor();
            answer(head, "countyDecision", "确认纳入");
            answer(head, "documentNumber", document);
            answer(head, "decidedBy", "会议研究");
            answer(head, "decidedOn", "");
            answer(head, "decidedAt", "局务会第九次会议");
            upload(head, "minutes", "会议纪要.png");
            head.picture("together-county-head");
            submitAll(head, "提交10户");
            head.open("/lists");
            head.picture("county-lists");
        }
    }
}
