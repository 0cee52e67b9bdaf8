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
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Meetings, lists, clues, corrections and visits of several households. */
@ApplicationTest
class BatchFlowTest {

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

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DepartmentImportService files;

    @Autowired
    private PersonalDataCipher cipher;

    @TempDir
    private Path folder;

    @Autowired
    private TransactionTemplate transaction;

    private final ObjectMapper json = new ObjectMapper();
    private County county;
    private MockMvc browser;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
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

    private MockHttpServletResponse send(Official official, MockHttpServletRequestBuilder request) throws Exception {
        return browser.perform(request.with(csrf()).with(as(official)))
                .andReturn()
                .getResponse();
    }

    private String opens(String head, int birthYear) {
        return county.opensCase(county.application(head, County.identityNumber(birthYear), "BUSINESS_FAILURE"));
    }

    private String untilFindings(String head, int birthYear) {
        var caseId = opens(head, birthYear);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
        return caseId;
    }

    private String untilReview(String head, int birthYear) {
        var caseId = untilFindings(head, birthYear);
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        return caseId;
    }

    private static MockMultipartFile ledger(String... names) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new LedgerWriter(out, "名册", 2, List.of(14, 16))) {
            workbook.row(Look.TITLE, List.of("第十一届嘎查村民代表名单"));
            workbook.row(Look.HEADING, List.of("代表姓名", "所在小组"));
            for (var name : names) {
                workbook.row(Look.PLAIN, List.of(name, "一组"));
            }
        }
        return new MockMultipartFile(
                "file",
                "名册.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                out.toByteArray());
    }

    private void keepsRoster(String kind, int people) throws Exception {
        var names = IntStream.rangeClosed(1, people).mapToObj(i -> "名册人" + i).toArray(String[]::new);
        var clerk = county.official(Role.VILLAGE_CLERK);
        var kept = browser.perform(multipart("/rosters")
                        .file(ledger(names))
                        .param("village", County.VILLAGE)
                        .param("kind", kind)
                        .param("term", "第十一届")
                        .param("validFrom", "2026-01-01")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(kept.getStatus()).as(kept.getContentAsString()).isEqualTo(302);
    }

    private String preparesMeeting(List<String> agenda) throws Exception {
        var reply = send(
                county.official(Role.VILLAGE_CLERK),
                post("/meetings")
                        .param("village", County.VILLAGE)
                        .param("kind", "REPRESENTATIVES")
                        .param("on", LocalDate.now().toString())
                        .param("at", "00:03")
                        .param("place", "嘎查活动室")
                        .param("chair", "主持人甲")
                        .param("recorder", "记录人乙")
                        .param("agenda", agenda.toArray(String[]::new)));
        assertThat(reply.getStatus()).as(reply.getContentAsString()).isEqualTo(302);
        return String.valueOf(reply.getRedirectedUrl()).replace("/meetings/", "");
    }

    private ObjectNode sheet(Official chair, List<Integer> present, List<String> cases) {
        var sheet = json.createObjectNode();
        sheet.put("heldOn", LocalDate.now().toString())
                .put("heldAt", "00:03")
                .put("place", "嘎查活动室")
                .put("chair", "主持人甲")
                .put("recorder", "记录人乙")
                .put("relativesAsked", true);
        sheet.set("present", json.valueToTree(present));
        sheet.set("attendanceSheet", json.valueToTree(List.of(chair.photograph())));
        sheet.set("minutes", json.valueToTree(List.of(chair.photograph())));
        var households = sheet.putArray("households");
        cases.forEach(id -> households
                .addObject()
                .put("caseId", id)
                .put("inFavour", String.valueOf(present.size()))
                .put("against", "0")
                .put("abstained", "0")
                .putArray("aside"));
        return sheet;
    }

    private static ObjectNode household(ObjectNode sheet, int n) {
        return (ObjectNode) sheet.get("households").get(n);
    }

    @Test
    void tooFewComeAndTheSameAgendaIsCalledAgain() throws Exception {
        keepsRoster("REPRESENTATIVES", 9);
        var cases = List.of(untilReview("改期户甲", 1951), untilReview("改期户乙", 1952));
        var meeting = preparesMeeting(cases);
        var chair = county.official(Role.VILLAGE_CHAIR);

        var five = sheet(chair, List.of(1, 2, 3, 4, 5), cases);
        var refused = chair.post("/api/meetings/" + meeting, five);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("至少要到6人").contains("下次开会的日期");
        var none = county.inOtherVillage(Role.VILLAGE_CHAIR).post("/api/meetings/" + meeting, five);
        assertThat(none.status()).isEqualTo(404);

        five.putObject("next")
                .put("on", LocalDate.now().toString())
                .put("at", "00:04")
                .put("kind", "REVIEW_GROUP");
        assertThat(chair.post("/api/meetings/" + meeting, five).body().toString())
                .contains("请写明原因");
        five.putObject("next").put("on", LocalDate.now().toString()).put("at", "00:04");
        var putOff = chair.post("/api/meetings/" + meeting, five);
        assertThat(putOff.status()).as("%s", putOff.body()).isEqualTo(200);
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_ReviewInVillage"));
        var again = jdbc.sql(
                        "select id::text from app.planned_meeting where previous_id = ?::uuid and state = 'PREPARED'")
                .param(meeting)
                .query(String.class)
                .single();
        assertThat(page(chair, "/meetings/" + again).getContentAsString()).contains("改期户甲", "改期户乙", "应到9人，至少到6人");
        assertThat(page(chair, "/meetings").getContentAsString()).contains("人数不够，已改期");

        assertThat(meetingPaper(chair, "ATTENDANCE", cases))
                .contains("名册人1", "名册人9", "应到人数", "9人", "评议户数", "2户", "乌吉尔嘎查");
        assertThat(meetingPaper(chair, "MINUTES", cases)).contains("至少到会6人").doesNotContain("同意上报");

        var six = sheet(chair, List.of(1, 2, 3, 4, 5, 6), cases);
        household(six, 0).putArray("aside").addObject().put("seq", 2).put("reason", "RELATIVE");
        var wrong = chair.post("/api/meetings/" + again, six);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().get("stuck")).singleElement().satisfies(stuck -> {
            assertThat(stuck.get("head").asText()).isEqualTo("改期户甲");
            assertThat(stuck.toString()).contains("合计应为5票");
        });
        assertThat(count("select count(*) from app.review_meeting where planned_id = ?::uuid", again))
                .isZero();
        household(six, 0).put("inFavour", "5");
        var held = chair.post("/api/meetings/" + again, six);
        assertThat(held.status()).as("%s", held.body()).isEqualTo(200);
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_HandleTownReview"));
        assertThat(meetingPaper(chair, "MINUTES", cases)).contains("9人", "6人", "5票", "同意上报");
        assertThat(count(
                        "select count(*) from app.meeting_attendance a join app.review_meeting m on m.id = a.meeting_id"
                                + " where m.planned_id = ?::uuid and a.present",
                        again))
                .isEqualTo(6);
        assertThat(chair.post("/api/meetings/" + again, six).body().toString()).contains("已召开");
        assertThat(page(county.official(Role.TOWN_CLERK), "/meetings").getStatus())
                .isEqualTo(403);
    }

    private String meetingPaper(Official official, String kind, List<String> cases) throws Exception {
        var printed =
                send(official, post("/papers/batch").param("kind", kind).param("case", cases.toArray(String[]::new)));
        try (var pdf = Loader.loadPDF(printed.getContentAsByteArray())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private int count(String sql, Object parameter) {
        return jdbc.sql(sql).param(parameter).query(Integer.class).single();
    }

    @Test
    void theDatabaseCountsRosterAndAttendanceItself() throws Exception {
        keepsRoster("REPRESENTATIVES", 9);
        var roster = jdbc.sql(
                        "select id from app.village_roster where village = ? order by version desc, recorded_at desc limit 1")
                .param(County.VILLAGE)
                .query(UUID.class)
                .single();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> meeting(roster)))
                .hasRootCauseMessage("ERROR: 应到、实到人数与名册、签到不符");
        // The control is the roster: without one the numbers that somebody wrote are taken.
        transaction.executeWithoutResult(status -> {
            meeting(null);
            status.setRollbackOnly();
        });
    }

    private void meeting(UUID roster) {
        jdbc.sql("""
                        insert into app.review_meeting (village, held_at, place, kind, chair, recorder, entitled, present, minutes, roster_id)
                        values (?, now(), '活动室', 'REPRESENTATIVES', '甲', '乙', 3, 3, '{}', ?)
                        """).params(County.VILLAGE, roster).update();
        jdbc.sql("set constraints all immediate").update();
    }

    @Test
    void anotherKindOfMeetingHasItsOwnRosterAndReason() throws Exception {
        var caseId = untilReview("小组评议户", 1953);
        var clerk = county.official(Role.VILLAGE_CLERK);
        var request = post("/meetings")
                .param("village", County.VILLAGE)
                .param("kind", "REVIEW_GROUP")
                .param("on", LocalDate.now().toString())
                .param("at", "00:03")
                .param("place", "嘎查活动室")
                .param("chair", "同一人")
                .param("recorder", "同一人")
                .param("agenda", caseId);
        var small = browser.perform(multipart("/rosters")
                        .file(ledger("甲", "乙", "丙", "丁"))
                        .param("village", County.VILLAGE)
                        .param("kind", "REVIEW_GROUP")
                        .param("term", "2026年度")
                        .param("validFrom", "2026-01-01")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(small.getContentAsString()).contains("至少5人，现有4人");
        keepsRoster("REVIEW_GROUP", 6);
        var refused = send(clerk, request);
        assertThat(refused.getStatus()).isEqualTo(200);
        assertThat(refused.getContentAsString()).contains("不开村民代表会议的，请写明原因。", "主持人和记录人不能是同一人。", "嘎查活动室");
    }

    @Test
    void manyTasksOfOneStepAreDoneOnOnePage() throws Exception {
        var cases = List.of(untilFindings("一起核户甲", 1954), untilFindings("一起核户乙", 1955));
        var clerk = county.official(Role.TOWN_CLERK);
        assertThat(page(clerk, "/together").getContentAsString()).contains("复核疑点和收入", "户待办");
        assertThat(page(clerk, "/").getContentAsString()).contains("多户一起办理");
        var opening = clerk.get("/api/together/UserTask_CheckFindings");
        assertThat(opening.status()).isEqualTo(200);
        assertThat(opening.body().get("shared").toString())
                .contains("checkedOn")
                .doesNotContain("recountedWages");
        var items = json.createArrayNode();
        for (var household : opening.body().get("households")) {
            if (cases.contains(household.get("caseId").asText())) {
                ObjectNode answer = household.get("values").deepCopy();
                answer.put("recounted", "NO")
                        .put("findingsAccepted", "YES")
                        .put("gapsAccepted", true)
                        .put("opinion", "核对无误")
                        .put("copes", "NO")
                        .put("basicLifeHardship", "NO")
                        .put("checkedOn", LocalDate.now().toString());
                items.addObject().put("task", household.get("task").asText()).set("answer", answer);
            }
        }
        var body = json.createObjectNode();
        body.set("items", items);
        assertThat(items).hasSize(2);
        var done = clerk.post("/api/together/UserTask_CheckFindings", body);
        assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
        cases.forEach(county::runJobs);
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_ReviewInVillage"));
        assertThat(count(
                        "select count(distinct batch_id) from app.step_record where case_id = ?::uuid and batch_id is not null",
                        cases.get(0)))
                .isOne();
        var late = county.hire(Role.TOWN_CLERK).post("/api/together/UserTask_CheckFindings", body);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body().get("stuck")).hasSize(2).allSatisfy(stuck -> {
            assertThat(stuck.get("why").asText()).isEqualTo("ANSWERED");
            assertThat(stuck.toString()).contains("办完这件事");
        });
        assertThat(clerk.get("/api/together/UserTask_VisitHousehold").status()).isEqualTo(404);
        assertThat(clerk.get("/api/together/UserTask_DecideInCounty").status()).isEqualTo(404);
    }

    /** What the page of a step sends for these cases: what their forms opened with, and what the official says of each. */
    private ObjectNode together(Official official, String element, List<String> cases, Consumer<ObjectNode> said) {
        var opening = official.get("/api/together/" + element);
        assertThat(opening.status()).as("%s", opening.body()).isEqualTo(200);
        var body = json.createObjectNode();
        var items = body.putArray("items");
        for (var household : opening.body().get("households")) {
            if (cases.contains(household.get("caseId").asText())) {
                ObjectNode answer = household.get("values").deepCopy();
                said.accept(answer);
                items.addObject().put("task", household.get("task").asText()).set("answer", answer);
            }
        }
        assertThat(items).hasSameSizeAs(cases);
        return body;
    }

    @Test
    void findingsOfManyHouseholdsAreAnsweredAtOnce() throws Exception {
        var before = jdbc.sql("select id from app.department_file where register = 'VEHICLES' and current")
                .query(UUID.class)
                .list();
        var numbers = List.of(County.identityNumber(1941), County.identityNumber(1942));
        var lines = numbers.stream()
                .map(number -> "蒙K1%s,某,%s,重型半挂牵引车,货运,2025-03-01\n".formatted(number.substring(14), number));
        var file = Files.writeString(
                folder.resolve("vehicles.csv"), "车牌号,车主,公民身份号码,车型,使用性质,登记日期\n" + lines.collect(Collectors.joining()));
        assertThat(files.load(new DivisionCode("150625"), Register.VEHICLES, file, "机动车.csv", null)
                        .state())
                .isEqualTo(DepartmentImport.State.DONE);
        try {
            var cases = new ArrayList<String>();
            for (var number : numbers) {
                var caseId = county.opensCase(
                        county.application("有车户" + "甲乙".charAt(cases.size()), number, "BUSINESS_FAILURE"));
                county.does(
                        caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
                county.does(
                        caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
                cases.add(caseId);
            }
            assertThat(cases)
                    .allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_AnswerFindings"));
            var clerk = county.official(Role.VILLAGE_CLERK);
            assertThat(page(clerk, "/together").getContentAsString()).contains("说明比对疑点");
            var body = together(clerk, "UserTask_AnswerFindings", cases, answer -> {
                answer.put("answeredOn", LocalDate.now().toString())
                        .put("householdPerson", "户主")
                        .put("officers", "甲、乙");
                answer.putArray("signature").add(clerk.photograph());
                answer.get("findings").forEach(finding -> ((ObjectNode) finding)
                        .put("answer", "TRUE_NO_EFFECT")
                        .put("explainedBy", "户主")
                        .put("explanation", "替人代持，车主已出证明"));
            });
            var first = (ObjectNode)
                    body.get("items").get(0).get("answer").get("findings").get(0);
            first.remove("answer");
            var refused = clerk.post("/api/together/UserTask_AnswerFindings", body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().get("stuck")).hasSize(1);
            assertThat(cases)
                    .allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_AnswerFindings"));
            first.put("answer", "TRUE_NO_EFFECT");
            var done = clerk.post("/api/together/UserTask_AnswerFindings", body);
            assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
            cases.forEach(county::runJobs);
            assertThat(cases).allSatisfy(id -> {
                assertThat(county.waitsAt(id)).containsExactly("UserTask_CheckFindings");
                assertThat(count(
                                "select count(*) from app.delivery_owed o join app.delivery d on d.owed_id = o.id"
                                        + " where o.case_id = ?::uuid and o.kind = 'ADVERSE_FINDING'",
                                id))
                        .isOne();
            });
        } finally {
            var owner = JdbcClient.create(database.owner());
            owner.sql("update app.department_file set current = false where register = 'VEHICLES' and current")
                    .update();
            before.forEach(id -> owner.sql("update app.department_file set current = true where id = ?")
                    .param(id)
                    .update());
        }
    }

    private String knownHousehold(String head, int birthYear) {
        var number = new IdentityNumber(County.identityNumber(birthYear));
        var id = jdbc.sql("""
                        insert into app.household (number, division, registration_type, residency, origin)
                        values (?, ?, 'ORDINARY', 'YES', 'ADDED') returning id""")
                .params("B" + UUID.randomUUID(), County.VILLAGE)
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        values (?, ?, ?, ?, ?, ?, '户主')""")
                .params(
                        id,
                        head,
                        cipher.seal(number.value()),
                        cipher.lookupHash(number),
                        number.birthDate(),
                        number.male() ? "MALE" : "FEMALE")
                .update();
        return id.toString();
    }

    @Test
    void cluesOfManyHouseholdsAreVerifiedAndClosedAtOnce() {
        var cases = new ArrayList<String>();
        for (var head : List.of("线索户甲", "线索户乙", "线索户丙")) {
            cases.add(county.opensCase(
                    Role.TOWN_CLERK,
                    "StartEvent_CadreScreening",
                    knownHousehold(head, 1943 + cases.size()),
                    Map.of("clue", "羊死了一半", "risks", List.of("DISASTER"), "urgent", "NO")));
        }
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_VerifyClue"));
        var clerk = county.official(Role.VILLAGE_CLERK);
        var body = together(clerk, "UserTask_VerifyClue", cases, answer -> {
            answer.put("visitedOn", LocalDate.now().toString())
                    .put("visitedAt", "00:01")
                    .put("visitPlace", "HOME")
                    .put("peoplePresent", "户主")
                    .put("situation", "损失不大，保险已赔")
                    .put("clueResult", "NO_RISK")
                    .put("noRiskReason", "收入没有受影响");
            answer.putArray("photos").add(clerk.photograph());
            var visitors = answer.putArray("visitors");
            visitors.addObject().put("name", "核实人甲").put("office", "村委会");
            visitors.addObject().put("name", "核实人乙").put("office", "驻村工作队");
        });
        var verified = clerk.post("/api/together/UserTask_VerifyClue", body);
        assertThat(verified.status()).as("%s", verified.body()).isEqualTo(200);
        cases.forEach(county::runJobs);
        assertThat(cases).allSatisfy(id -> assertThat(county.waitsAt(id)).containsExactly("UserTask_CloseClue"));
        var town = county.official(Role.TOWN_CLERK);
        var closed = town.post(
                "/api/together/UserTask_CloseClue",
                together(town, "UserTask_CloseClue", cases, answer -> answer.put("spotCheck", "PHONE")
                        .put("clueClosed", "YES")
                        .put("opinion", "同意办结")));
        assertThat(closed.status()).as("%s", closed.body()).isEqualTo(200);
        cases.forEach(county::runJobs);
        assertThat(cases)
                .allSatisfy(id -> assertThat(county.one("select outcome from app.identification_case where id = ?", id))
                        .isEqualTo("NO_RISK"));
    }

    @Test
    void aHouseholdWithTwoCluesHasOneCase() throws Exception {
        var first = opens("两条线索户", 1956);
        var household = county.one("select household_id::text from app.identification_case where id = ?", first);
        var clue = Map.of(
                "foundOn", LocalDate.now().toString(), "clue", "羊死了一半", "risks", List.of("DISASTER"), "urgent", "NO");
        var joined = county.official(Role.TOWN_CLERK).start("StartEvent_CadreScreening", household, clue);
        assertThat(joined.status()).as("%s", joined.body()).isEqualTo(200);
        assertThat(joined.body().get("caseId").asText()).isEqualTo(first);
        var shown = page(county.official(Role.VILLAGE_CLERK), "/clues?show=all");
        assertThat(shown.getContentAsString()).contains("两条线索户", "并入在办案件");
    }

    @Test
    void whoMayNotSeeTheVillageSeesNoClue() throws Exception {
        var first = opens("别村看不到的线索", 1957);
        var household = county.one("select household_id::text from app.identification_case where id = ?", first);
        county.official(Role.TOWN_CLERK)
                .start("StartEvent_CadreScreening", household, Map.of("clue", "有困难", "risks", List.of("ILLNESS")));
        assertThat(page(county.inOtherVillage(Role.VILLAGE_CLERK), "/clues?show=all")
                        .getContentAsString())
                .doesNotContain("别村看不到的线索");
        assertThat(page(county.official(Role.VILLAGE_CLERK), "/clues?show=all&channel=CADRE_SCREENING")
                        .getContentAsString())
                .contains("别村看不到的线索");
    }

    @Test
    void whatIsOwedIsListedWithItsDeadlineAndTheTownDecidesWhenItIsLate() throws Exception {
        var application = new HashMap<>(county.application("补正户", County.identityNumber(1958), "BUSINESS_FAILURE"));
        @SuppressWarnings("unchecked")
        var member = new HashMap<>((Map<String, Object>) ((List<?>) application.get("members")).get(0));
        member.put("consent", "REFUSED");
        member.remove("consentSignedOn");
        application.put("members", List.of(member));
        var caseId = county.opensCase(application);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CorrectApplication", "UserTask_DeliverPaper");
        var clerk = county.official(Role.VILLAGE_CLERK);
        assertThat(page(clerk, "/corrections").getContentAsString()).contains("补正户", "没有成年家庭成员签字授权", "还有");
        assertThat(county.one(
                        "select count(*)::text from app.clock_stop where case_id = ? and reason = 'CORRECTION' and resumed_at is null",
                        caseId))
                .isEqualTo("1");
        assertThat(page(county.inOtherVillage(Role.VILLAGE_CLERK), "/corrections")
                        .getContentAsString())
                .doesNotContain("补正户");
        county.daysPass(30);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DecideNonAcceptance", "UserTask_DeliverPaper");
        assertThat(page(county.official(Role.TOWN_HEAD), "/corrections").getContentAsString())
                .contains("补正户", "已逾期，由苏木镇决定");
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideNonAcceptance",
                Map.of("acceptanceDecision", "ACCEPT_AS_IS", "reason", "本人在外地，家属已代为说明"));
        assertThat(page(clerk, "/corrections").getContentAsString()).doesNotContain("补正户");
    }

    @Test
    void visitsArePlannedTogetherAndEachSheetOpensWithTheVisitors() throws Exception {
        var cases = new ArrayList<String>();
        for (var head : List.of("计划户甲", "计划户乙")) {
            var caseId = opens(head, 1959);
            county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
            cases.add(caseId);
        }
        var clerk = county.official(Role.VILLAGE_CLERK);
        var alone = send(
                clerk,
                post("/visits")
                        .param("on", LocalDate.now().toString())
                        .param("name", "独自一人")
                        .param("office", "村委会")
                        .param("household", cases.toArray(String[]::new)));
        assertThat(alone.getContentAsString()).contains("入户核实至少两人", "独自一人");
        var planned = send(
                clerk,
                post("/visits")
                        .param("on", LocalDate.now().toString())
                        .param("name", "计划走访甲", "计划走访乙")
                        .param("office", "村委会", "驻村工作队")
                        .param("household", cases.toArray(String[]::new)));
        assertThat(planned.getStatus()).isEqualTo(302);
        assertThat(page(clerk, "/visits").getContentAsString()).contains("计划户甲", "计划走访甲、计划走访乙");
        for (var caseId : cases) {
            JsonNode form = clerk.get("/api/tasks/" + clerk.task(caseId, "UserTask_VisitHousehold") + "/form")
                    .body();
            assertThat(form.get("values").get("visitors").toString()).contains("计划走访甲", "计划走访乙", "驻村工作队");
            assertThat(form.get("values").get("visitedOn").asText())
                    .isEqualTo(LocalDate.now().toString());
            assertThat(form.get("together").asText()).isEqualTo("/visits");
        }
    }
}
