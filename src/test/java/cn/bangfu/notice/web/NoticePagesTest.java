package cn.bangfu.notice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Post;
import cn.bangfu.access.PostId;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.household.Households;
import cn.bangfu.household.People;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.NoticePosting;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublishOutcome;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.testing.ApplicationTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Notices and objections as officials see them. */
@ApplicationTest
class NoticePagesTest {

    private static final String VILLAGE = "150625101203";
    private static final String OTHER_VILLAGE = "150625101204";
    private static final String TOWN = "150625101";
    private static final String SAID = "他家在旗里有楼房和轿车";

    @Autowired
    private WebApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private NoticeService notices;

    @Autowired
    private DeliveryService deliveries;

    @Autowired
    private Objections objections;

    @Autowired
    private Households households;

    @Autowired
    private List<HouseholdFileSection> sections;

    @Autowired
    private TransactionTemplate transaction;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final CaseId caseId = CaseId.next();
    private final HouseholdId household = HouseholdId.next();
    private MockMvc browser;

    @BeforeEach
    void aNotice() {
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        jdbc.sql("""
                        insert into app.household (id, number, division, village_group, registration_type, residency, origin)
                        values (?, ?, ?, '七社', 'ORDINARY', 'YES', 'ADDED')
                        """).params(household.value(), household.toString(), VILLAGE).update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                        """)
                .params(
                        caseId.value(),
                        "150625-2019-" + (1_000_000 + NUMBERS.incrementAndGet()),
                        household.value(),
                        VILLAGE)
                .update();
        var subject = new NoticeSubject(
                caseId,
                household,
                new DivisionCode(VILLAGE),
                "七社",
                new PersonName("公示测试户主"),
                3,
                MonitoringCategory.MARGINAL,
                List.of(),
                List.of());
        var photographs =
                Map.of(NoticeLevel.VILLAGE, List.of(UUID.randomUUID()), NoticeLevel.TOWN, List.of(UUID.randomUUID()));
        var outcome = transaction.execute(status ->
                notices.publish(subject, new NoticePosting(null, photographs), People.actor(Role.TOWN_CLERK, TOWN)));
        assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    }

    @Test
    void whatIsUnderWayIsListedInItsOwnVillageOnly() throws Exception {
        var link = "/cases/" + caseId + "/objections";
        assertThat(page("/notices", village(Role.VILLAGE_CLERK)))
                .contains(link, "七社", "边缘易致贫户", "公示中", "剩", "登记异议")
                .doesNotContain("null", "??", "MARGINAL");
        assertThat(page("/notices", signedIn(Role.VILLAGE_CLERK, OTHER_VILLAGE, OfficeKind.VILLAGE)))
                .doesNotContain(link);
        assertThat(page("/notices", county(Role.COUNTY_HEAD))).contains(link, "看异议");
        assertThat(status(get("/notices").with(county(Role.ADMINISTRATOR)))).isEqualTo(403);
        assertThat(status(get(link).with(signedIn(Role.VILLAGE_CLERK, OTHER_VILLAGE, OfficeKind.VILLAGE))))
                .isEqualTo(403);
    }

    @Test
    void anObjectionIsTakenDownAndTheObjectorGetsAReceipt() throws Exception {
        var answer = browser.perform(objecting().with(village(Role.VILLAGE_CLERK)))
                .andReturn()
                .getResponse();
        var receipt = Objects.requireNonNull(answer.getRedirectedUrl());
        assertThat(receipt).endsWith("/receipt");
        var objection = objections.of(caseId).get(0);
        assertThat(page(receipt, village(Role.VILLAGE_CLERK)))
                .contains(objection.code().grouped(), "来访（实名）", "异议回执", "凭编号询问答复")
                .doesNotContain(SAID, "李四", "13800001111");
        assertThat(page("/cases/" + caseId + "/objections", village(Role.VILLAGE_CLERK)))
                .contains("异议核查中", objection.code().grouped())
                .doesNotContain(SAID, "李四");
        assertThat(page("/cases/" + caseId + "/objections", county(Role.COUNTY_CLERK)))
                .contains(SAID)
                .doesNotContain("李四", "13800001111");
        assertThat(jdbc.sql(
                                "select count(*) from app.clock_stop where case_id = ? and reason = 'OBJECTION' and resumed_at is null")
                        .param(caseId.value())
                        .query(Integer.class)
                        .single())
                .as("the total clock stands still")
                .isEqualTo(1);
    }

    @Test
    void whatWasTypedIsNotLostWhenSomethingIsMissing() throws Exception {
        var page = browser.perform(objecting().param("receivedOn", "2099-01-01").with(village(Role.VILLAGE_CLERK)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("收到日期不能晚于今天", SAID, "李四");
        assertThat(objections.of(caseId)).isEmpty();
    }

    @Test
    void whoTakesNoObjectionsIsRefused() throws Exception {
        assertThat(status(objecting().with(village(Role.VILLAGE_CHAIR)))).isEqualTo(403);
        assertThat(status(objecting().with(county(Role.AUDITOR)))).isEqualTo(403);
        assertThat(status(objecting().with(signedIn(Role.VILLAGE_CLERK, OTHER_VILLAGE, OfficeKind.VILLAGE))))
                .isEqualTo(403);
        assertThat(status(post("/cases/" + caseId + "/objections").with(village(Role.VILLAGE_CLERK))))
                .as("without the session's token")
                .isEqualTo(403);
        assertThat(objections.of(caseId)).isEmpty();
    }

    @Test
    void thePosterIsPrintedAsItHangs() throws Exception {
        assertThat(page("/cases/" + caseId + "/poster", village(Role.VILLAGE_CLERK)))
                .contains("拟纳入监测对象公示", "户主：公示测试户主", "公示编号：", "24时止", "（盖章）", "/assets/notice.css");
    }

    @Test
    void somebodyMissingIsReportedAndAnsweredByTheTown() throws Exception {
        var answer = browser.perform(post("/notices/exclusions")
                        .param("village", VILLAGE)
                        .param("way", "HOTLINE")
                        .param("text", "西头还有一户更困难")
                        .param("named", "false")
                        .with(csrf())
                        .with(village(Role.VILLAGE_CLERK)))
                .andReturn()
                .getResponse();
        var id = Objects.requireNonNull(answer.getRedirectedUrl())
                .replace("/objections/", "")
                .replace("/receipt", "");
        assertThat(objections.of(caseId)).as("freezes nobody").isEmpty();
        assertThat(status(get("/objections/" + id + "/answer").with(village(Role.VILLAGE_CLERK))))
                .isEqualTo(403);
        var town = signedIn(Role.TOWN_CLERK, TOWN, OfficeKind.TOWN);
        assertThat(page("/objections/" + id + "/answer", town)).contains("西头还有一户更困难", "12345热线（匿名）");
        assertThat(browser.perform(post("/objections/" + id + "/answer")
                                .param("result", "CLUE")
                                .param("finding", "已入户看过")
                                .param("answer", "已作为线索核实。")
                                .with(csrf())
                                .with(town))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/notices");
        assertThat(page("/notices", town)).contains("已作为线索办理");
    }

    @Test
    void theTownKeepsWhomToTurnTo() throws Exception {
        var town = signedIn(Role.TOWN_CLERK, TOWN, OfficeKind.TOWN);
        var contact = post("/notices/contact").param("town", TOWN).param("contact", "民政办 0477-6621188");
        assertThat(status(contact.with(csrf()).with(village(Role.VILLAGE_CLERK))))
                .isEqualTo(403);
        browser.perform(contact.with(csrf()).with(town));
        assertThat(page("/notices", town)).contains("民政办 0477-6621188");
    }

    @Test
    void theHouseholdsFileShowsNoticesAndDeliveries() {
        deliveries.owe(caseId, household, DeliveryKind.REFUSED, Instant.parse("2020-01-01T00:00:00Z"));
        var reader = officer(Role.VILLAGE_CLERK, VILLAGE, OfficeKind.VILLAGE);
        var file = sections.stream()
                .flatMap(section -> section.of(households.require(household), reader).stream())
                .filter(section ->
                        section.title().equals("公示与异议") || section.title().equals("送达与公告"))
                .toList();
        assertThat(file).hasSize(2).allSatisfy(section -> assertThat(section.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(section.headings())));
        assertThat(file.toString()).contains("不予纳入告知书", "逾期未送达", "/cases/" + caseId + "/objections");
        var stranger = officer(Role.VILLAGE_CLERK, OTHER_VILLAGE, OfficeKind.VILLAGE);
        assertThat(sections.stream()
                        .flatMap(section -> section.of(households.require(household), stranger).stream())
                        .map(HouseholdFileSection.Section::title))
                .doesNotContain("公示与异议", "送达与公告");
    }

    @Test
    void theHomePageSaysWhatIsUnderWay() throws Exception {
        assertThat(page("/", signedIn(Role.TOWN_CLERK, TOWN, OfficeKind.TOWN))).contains("公示与异议");
    }

    private MockHttpServletRequestBuilder objecting() {
        return post("/cases/" + caseId + "/objections")
                .param("kind", "INCLUSION")
                .param("way", "VISIT")
                .param("text", SAID)
                .param("named", "true")
                .param("name", "李四")
                .param("contact", "13800001111")
                .with(csrf());
    }

    private String page(String path, RequestPostProcessor who) throws Exception {
        MockHttpServletResponse answer =
                browser.perform(get(path).with(who)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return browser.perform(request).andReturn().getResponse().getStatus();
    }

    private static RequestPostProcessor village(Role role) {
        return signedIn(role, VILLAGE, OfficeKind.VILLAGE);
    }

    private static RequestPostProcessor county(Role role) {
        return signedIn(role, "150625", role == Role.AUDITOR ? OfficeKind.AUDIT : OfficeKind.COUNTY);
    }

    private static RequestPostProcessor signedIn(Role role, String division, OfficeKind kind) {
        return authentication(
                UsernamePasswordAuthenticationToken.authenticated(officer(role, division, kind), null, List.of()));
    }

    private static SignedInOfficer officer(Role role, String division, OfficeKind kind) {
        var office = new Office(OfficeId.next(), kind, new DivisionCode(division), null, "某单位");
        var post = new Post(new PostId(UUID.randomUUID()), office, role, Instant.EPOCH, null);
        return new SignedInOfficer(
                new OfficerId(UUID.randomUUID()), new PersonId(UUID.randomUUID()), "guan", "某人", List.of(post), false);
    }
}
