package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import cn.bangfu.access.Department;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A household whose wage earner has fallen ill, from the start form to assigned assistance, every step by the official whose step it
 * is, in Tasklist. What is told about the household on the way is recognizable, and is looked for afterwards where it must not be.
 */
@BrowserTest
class FromStartFormToAssistanceBrowserTest {

    private static final String HEAD = "珠拉其其格玛";
    private static final String PHONE = "13947700099";
    private static final String ACCOUNT = "6217000000000099017";
    private static final String ILLNESS = "尿毒症";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Divisions divisions;

    private final Map<String, Screen> screens = new LinkedHashMap<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("cn.bangfu");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Browser browser;
    private County county;
    private String caseId = "";
    private int steps;

    @BeforeEach
    void officials(Browser chromium) {
        browser = chromium;
        county = new County(port, officers, engine, database);
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leave() {
        root.detachAppender(log);
        ours.setLevel(null);
        screens.values().forEach(Screen::close);
        county.timeIsNow();
    }

    @Test
    void everybodyDoesTheirPartAndNobodyElseLearnsOfIt() {
        var number = County.identityNumber(1972);
        apply(number);
        does(Role.COUNTY_CLERK, "补充政策状态", answers("policyStatus", "一般农户"));
        does(county.department(Department.CIVIL_AFFAIRS), "落实应急救助", answers("relief", "救助已到位"));
        does(Role.VILLAGE_CLERK, "入户核实", visit());
        strangersSeeNothing(number);
        does(
                Role.TOWN_CLERK,
                "复核疑点和收入",
                answers("gapsAccepted", "", "recounted", "否", "findingsAccepted", "疑点已说明清楚，往下办"));
        does(Role.VILLAGE_CHAIR, "民主评议", meeting());
        does(Role.TOWN_CLERK, "苏木镇初核", answers("spotCheck", "没有抽查", "handlerOpinion", "建议纳入", "category", "边缘易致贫户"));
        does(Role.TOWN_REVIEWER, "苏木镇审核", answers("townReview", "同意，报负责人审定"));
        does(
                Role.TOWN_HEAD,
                "苏木镇审定",
                answers("townDecision", "同意纳入，进行公示", "category", "边缘易致贫户", "reportNumber", "巴政发〔2026〕1号"));
        does(Role.TOWN_CLERK, "张贴公示", answers("villagePhotos", "村里.png", "townPhotos", "乡镇.png"));
        assertThat(county.waitsAt(caseId)).as("the notice runs").isEmpty();
        county.daysPass(10);
        county.fireTimers(caseId);
        does(
                Role.TOWN_CLERK,
                "公示结束",
                answers("villageEndPhotos", "村里.png", "townEndPhotos", "乡镇.png", "stayedPosted", "是"));
        does(Role.COUNTY_CLERK, "旗级初核", answers("handlerOpinion", "建议确认纳入"));
        does(Role.COUNTY_REVIEWER, "旗级审核", answers("countyReview", "同意，报审定人"));
        does(
                Role.COUNTY_HEAD,
                "旗级审定",
                answers(
                        "countyDecision", "确认纳入",
                        "category", "边缘易致贫户",
                        "mainRisk", "因病",
                        "documentNumber", "杭农牧发〔2026〕1号"));
        does(Role.VILLAGE_CLERK, "公告并送达", answers());
        does(Role.COUNTY_CLERK, "回填国家编号", answers("nationalNumber", "N" + caseId.substring(0, 8)));
        does(Role.TOWN_CLERK, "确定帮扶责任人", answers("name", "孟克", "phone", "13847700001"));
        does(Role.TOWN_CLERK, "制定帮扶方案", answers("householdAgrees", "是"));
        while (!county.leadDepartments(caseId).isEmpty()) {
            var lead = county.leadDepartments(caseId).get(0);
            does(county.department(Department.valueOf(lead)), "接受帮扶措施", answers("accepted", "接受，由本部门落实"));
        }
        does(Role.VILLAGE_CLERK, "送达帮扶方案", answers("householdConfirms", "农户认可"));
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("ASSISTED");
        nothingIsToldWhereItMustNotBe(List.of(HEAD, number, PHONE, ACCOUNT, ILLNESS));
    }

    private void apply(String number) {
        var village = screen(county.official(Role.VILLAGE_CLERK));
        village.openNewCase("申请", null);
        assertThat(village.foreign()).as("new case").isEmpty();
        village.answer(Map.ofEntries(
                Map.entry("applicantName", HEAD),
                Map.entry("contactPhone", PHONE),
                Map.entry("permanentResident", "常住"),
                Map.entry("name", HEAD),
                Map.entry("relation", "户主"),
                Map.entry("identityNumber", number),
                Map.entry("change", "新增（名册里没有）"),
                Map.entry("consent", "本人已签字授权"),
                Map.entry("difficulty", ILLNESS + "透析，每月自费三千，欠款八万，低保存折" + ACCOUNT),
                Map.entry("risks", "因病"),
                Map.entry("relativesInOffice", "否"),
                Map.entry("writtenBy", "申请人本人")));
        village.complete();
        caseId = village.caseOfMessage();
        county.runJobs(caseId);
    }

    private void does(Role role, String task, Map<String, String> said) {
        does(county.official(role), task, said);
    }

    /** One step in Tasklist: what is not said is filled in with something that fits. */
    private void does(Official official, String task, Map<String, String> said) {
        var screen = screen(official);
        var caseNumber = county.one("select number from app.identification_case where id = ?", caseId);
        screen.liveOn(county.today());
        var card = screen.openTask(caseNumber, task);
        assertThat(card)
                .as("card of %s", task)
                .contains("案件编号", caseNumber, "乌吉尔嘎查", HEAD, "办理期限", "全案期限")
                .doesNotContain(ILLNESS, PHONE);
        assertThat(screen.foreign()).as("not Chinese at %s", task).isEmpty();
        var words = divisions.words(new DivisionCode(County.VILLAGE));
        screen.answer(inTheirOrder(said, words::say));
        screen.picture("flow/%02d-%s".formatted(++steps, task));
        screen.complete();
        county.runJobs(caseId);
    }

    /** The county's clerk has a browser that was bought abroad. */
    private Screen screen(Official official) {
        return screens.computeIfAbsent(official.username(), username -> {
            var abroad = username.equals(county.official(Role.COUNTY_CLERK).username());
            var screen = new Screen(browser, port, abroad ? "en-US" : "zh-CN");
            screen.signIn(username, TestOfficers.PASSWORD);
            return screen;
        });
    }

    /** A village that it does not concern finds no task, no household and no page of it. */
    private void strangersSeeNothing(String number) {
        var neighbour = screen(county.inOtherVillage(Role.VILLAGE_CLERK));
        neighbour.openTasklist();
        neighbour.page().getByText("没有符合条件的任务").waitFor();
        assertThat(neighbour.page().locator("li.task").count()).isZero();
        for (var told : List.of(HEAD, number, PHONE)) {
            neighbour.open("/search");
            neighbour.search(told);
            assertThat(neighbour.page().locator("main").innerText()).doesNotContain("/cases/", "乌吉尔嘎查");
        }
        neighbour.open("/cases/" + caseId);
        assertThat(neighbour.page().locator("body").innerText()).doesNotContain(HEAD, number, PHONE);
        var own = screen(county.official(Role.VILLAGE_CLERK));
        own.open("/search");
        own.search(number);
        assertThat(own.page().locator("main").innerText()).contains(HEAD).doesNotContain(number);
    }

    private void nothingIsToldWhereItMustNotBe(List<String> told) {
        assertThat(county.engineKnows(told)).as("the engine's tables").isEmpty();
        assertThat(county.engineKnows(List.of(caseId)))
                .as("the search finds what is there")
                .isNotEmpty();

        var lines = List.copyOf(log.list).stream()
                .map(FromStartFormToAssistanceBrowserTest::line)
                .toList();
        assertThat(lines).as("lines of the log").anyMatch(line -> line.contains("signed in"));
        assertThat(lines).noneMatch(line -> told.stream().anyMatch(line::contains));

        var addresses = new ArrayList<String>();
        screens.values().forEach(screen -> screen.addresses().stream()
                .map(address -> URLDecoder.decode(address, StandardCharsets.UTF_8))
                .forEach(addresses::add));
        assertThat(addresses).as("addresses").anyMatch(address -> address.contains(caseId));
        assertThat(addresses).noneMatch(address -> told.stream().anyMatch(address::contains));
    }

    private static String line(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                + (thrown == null ? "" : " " + ThrowableProxyUtil.asString(thrown));
    }

    /** As the form says it in this county. */
    private static Map<String, String> inTheirOrder(Map<String, String> said, UnaryOperator<String> words) {
        var answers = new LinkedHashMap<String, String>();
        said.forEach((key, value) -> answers.put(key, words.apply(value)));
        return answers;
    }

    /** In this order: a question may show another one. */
    private static Map<String, String> answers(String... keysAndValues) {
        var answers = new LinkedHashMap<String, String>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            answers.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return answers;
    }

    private static Map<String, String> visit() {
        return answers(
                "visitedAt", "00:01",
                "crops", "5000",
                "compliantSelfPay", "36000",
                "previousNetIncomePerHead", "9000",
                "foodAndClothing", "不愁",
                "housing", "安全",
                "water", "安全",
                "suddenEvent", "没有",
                "mainRisk", "因病",
                "copes", "不能",
                "basicLifeHardship", "否",
                "permanentResident", "常住");
    }

    private static Map<String, String> meeting() {
        return answers(
                "heldAt", "00:02",
                "meetingKind", "村民代表会议",
                "chair", "甲某",
                "recorder", "乙某",
                "entitled", "30",
                "present", "20",
                "villageReviewResult", "同意上报",
                "inFavour", "18",
                "against", "2",
                "abstained", "0");
    }
}
