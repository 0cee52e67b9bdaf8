package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.notice.PublicNoticeProcess.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** One poster for several households, from the town's page: posted in one act, taken down in one. */
@ApplicationTest
class PosterFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Notices notices;

    @Autowired
    private ObjectionService objections;

    @Autowired
    private LegalClock clock;

    @Autowired
    private TransactionTemplate transaction;

    private County county;
    private Browser town;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        town = new Browser(port).signIn(county.official(Role.TOWN_CLERK).username(), TestOfficers.PASSWORD);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    @Test
    void householdsOfAVillageArePostedAndTakenDownTogether() throws IOException, InterruptedException {
        var cases = List.of(untilNotice(1950, "同榜甲户"), untilNotice(1951, "同榜乙户"));
        var page = town.get("/notices/posters/new?village=" + County.VILLAGE).body();
        assertThat(page).contains("同榜甲户", "同榜乙户", "打印公示榜", "拟纳入监测对象公示");
        var chosen = tasks(cases, Elements.PUBLISH_NOTICE);
        var query = "?village=" + County.VILLAGE + "&task=" + chosen.get(0) + "&task=" + chosen.get(1);
        try (var paper = Loader.loadPDF(bytes("/notices/posters/new.pdf" + query))) {
            assertThat(new PDFTextStripper().getText(paper)).contains("同榜甲户", "同榜乙户", "边缘易致贫户");
        }
        var form = town.get("/notices/posters/new" + query).body();
        var without = post("/notices/posters", form, Map.of("village", County.VILLAGE), chosen, List.of());
        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(cases)
                .allSatisfy(caseId -> assertThat(county.waitsAt(caseId)).containsExactly(Elements.PUBLISH_NOTICE));

        hung(form, chosen);
        var first = notice(cases.get(0));
        assertThat(notice(cases.get(1)).batch().id()).isEqualTo(first.batch().id());
        assertThat(notice(cases.get(1)).legalEnd()).isEqualTo(first.legalEnd());
        assertThat(county.one("""
                        select count(*)::text from app.notice_photograph p join app.public_notice n on n.batch_id = p.batch_id
                        where n.case_id = ?
                        """, cases.get(0))).as("one set of photographs").isEqualTo("2");
        assertThat(new Browser(port)
                        .get("/public/posters/" + first.batch().code())
                        .body())
                .contains("同**户")
                .doesNotContain("同榜甲户");

        county.daysPass(7);
        cases.forEach(county::fireTimers);
        var closing =
                town.get("/notices/posters/" + first.batch().id() + "/close").body();
        assertThat(closing).contains("同榜甲户", "同榜乙户");
        var ended = post(
                "/notices/posters/" + first.batch().id() + "/close",
                closing,
                Map.of("stayedPosted", "YES", "key", UUID.randomUUID().toString()),
                tasks(cases, Elements.CLOSE_NOTICE),
                List.of("villagePhotos", "townPhotos"));
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(302);
        assertThat(cases).allSatisfy(caseId -> assertThat(county.waitsAt(caseId))
                .containsExactly("UserTask_HandleCountyConfirmation"));
    }

    @Test
    void aTextThatWasWrongTakesTheWholePosterDown() throws IOException, InterruptedException {
        var cases = List.of(untilNotice(1952, "错榜甲户"), untilNotice(1953, "错榜乙户"));
        var chosen = tasks(cases, Elements.PUBLISH_NOTICE);
        hung(town.get("/notices/posters/new?village=" + County.VILLAGE).body(), chosen);
        var objection =
                new NewObjection(ObjectionKind.TEXT, ObjectionWay.VISIT, clock.today(), "人口写错了。", false, null, null);
        transaction.executeWithoutResult(status -> objections.object(
                CaseId.of(cases.get(0)), objection, People.actor(Role.VILLAGE_CLERK, County.VILLAGE)));
        var clerk = county.official(Role.COUNTY_CLERK);
        var rows = clerk.get("/api/tasks/" + clerk.task(cases.get(0), Elements.INVESTIGATE_OBJECTION) + "/form")
                .body()
                .at("/values/objections");
        ((ObjectNode) rows.get(0)).put("finding", "UPHELD");
        county.does(
                cases.get(0),
                Role.COUNTY_CLERK,
                Elements.INVESTIGATE_OBJECTION,
                Map.of("objections", rows, "investigators", "核查人甲、核查人乙", "objectionResult", "CORRECTED"));
        county.runJobs(cases.get(1));
        assertThat(cases)
                .as("also the household that nobody objected to")
                .allSatisfy(caseId -> assertThat(county.waitsAt(caseId)).containsExactly(Elements.PUBLISH_NOTICE));
    }

    private void hung(String page, List<String> chosen) throws IOException, InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("village", County.VILLAGE);
        fields.put("villagePlace", "村委会门口公示栏");
        fields.put("townPlace", "镇政府公示栏");
        fields.put("postedBy", "张贴人");
        fields.put("textChecked", "true");
        fields.put("householdTold", "true");
        fields.put("postedNow", "true");
        fields.put("key", UUID.randomUUID().toString());
        var posted = post("/notices/posters", page, fields, chosen, List.of("villagePhotos", "townPhotos"));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(302);
    }

    private List<String> tasks(List<String> cases, String element) {
        return cases.stream()
                .map(caseId -> county.official(Role.TOWN_CLERK).task(caseId, element))
                .toList();
    }

    private PublicNotice notice(String caseId) {
        return notices.newest(CaseId.of(caseId)).orElseThrow();
    }

    private byte[] bytes(String path) {
        return town.bytes(path);
    }

    /** As a browser sends a form with files. */
    private HttpResponse<String> post(
            String path, String page, Map<String, String> fields, List<String> tasks, List<String> files)
            throws IOException, InterruptedException {
        var boundary = "-----" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        var all = new ArrayList<Map.Entry<String, String>>(fields.entrySet());
        tasks.forEach(task -> all.add(Map.entry("task", task)));
        all.add(Map.entry("_csrf", Browser.tokenIn(page)));
        for (var field : all) {
            body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(boundary, field.getKey(), field.getValue()))
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (var file : files) {
            body.writeBytes(
                    ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"榜.png\"\r\nContent-Type: image/png\r\n\r\n"
                                    .formatted(boundary, file))
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(Official.PICTURE);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return town.post(path, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private String untilNotice(int year, String head) {
        return NoticeCases.untilNotice(county, head, year);
    }
}
