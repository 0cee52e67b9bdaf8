package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Papers are printed, signed, come back, and what is owed is delivered. */
@ApplicationTest
class PapersFlowTest {

    private static final Pattern CODE = Pattern.compile("识别码：([0-9A-Z]{4}-[0-9A-Z]{4})");

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private Officers accounts;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private WebApplicationContext application;

    private County county;
    private MockMvc browser;
    private Official clerk;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        clerk = county.official(Role.VILLAGE_CLERK);
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    private RequestPostProcessor as(Official official) {
        var account = accounts.byUsername(official.username()).orElseThrow();
        var officer = new SignedInOfficer(
                account.id(), account.person(), account.username(), account.name(), account.posts(), false);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
    }

    private MockHttpServletResponse page(Official official, String path) throws Exception {
        return browser.perform(get(path).with(as(official))).andReturn().getResponse();
    }

    private byte[] print(Official official, String caseId, String kind) throws Exception {
        var printed = browser.perform(post("/cases/" + caseId + "/papers/" + kind)
                        .with(as(official))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(printed.getStatus()).isEqualTo(302);
        var pdf = page(official, printed.getRedirectedUrl()).getContentAsByteArray();
        look(kind, pdf);
        return pdf;
    }

    /** For somebody who wants to see them: {@code BANGFU_LOOK=folder}. */
    private static void look(String kind, byte[] pdf) throws IOException {
        var folder = System.getenv("BANGFU_LOOK");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            ImageIO.write(
                    image(pdf),
                    "png",
                    Path.of(folder, "printed-" + kind + ".png").toFile());
        }
    }

    private String opensCase(String head, Map<String, Object> more) {
        var answers = new HashMap<>(county.application(head, County.identityNumber(1961), "BUSINESS_FAILURE"));
        answers.putAll(more);
        var caseId = county.opensCase(answers);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        return caseId;
    }

    @Test
    void theSamePaperKeepsItsNumberAndAChangedOneGetsANewOne() throws Exception {
        var caseId = opensCase("文书户甲", Map.of());
        var before = text(print(clerk, caseId, "VISIT"));
        assertThat(before).contains("入户核实表", "文书户甲", "外出务工收入");
        assertThat(code(text(print(clerk, caseId, "VISIT")))).isEqualTo(code(before));
        var visit = new HashMap<>(FromApplicationToAssistanceTest.visit());
        visit.put("crops", "7654");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        var after = text(print(clerk, caseId, "VISIT"));
        assertThat(after).contains("7,654.00").doesNotContain("外出务工收入");
        assertThat(code(after)).isNotEqualTo(code(before));
    }

    @Test
    void aPaperBelongsToItsPartOfTheCounty() throws Exception {
        var caseId = opensCase("文书户乙", Map.of());
        var code = code(text(print(clerk, caseId, "RECEIPT")));
        var stranger = county.inOtherVillage(Role.VILLAGE_CLERK);
        assertThat(page(stranger, "/cases/" + caseId + "/papers").getStatus()).isEqualTo(404);
        assertThat(page(stranger, "/papers/find?code=" + code).getRedirectedUrl())
                .isEqualTo("/papers");
        assertThat(page(clerk, "/papers/find?code=" + code.toLowerCase(Locale.ROOT))
                        .getRedirectedUrl())
                .isEqualTo("/cases/" + caseId + "/papers");
        var chair = county.official(Role.VILLAGE_CHAIR);
        assertThat(page(chair, "/cases/" + caseId + "/papers").getContentAsString())
                .doesNotContain("/papers/VISIT", "入户核实表");
        assertThat(page(chair, "/cases/" + caseId + "/papers/VISIT/preview").getStatus())
                .isEqualTo(403);
    }

    @Test
    void signedScansFindTheirCasesWhicheverWayTheyLie() throws Exception {
        var one = opensCase("文书户丙", Map.of());
        var other = opensCase("文书户丁", Map.of());
        var photograph = jpeg(turned(image(print(clerk, one, "RECEIPT")), 90));
        var scan = pdf(List.of(
                turned(image(print(clerk, other, "RECEIPT")), 180),
                image(print(clerk, one, "VISIT")),
                new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB)));
        var sent = browser.perform(multipart("/papers/scans")
                        .file(new MockMultipartFile("files", "照片.jpg", "image/jpeg", photograph))
                        .file(new MockMultipartFile("files", "扫描.pdf", "application/pdf", scan))
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn();
        assertThat(sent.getFlashMap().get("assigned")).isEqualTo(3L);
        assertThat(page(clerk, "/cases/" + one + "/papers").getContentAsString())
                .contains("第1页")
                .doesNotContain("还没有打印过");
        assertThat(turnedOf(one)).containsExactlyInAnyOrder(270, 0);
        assertThat(turnedOf(other)).containsExactly(180);
        var household = county.one("select household_id::text from app.identification_case where id = ?", other);
        assertThat(page(clerk, "/households/" + household).getContentAsString()).contains("签字原件", "1页");

        // The black page has no code: somebody says whose it is.
        var waiting = page(clerk, "/papers").getContentAsString();
        var scanId = Pattern.compile("/papers/scans/([0-9a-f-]{36})/picture").matcher(waiting);
        assertThat(scanId.find()).isTrue();
        var picture = page(clerk, "/papers/scans/" + scanId.group(1) + "/picture");
        assertThat(picture.getContentType()).isEqualTo("image/jpeg");
        var assigned = browser.perform(post("/papers/scans/" + scanId.group(1))
                        .param("code", code(text(print(clerk, other, "VISIT"))))
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn();
        assertThat(String.valueOf(assigned.getFlashMap().get("done"))).contains("已归件");
        assertThat(turnedOf(other)).hasSize(2);
        assertThatThrownBy(() -> JdbcClient.create(database.app())
                        .sql("update app.paper_original set paper_id = null, reason = 'x' where paper_id is not null")
                        .update())
                .hasStackTraceContaining("permission denied");
    }

    private List<Integer> turnedOf(String caseId) {
        return JdbcClient.create(database.owner())
                .sql("""
                        select s.turned from app.paper_scan s join app.paper_original o on o.scan_id = s.id
                        join app.paper_case c on c.paper_id = o.paper_id where c.case_id = ?
                        """)
                .param(UUID.fromString(caseId))
                .query(Integer.class)
                .list();
    }

    @Test
    void manyPapersAreOneFile() throws Exception {
        var one = opensCase("文书户戊", Map.of());
        var other = opensCase("文书户己", Map.of());
        var printed = browser.perform(post("/papers/batch")
                        .param("kind", "RECEIPT")
                        .param("case", one, other)
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(text(printed.getContentAsByteArray())).contains("文书户戊", "文书户己");
        var meeting = browser.perform(post("/papers/batch")
                        .param("kind", "ATTENDANCE")
                        .param("case", one, other)
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(meeting.getStatus())
                .as("nobody of them is to be reviewed yet")
                .isEqualTo(404);
    }

    @Test
    void aSheetOfAHalfFilledFormSaysNothingThatNobodySaid() throws Exception {
        var caseId = opensCase("文书户辛", Map.of());
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_VisitHousehold")
                .singleResult()
                .getId();
        clerk.put(
                "/api/tasks/" + task + "/draft",
                Map.of("peoplePresent", "户主", "members", List.of(Map.of("name", "文书户辛"))));
        assertThat(text(print(clerk, caseId, "VISIT")))
                .contains("文书户辛", "外出务工收入")
                .doesNotContain("0.00", "不计入");
    }

    @Test
    void aReceiptThatWasNotHandedOverIsOwedAndRecorded() throws Exception {
        var caseId = opensCase("文书户庚", Map.of("receiptGiven", "NO"));
        var owed = page(clerk, "/deliveries").getContentAsString();
        assertThat(owed).contains("文书户庚", "申请受理回执");
        assertThatThrownBy(() -> close(caseId)).hasMessageContaining("没有送达");
        var id = county.one("select id::text from app.delivery_owed where case_id = ? and kind = 'RECEIPT'", caseId);
        var refused = browser.perform(post("/deliveries/" + id)
                        .param("deliveredOn", LocalDate.now().plusDays(1).toString())
                        .param("proof", "SLIP")
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(refused.getContentAsString()).contains("送达日期不能晚于今天");
        browser.perform(post("/deliveries/" + id)
                        .param("deliveredOn", LocalDate.now().toString())
                        .param("proof", "SLIP")
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn();
        assertThat(page(clerk, "/deliveries").getContentAsString()).doesNotContain("文书户庚");
        close(caseId);
    }

    @Test
    void whatIsOwedIsATaskOfTheVillageWithItsDeadline() throws Exception {
        var caseId = opensCase("送达户甲", Map.of("receiptGiven", "NO"));
        var task = deliveryTask(caseId);
        assertThat(task.getName()).isEqualTo("送达申请受理回执");
        assertThat(task.getDueDate().getTime())
                .isEqualTo(Long.parseLong(county.one(
                        "select (extract(epoch from due_at) * 1000)::bigint::text from app.delivery_owed where case_id = ?",
                        caseId)));
        var form = clerk.get("/api/tasks/" + task.getId() + "/form").body();
        assertThat(form.at("/values/paper").asText()).isEqualTo("申请受理回执");
        assertThat(form.at("/values/printed").asText()).contains("还没有打印");
        var refused = clerk.tries(caseId, "UserTask_DeliverPaper", Map.of("deliveryWay", "PHOTOGRAPH"));
        assertThat(refused.body().toString()).contains("deliveryWay", "申请受理回执不能以");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_DeliverPaper", Map.of("deliveryWay", "SLIP"));
        assertThat(county.waitsAt(caseId)).doesNotContain("UserTask_DeliverPaper");
        assertThat(page(clerk, "/deliveries").getContentAsString()).doesNotContain("送达户甲");
        close(caseId);
    }

    @Test
    void theTownsSheetSaysWhatStandsAndNotWhatWasSaidInAnEarlierRound() throws Exception {
        var caseId = opensCase("文书户癸", Map.of());
        NoticeCases.untilTownHead(county, caseId);
        var town = county.official(Role.TOWN_CLERK);
        assertThat(text(print(town, caseId, "TOWN_OPINION"))).contains("苏木镇审核意见表", "同意");
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "RETURN", "returnTo", "VILLAGE_REVIEW", "returnNote", "请补抽查"));
        county.does(
                caseId,
                Role.VILLAGE_CHAIR,
                "UserTask_ReviewInVillage",
                FromApplicationToAssistanceTest.meeting("AGREED", 18, 2));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(
                caseId,
                Role.TOWN_REVIEWER,
                "UserTask_ReviewInTown",
                Map.of("townReview", "AGREE", "opinion", "第二轮审核意见"));
        assertThat(text(print(town, caseId, "TOWN_OPINION")))
                .contains("第二轮审核意见")
                .doesNotContain("请补抽查");
    }

    private Task deliveryTask(String caseId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_DeliverPaper")
                .singleResult();
    }

    private String owed(String caseId) {
        return county.one(
                "select id::text from app.delivery_open where case_id = ? union all select o.id::text from app.delivery_owed o"
                        + " join app.delivery d on d.owed_id = o.id where o.case_id = '" + caseId + "' limit 1",
                caseId);
    }

    private MvcResult records(Official official, String... owed) throws Exception {
        return browser.perform(post("/deliveries")
                        .param("owed", owed)
                        .param("deliveredOn", LocalDate.now().toString())
                        .with(as(official))
                        .with(csrf()))
                .andReturn();
    }

    @Test
    void signedOriginalsAreRecordedAllOrNone() throws Exception {
        var cases = new ArrayList<String>();
        var pages = new ArrayList<BufferedImage>();
        for (var head : List.of("送达户乙", "送达户丙", "送达户丁")) {
            var caseId = opensCase(head, Map.of("receiptGiven", "NO"));
            cases.add(caseId);
            pages.add(image(print(clerk, caseId, "RECEIPT")));
        }
        browser.perform(multipart("/papers/scans")
                        .file(new MockMultipartFile("files", "扫描.pdf", "application/pdf", pdf(pages)))
                        .with(as(clerk))
                        .with(csrf()))
                .andReturn();
        var owed = cases.stream().map(this::owed).toArray(String[]::new);
        var form = clerk.get("/api/tasks/" + deliveryTask(cases.get(0)).getId() + "/form")
                .body();
        assertThat(form.at("/values/printed").asText()).contains("签字原件已归档");
        assertThat(form.at("/values/deliveryEvidence")).hasSize(1);
        // A colleague was faster with one of them.
        county.does(cases.get(1), Role.VILLAGE_CLERK, "UserTask_DeliverPaper", Map.of("deliveryWay", "SLIP"));
        var refused = records(clerk, owed);
        assertThat(String.valueOf(refused.getFlashMap().get("fault")))
                .contains("一份也没有登记", "送达户丙户申请受理回执", "已经登记过送达")
                .doesNotContain("送达户乙");
        assertThat(deliveries(cases)).isEqualTo(1);
        assertThat((Set<?>) refused.getFlashMap().get("ticked"))
                .isEqualTo(Set.of(UUID.fromString(owed[0]), UUID.fromString(owed[2])));
        var recorded = records(clerk, owed[0], owed[2]);
        assertThat(recorded.getFlashMap().get("done")).isEqualTo("已登记送达2份。");
        assertThat(deliveries(cases)).isEqualTo(3);
        for (var caseId : cases) {
            assertThat(county.waitsAt(caseId)).doesNotContain("UserTask_DeliverPaper");
        }
        assertThat(county.one(
                        "select count(*)::text from app.step_record where case_id = ? and element = 'UserTask_DeliverPaper'"
                                + " and batch_id is not null",
                        cases.get(0)))
                .as("it went through the step gateway, as part of one act")
                .isEqualTo("1");
    }

    private long deliveries(List<String> cases) {
        return cases.stream()
                .mapToLong(caseId -> Long.parseLong(county.one(
                        "select count(*)::text from app.delivery d join app.delivery_owed o on o.id = d.owed_id"
                                + " where o.kind = 'RECEIPT' and o.case_id = ?",
                        caseId)))
                .sum();
    }

    @Test
    void aHouseholdThatComesToTheTownGetsItThereAndTheVillageIsRidOfTheTask() throws Exception {
        var caseId = opensCase("送达户戊", Map.of("receiptGiven", "NO"));
        var town = county.official(Role.TOWN_CLERK);
        assertThat(town.task(caseId, "UserTask_DeliverPaper")).isEmpty();
        var stranger = county.inOtherVillage(Role.VILLAGE_CLERK);
        assertThat(page(stranger, "/deliveries/" + owed(caseId)).getStatus()).isEqualTo(404);
        browser.perform(post("/deliveries/" + owed(caseId))
                        .param("deliveredOn", LocalDate.now().toString())
                        .param("proof", "SLIP")
                        .with(as(town))
                        .with(csrf()))
                .andReturn();
        assertThat(county.waitsAt(caseId)).doesNotContain("UserTask_DeliverPaper");
        assertThat(deliveries(List.of(caseId))).isEqualTo(1);
    }

    @Test
    void nothingIsPostedOfWhichTheHouseholdWasNotTold() {
        var caseId = UUID.fromString(opensCase("文书户壬", Map.of()));
        county.does(
                caseId.toString(),
                Role.VILLAGE_CLERK,
                "UserTask_VisitHousehold",
                FromApplicationToAssistanceTest.visit());
        var owner = database.owner();
        new TransactionTemplate(new DataSourceTransactionManager(owner)).executeWithoutResult(status -> {
            status.setRollbackOnly();
            var jdbc = JdbcClient.create(owner);
            assertThatThrownBy(() -> posted(owner, caseId)).message().doesNotContain("告知");
            for (var trigger : List.of("delivery_append_only", "delivery_owed_append_only")) {
                jdbc.sql("alter table app.%s disable trigger %s"
                                .formatted(trigger.replace("_append_only", ""), trigger))
                        .update();
            }
            jdbc.sql(
                            "delete from app.delivery where owed_id in (select id from app.delivery_owed where case_id = ? and kind = 'BEFORE_NOTICE')")
                    .param(caseId)
                    .update();
            assertThatThrownBy(() -> posted(owner, caseId)).hasMessageContaining("还没有把公示的内容告知农户");
        });
    }

    private static void posted(DataSource owner, UUID caseId) {
        new TransactionTemplate(
                        new DataSourceTransactionManager(owner),
                        new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED))
                .executeWithoutResult(status -> JdbcClient.create(owner)
                        .sql("insert into app.public_notice (case_id) values (?)")
                        .param(caseId)
                        .update());
    }

    /** The database's own word, in a transaction that leaves nothing. */
    private void close(String caseId) {
        var owner = database.owner();
        new TransactionTemplate(new DataSourceTransactionManager(owner)).executeWithoutResult(status -> {
            status.setRollbackOnly();
            JdbcClient.create(owner)
                    .sql(
                            "update app.identification_case set closed_at = app.legal_now(), outcome = 'NOT_ACCEPTED' where id = ?")
                    .param(UUID.fromString(caseId))
                    .update();
        });
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String code(String text) {
        var code = CODE.matcher(text);
        assertThat(code.find()).as(text).isTrue();
        return code.group(1);
    }

    private static BufferedImage image(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 150);
        }
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        var w = image.getWidth();
        var h = image.getHeight();
        var turned = new BufferedImage(degrees == 90 ? h : w, degrees == 90 ? w : h, BufferedImage.TYPE_INT_RGB);
        var canvas = turned.createGraphics();
        canvas.drawImage(
                image,
                degrees == 90 ? new AffineTransform(0, 1, -1, 0, h, 0) : new AffineTransform(-1, 0, 0, -1, w, h),
                null);
        canvas.dispose();
        return turned;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static byte[] pdf(List<BufferedImage> pages) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (var image : pages) {
                var page = new PDPage(new PDRectangle(595, 842));
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.drawImage(JPEGFactory.createFromImage(document, image), 0, 0, 595, 842);
                }
            }
            document.save(out);
        }
        return out.toByteArray();
    }
}
