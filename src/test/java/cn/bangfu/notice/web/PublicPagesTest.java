package cn.bangfu.notice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.notice.NoticePosting;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.ObjectionFinding;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PosterOutcome;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestPostgres;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What everybody sees without signing in, and what they can do there. */
@ApplicationTest
class PublicPagesTest {

    private static final String VILLAGE = "150625101204";
    private static final String CANARY = "150699198001010014";
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger ADDRESSES = new AtomicInteger(1);

    @Autowired
    private WebApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private NoticeService service;

    @Autowired
    private ObjectionService objecting;

    @Autowired
    private Notices notices;

    @Autowired
    private Objections objections;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private MockMvc anybody;
    private List<PublicNotice> poster = List.of();

    @BeforeEach
    void aPosterOfTwo() {
        anybody = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        var subjects = List.of(subject("公孙小明", "七社"), subject("公孙大明", "八社"));
        var ready = (PosterOutcome.Ready) service.poster(subjects, null);
        var photographs =
                Map.of(NoticeLevel.VILLAGE, List.of(UUID.randomUUID()), NoticeLevel.TOWN, List.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> subjects.forEach(subject -> service.publish(
                subject,
                new NoticePosting(null, photographs, ready.id()),
                People.actor(Role.TOWN_CLERK, VILLAGE.substring(0, 9)))));
        poster = subjects.stream()
                .map(subject -> notices.newest(subject.caseId()).orElseThrow())
                .toList();
    }

    @AfterEach
    void timeIsNow() {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = interval '0'")
                .update();
    }

    private NoticeSubject subject(String head, String group) {
        var caseId = CaseId.next();
        var household = HouseholdId.next();
        jdbc.sql("""
                        insert into app.household (id, number, division, village_group, registration_type, residency, origin)
                        values (?, ?, ?, ?, 'ORDINARY', 'YES', 'ADDED')
                        """)
                .params(household.value(), household.toString(), VILLAGE, group)
                .update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                        """)
                .params(
                        caseId.value(),
                        "150625-2018-" + (1_000_000 + NUMBERS.incrementAndGet()),
                        household.value(),
                        VILLAGE)
                .update();
        return new NoticeSubject(
                caseId,
                household,
                new DivisionCode(VILLAGE),
                group,
                new PersonName(head),
                3,
                MonitoringCategory.MARGINAL,
                List.of(new PersonName("公孙小宝")),
                List.of(CANARY, "13947700088"));
    }

    // ---- what is shown

    @Test
    void aNoticeIsFoundByPlaceAndNamesNobodyInFull() throws Exception {
        assertThat(page("/public")).contains("/public/places/" + VILLAGE.substring(0, 9));
        var list = page("/public/places/" + VILLAGE.substring(0, 9));
        assertThat(list)
                .contains("公**明", "七社", "八社", "/public/notices/" + poster.get(0).code());
        var notice = page("/public/notices/" + poster.get(0).code());
        assertThat(notice).contains("公**明", "七社", "边缘易致贫户", "还没有收到异议", "提出异议");
        for (var shown : List.of(
                list,
                notice,
                page("/public/posters/" + posterCode()),
                page("/public/posters/" + posterCode() + "/print"),
                page("/public/notices/" + poster.get(0).code() + "/print"))) {
            assertThat(shown)
                    .doesNotContain("公孙小明", "公孙大明", "公孙小宝", CANARY, "13947700088", "null", "??")
                    .doesNotContain("<script", "style=", "http://", "https://")
                    .doesNotContain(
                            poster.get(0).caseId().toString(),
                            poster.get(0).household().toString());
        }
    }

    @Test
    void whatIsOverIsGone() throws Exception {
        var code = poster.get(0).code();
        var pages = List.of(
                "/public/notices/" + code,
                "/public/notices/" + code + "/print",
                "/public/notices/" + code + "/poster.pdf",
                "/public/notices/" + code + "/objection",
                "/public/posters/" + posterCode(),
                "/public/posters/" + posterCode() + "/poster.pdf");
        for (var path : pages) {
            assertThat(answer(get(path)).getStatus()).as(path).isEqualTo(200);
        }
        later("7 days");
        var never = page404("/public/notices/" + PublicCode.random());
        for (var path : pages) {
            assertThat(answer(get(path)).getStatus()).as(path).isEqualTo(404);
        }
        assertThat(page404("/public/notices/" + code)).isEqualTo(never).contains("没有这条公示");
        assertThat(answer(get("/public/notices/" + code)).getHeader("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(page("/public/places/" + VILLAGE)).doesNotContain(code.value());
        assertThat(answer(objection(code, "他家有车", "9.9.9.9")).getStatus()).isEqualTo(404);
    }

    @Test
    void onePageIsAskedForAgainWithoutBeingSentAgain() throws Exception {
        var path = "/public/notices/" + poster.get(0).code();
        var first = answer(get(path));
        assertThat(first.getHeader("Cache-Control")).isEqualTo("private, no-cache");
        var tag = Objects.requireNonNull(first.getHeader("ETag"));
        assertThat(answer(get(path).header("If-None-Match", tag)).getStatus()).isEqualTo(304);
        answer(objection(poster.get(0).code(), "他家在旗里有楼房", "7.7.7.1"));
        assertThat(answer(get(path).header("If-None-Match", tag)).getStatus()).isEqualTo(200);
    }

    @Test
    void thePagesHaveRulesOfTheirOwn() throws Exception {
        var browser = new Browser(port);
        for (var path : List.of(
                "/public",
                "/public/places/" + VILLAGE,
                "/public/notices/" + poster.get(0).code(),
                "/public/application")) {
            var headers = browser.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(headers.firstValue("X-Robots-Tag").orElse("")).contains("noindex", "noarchive");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.allValues("Set-Cookie"))
                    .as("no session: %s", path)
                    .isEmpty();
        }
        assertThat(browser.get("/robots.txt").body()).contains("Disallow: /");
        assertThat(browser.get("/public/nothing-here").statusCode()).isEqualTo(404);
    }

    @Test
    void thePaperIsChineseAndLeadsToThePage() throws Exception {
        var pdf = answer(get("/public/posters/" + posterCode() + "/poster.pdf"));
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pdf.getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("拟纳入监测对象公示", "七社", "八社", "公**明")
                    .doesNotContain("公孙小明");
            assertThat(document.getDocumentInformation().getAuthor()).isNull();
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
        }
        var own = poster.get(0).code();
        for (var page : Map.of("/public/posters/" + posterCode(), posterCode(), "/public/notices/" + own, own)
                .entrySet()) {
            var printed = answer(get(page.getKey() + "/poster.pdf")).getContentAsByteArray();
            try (var document = Loader.loadPDF(printed)) {
                assertThat(new PDFTextStripper().getText(document))
                        .as("the number beside the QR code is that of the page it leads to")
                        .contains(page.getValue().grouped());
                assertThat(scanned(new PDFRenderer(document).renderImageWithDPI(0, 300)))
                        .endsWith(page.getKey());
            }
        }
        assertThat(answer(get("/public/posters/" + posterCode() + "/qr.png")).getContentAsByteArray())
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void nobodyGuessesACode() throws Exception {
        for (var i = 0; i < 200; i++) {
            assertThat(answer(get("/public/notices/" + PublicCode.random()).with(request -> {
                                request.setRemoteAddr("8.8.4." + ADDRESSES.incrementAndGet());
                                return request;
                            }))
                            .getStatus())
                    .isEqualTo(404);
        }
        for (var odd : List.of(
                "x", "..%2f", "%00", "a".repeat(5000), poster.get(0).id().toString())) {
            assertThat(new Browser(port).get("/public/notices/" + odd).statusCode())
                    .isBetween(400, 404);
        }
    }

    // ---- objections

    @Test
    void whoObjectsGetsACodeAndReadsTheAnswerWithIt() throws Exception {
        var notice = poster.get(0);
        var sent = answer(objection(notice.code(), "他家在旗里有楼房", "7.7.8.1"));
        assertThat(sent.getStatus()).isEqualTo(302);
        var receipt = Objects.requireNonNull(sent.getRedirectedUrl());
        assertThat(page(receipt)).contains("已经收到", "正在核查，这一户的办理已经停下", "不留名").doesNotContain("他家在旗里有楼房");
        assertThat(page("/public/notices/" + notice.code())).contains("已收到异议1件，其中1件正在核查");
        var investigator = People.actor(Role.COUNTY_CLERK, "150625");
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'OBJECTION_INVESTIGATOR')")
                .params(notice.caseId().value(), investigator.person().value())
                .update();
        var open = objections.individual(notice.id()).get(0);
        transaction.executeWithoutResult(status -> objecting.investigate(
                notice.caseId(),
                List.of(new ObjectionFinding(open.id(), ObjectionResult.DISMISSED, "查了登记", "楼房是亲戚的，已核实。")),
                investigator));
        assertThat(page(receipt)).contains("已核查答复：异议不成立", "楼房是亲戚的，已核实。");
        var asked = answer(
                post("/public/objections").param("code", open.code().grouped().toLowerCase()));
        assertThat(asked.getRedirectedUrl()).isEqualTo("/public/objections/" + open.code());
        assertThat(answer(post("/public/objections").param("code", "ABCD")).getContentAsString())
                .contains("没有这个编号");
    }

    @Test
    void whatIsMissingIsSaidAndNothingTypedIsLost() throws Exception {
        var answer = answer(post("/public/notices/" + poster.get(0).code() + "/objection")
                .param("id", UUID.randomUUID().toString())
                .param("kind", "INCLUSION")
                .param("text", "他家有车")
                .param("named", "true"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("实名反映的请填写姓名", "他家有车");
        assertThat(objections.individual(poster.get(0).id())).isEmpty();
    }

    @Test
    void whoIsMissingIsReportedForTheVillageAndFreezesNobody() throws Exception {
        var sent = answer(post("/public/places/" + VILLAGE + "/exclusion")
                .param("id", UUID.randomUUID().toString())
                .param("text", "西头老李家没人管" + UUID.randomUUID())
                .param("named", "false"));
        assertThat(page(Objects.requireNonNull(sent.getRedirectedUrl()))).contains("应纳未纳", "正在核实");
        assertThat(notices.find(poster.get(0).id()).orElseThrow().openObjections())
                .isZero();
        assertThat(objections.exclusions(cn.bangfu.access.DivisionScope.of(new DivisionCode(VILLAGE))))
                .isNotEmpty();
    }

    @Test
    void anotherSiteCannotMakeAVisitorObject() throws Exception {
        var code = poster.get(0).code();
        assertThat(answer(objection(code, "x", "7.7.9.1").header("Sec-Fetch-Site", "cross-site"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(objection(code, "x", "7.7.9.1")
                                .header("Origin", "https://evil.example")
                                .header("Host", "localhost"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(objections.individual(poster.get(0).id())).isEmpty();
    }

    @Test
    void aFloodNeitherBlocksTheCaseNorLosesTheTrueOne() throws Exception {
        var notice = poster.get(0);
        var flood = Integer.getInteger("bangfu.flood", 500);
        var flooded = System.nanoTime();
        var answers = new AtomicInteger();
        var broken = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(8);
        for (var i = 0; i < flood; i++) {
            var number = i;
            pool.execute(() -> {
                try {
                    var reply = answer(objection(notice.code(), "刷屏" + number, "6.6." + number % 50 + ".1"));
                    (reply.getStatus() == 302 ? answers : broken).incrementAndGet();
                } catch (Exception e) {
                    broken.incrementAndGet();
                }
            });
        }
        while (answers.get() + broken.get() < flood / 2) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        var begin = System.nanoTime();
        var fromWithin = answer(objection(notice.code(), "真正的异议：他家有三辆车", "6.6.7.1")
                .param("named", "true")
                .param("name", "李四"));
        var waited = (System.nanoTime() - begin) / 1e9;
        var fromOutside = answer(objection(notice.code(), "另一个真正的异议", "5.5.5.5"));
        pool.shutdown();
        assertThat(pool.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        var seconds = (System.nanoTime() - flooded) / 1e9;
        assertThat(broken.get()).isZero();
        assertThat(fromWithin.getStatus()).isEqualTo(302);
        assertThat(fromOutside.getStatus()).isEqualTo(302);
        assertThat(waited).as("seconds that the true objector waited").isLessThan(5);
        var kept = jdbc.sql("select count(*) from app.objection where notice_id = ?")
                .param(notice.id().value())
                .query(Integer.class)
                .single();
        assertThat(kept).isEqualTo(flood + 2);
        assertThat(page("/public/notices/" + notice.code()))
                .as("the counter is the table")
                .contains("已收到异议" + kept + "件");
        System.out.printf(
                "flood: %d objections from 50 addresses in %.1f s (%.0f/s), the true one waited %.3f s%n",
                flood, seconds, flood / seconds, waited);
        var individual = objections.individual(notice.id());
        assertThat(individual).hasSizeBetween(3, 52);
        assertThat(individual.get(0).content().text()).as("named ones first").isEqualTo("真正的异议：他家有三辆车");
        assertThat(individual)
                .anySatisfy(one -> assertThat(one.content().text()).isEqualTo("另一个真正的异议"));

        var investigator = People.actor(Role.COUNTY_CLERK, "150625");
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'OBJECTION_INVESTIGATOR')")
                .params(notice.caseId().value(), investigator.person().value())
                .update();
        var findings = new ArrayList<ObjectionFinding>();
        individual.forEach(one -> findings.add(finding(one.id())));
        objections.groups(notice.id()).forEach(group -> findings.add(finding(group.first())));
        assertThat(findings).as("rows that the county answers").hasSizeLessThan(54);
        transaction.executeWithoutResult(status -> objecting.investigate(notice.caseId(), findings, investigator));
        assertThat(notices.find(notice.id()).orElseThrow().openObjections()).isZero();
        var codes = new HashSet<PublicCode>();
        objections.grouped(notice.id(), ObjectionKind.INCLUSION, 0, 10).forEach(one -> codes.add(one.code()));
        for (var code : codes) {
            assertThat(page("/public/objections/" + code)).contains("经核查不属实。");
        }
    }

    private static ObjectionFinding finding(cn.bangfu.notice.ObjectionId id) {
        return new ObjectionFinding(id, ObjectionResult.DISMISSED, "逐件看过", "经核查不属实。");
    }

    @Test
    void oneAddressCannotKeepThePagesBusy() throws Exception {
        var limits = new PublicLimits(60, 5, 2);
        for (var i = 0; i < 5; i++) {
            assertThat(limits.allows(PublicLimits.Use.OBJECT, "1.1.1.1")).isTrue();
        }
        assertThat(limits.allows(PublicLimits.Use.OBJECT, "1.1.1.1")).isFalse();
        assertThat(limits.allows(PublicLimits.Use.READ, "1.1.1.1")).isTrue();
        assertThat(limits.allows(PublicLimits.Use.OBJECT, "1.1.1.2")).isTrue();
    }

    // ---- how it is done

    private static String scanned(BufferedImage page) throws NotFoundException, ChecksumException, FormatException {
        var width = page.getWidth();
        var height = page.getHeight();
        var light = new RGBLuminanceSource(width, height, page.getRGB(0, 0, width, height, null, 0, width));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private PublicCode posterCode() {
        return Objects.requireNonNull(poster.get(0).batch().code());
    }

    private static MockHttpServletRequestBuilder objection(PublicCode code, String text, String address) {
        return post("/public/notices/" + code + "/objection")
                .param("id", UUID.randomUUID().toString())
                .param("kind", "INCLUSION")
                .param("text", text)
                .with(request -> {
                    if (request.getParameter("named") == null) {
                        request.addParameter("named", "false");
                    }
                    request.setRemoteAddr(address);
                    return request;
                });
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return anybody.perform(request).andReturn().getResponse();
    }

    private String page(String path) throws Exception {
        var answer = answer(get(path));
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private String page404(String path) throws Exception {
        var answer = answer(get(path));
        assertThat(answer.getStatus()).as(path).isEqualTo(404);
        return answer.getContentAsString();
    }

    private void later(String time) throws InterruptedException {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = offset_by + '" + time + "'")
                .update();
        // Copies are a few seconds old at most; what they show never outlives its end by the real clock.
        TimeUnit.MILLISECONDS.sleep(2_100);
    }
}
