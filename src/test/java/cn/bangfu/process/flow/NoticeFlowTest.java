package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.Recording;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeResult;
import cn.bangfu.notice.NoticeState;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.ObjectOutcome;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.notice.PublicNoticeProcess.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A notice from posting to its end, with every way out, and what somebody may try who wants it shorter. */
@ApplicationTest
class NoticeFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private ObjectionService objections;

    @Autowired
    private Notices notices;

    @Autowired
    private CaseService cases;

    @Autowired
    private LegalClock clock;

    @Autowired
    private TransactionTemplate transaction;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    // ---- ways out

    @Test
    void anObjectionThatIsDismissedLetsTheNoticeGoOn() {
        var caseId = posted(1980);
        objected(caseId, ObjectionKind.INCLUSION);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.INVESTIGATE_OBJECTION);
        assertThat(notice(caseId).state()).isEqualTo(NoticeState.FROZEN);
        county.daysPass(10);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.INVESTIGATE_OBJECTION);
        investigated(caseId, "DISMISSED", "DISMISSED");
        assertThat(county.waitsAt(caseId)).isEmpty();
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.CLOSE_NOTICE);
        closed(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_HandleCountyConfirmation");
        assertThat(notice(caseId).result()).isEqualTo(NoticeResult.PASSED);
        assertThat(clockStands(caseId)).isFalse();
    }

    @Test
    void anObjectionThatComesInAfterTheLastDayStopsTheClosing() {
        var caseId = posted(1981);
        county.daysPass(10);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.CLOSE_NOTICE);
        objected(caseId, ObjectionKind.INCLUSION);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.INVESTIGATE_OBJECTION);
    }

    @Test
    void twoObjectionsAreAnsweredTogetherAndOneUpheldSendsTheCaseBack() {
        var caseId = posted(1982);
        objected(caseId, ObjectionKind.INCLUSION);
        objected(caseId, ObjectionKind.INCLUSION);
        assertThat(clockStands(caseId)).isTrue();
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                Elements.INVESTIGATE_OBJECTION,
                answers(caseId, "UPHELD_RETURN", List.of("UPHELD", "DISMISSED"), "VILLAGE_REVIEW"));
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_ReviewInVillage");
        assertThat(county.one("select state from app.identification_case where id = ?", caseId))
                .isEqualTo("VILLAGE_REVIEW");
        assertThat(notice(caseId).result()).isEqualTo(NoticeResult.UPHELD_RETURN);
    }

    @Test
    void anObjectionThatIsUpheldMayEndTheCase() {
        var caseId = posted(1983);
        objected(caseId, ObjectionKind.INCLUSION);
        investigated(caseId, "UPHELD_END", "UPHELD");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverRefusal");
        var letter = county.official(Role.VILLAGE_CLERK);
        var form = letter.get("/api/tasks/" + letter.task(caseId, "UserTask_DeliverRefusal") + "/form");
        assertThat(form.body().at("/values/reason").asText()).isEqualTo("公示期间的异议经核查属实：名下有商品房");
        assertThat(form.body().at("/values/decidedBy").asText()).contains("杭锦旗");
        assertThat(county.one(
                        "select (due_at > owed_at)::text from app.delivery_open where kind = 'REFUSED' and case_id = ?",
                        caseId))
                .as("the household is owed the letter, with a deadline")
                .isEqualTo("true");
    }

    @Test
    void aWrongTextIsCorrectedAndPostedAnewForItsWholeTerm() {
        var caseId = posted(1984);
        var first = notice(caseId);
        county.daysPass(3);
        objected(caseId, ObjectionKind.TEXT);
        investigated(caseId, "CORRECTED", "UPHELD");
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.PUBLISH_NOTICE);
        county.does(caseId, Role.TOWN_CLERK, Elements.PUBLISH_NOTICE, Map.of());
        assertThat(notice(caseId).batch().legalEnd()).isAfter(first.batch().legalEnd());
        assertThat(notice(caseId).batch().textVersion()).isEqualTo(2);
        county.daysPass(3);
        county.fireTimers(caseId);
        assertThat(county.waitsAt(caseId)).as("the first term would be over").isEmpty();
    }

    @Test
    void aWithdrawnApplicationTakesItsNoticeDown() {
        var caseId = posted(1979);
        objected(caseId, ObjectionKind.INCLUSION);
        var withdrawal = new CaseEndings.Withdrawal(clock.today(), "不需要了", List.of(UUID.randomUUID()));
        var outcome = transaction.execute(status -> cases.withdraw(
                CaseId.of(caseId), withdrawal, People.actor(Role.TOWN_CLERK, County.VILLAGE.substring(0, 9))));
        assertThat(outcome).isInstanceOf(Recording.Done.class);
        assertThat(notice(caseId).result()).isEqualTo(NoticeResult.WITHDRAWN);
        assertThat(notice(caseId).openObjections()).isZero();
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseWithdrawal");
    }

    @Test
    void aNoticeFromBeforeTheCaseCameBackProvesNothing() {
        var caseId = posted(1978);
        county.daysPass(10);
        county.fireTimers(caseId);
        closed(caseId);
        JdbcClient.create(database.app())
                .sql("""
                        insert into app.town_opinion
                        select (jsonb_populate_record(o, jsonb_build_object('seq', seq + 1, 'given_at', app.legal_now()))).*
                        from app.town_opinion o where case_id = ? order by seq desc limit 1
                        """)
                .param(UUID.fromString(caseId))
                .update();
        assertNotConfirmable(caseId);
    }

    @Test
    void whoHasActedInTheCaseDoesNotInvestigate() {
        var caseId = posted(1985);
        objected(caseId, ObjectionKind.INCLUSION);
        var reviewer = officers.find(county.official(Role.TOWN_REVIEWER).username());
        officers.assign(reviewer, Role.COUNTY_CLERK, "150625");
        var reply = county.official(Role.TOWN_REVIEWER)
                .tries(
                        caseId,
                        Elements.INVESTIGATE_OBJECTION,
                        answers(caseId, "DISMISSED", List.of("DISMISSED"), null));
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body().toString()).contains("职责分离");
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.INVESTIGATE_OBJECTION);
    }

    @Test
    void conclusionAndAnswersMustFit() {
        var caseId = posted(1986);
        objected(caseId, ObjectionKind.INCLUSION);
        var clerk = county.official(Role.COUNTY_CLERK);
        var reply = clerk.tries(
                caseId, Elements.INVESTIGATE_OBJECTION, answers(caseId, "UPHELD_END", List.of("DISMISSED"), null));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().toString()).contains("没有一件异议成立");
        assertThat(clerk.tries(
                                caseId,
                                Elements.INVESTIGATE_OBJECTION,
                                answers(caseId, "CORRECTED", List.of("UPHELD"), null))
                        .body()
                        .toString())
                .contains("objections[0].finding", "不能只更正文字");
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.INVESTIGATE_OBJECTION);
    }

    // ---- what is not yet over; every way to shorten it: NoticeBypassTest

    @Test
    void aTokenMovedToTheClosingClosesNothingBeforeTheEnd() {
        var caseId = posted(1990);
        move(caseId, Elements.CATCH_NOTICE_ENDS, Elements.CLOSE_NOTICE);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.CLOSE_NOTICE);
        var reply =
                county.official(Role.TOWN_CLERK).tries(caseId, Elements.CLOSE_NOTICE, Map.of("stayedPosted", "YES"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().toString()).contains("公示期未满");
        assertThat(notice(caseId).isOpen()).isTrue();
    }

    @Test
    void anOpenObjectionIsNotLeftBehindByMovingTheToken() {
        var caseId = posted(1992);
        objected(caseId, ObjectionKind.INCLUSION);
        county.daysPass(10);
        engine.getRuntimeService().setVariable(instance(caseId).getId(), "objectionResult", "DISMISSED");
        assertThatThrownBy(() -> move(caseId, Elements.INVESTIGATE_OBJECTION, Elements.CLOSE_NOTICE))
                .hasMessageContaining("without a permit");
        engine.getRuntimeService()
                .createProcessInstanceModification(instance(caseId).getId())
                .startBeforeActivity(Elements.CLOSE_NOTICE)
                .execute();
        var reply =
                county.official(Role.TOWN_CLERK).tries(caseId, Elements.CLOSE_NOTICE, Map.of("stayedPosted", "YES"));
        assertThat(reply.body().toString()).contains("有未答复的异议");
        assertNotConfirmable(caseId);
    }

    @Test
    void whatNobodyPublishedIsNotConfirmed() {
        var caseId = untilNotice(1994);
        assertThatThrownBy(() -> JdbcClient.create(database.app())
                        .sql("select app.require_notice_ended(?)::text")
                        .param(UUID.fromString(caseId))
                        .query()
                        .listOfRows())
                .rootCause()
                .hasMessageContaining("尚未公示");
    }

    // ---- how it is done

    private String untilNotice(int year) {
        return NoticeCases.untilNotice(county, "公示流程户", year);
    }

    private String posted(int year) {
        var caseId = untilNotice(year);
        county.does(caseId, Role.TOWN_CLERK, Elements.PUBLISH_NOTICE, Map.of());
        assertThat(notice(caseId).state()).isEqualTo(NoticeState.RUNNING);
        return caseId;
    }

    private void objected(String caseId, ObjectionKind kind) {
        var said = new NewObjection(kind, ObjectionWay.VISIT, clock.today(), "他家在旗里有楼房", false, null, null);
        var outcome = transaction.execute(
                status -> objections.object(CaseId.of(caseId), said, People.actor(Role.VILLAGE_CLERK, County.VILLAGE)));
        assertThat(outcome).isInstanceOf(ObjectOutcome.Received.class);
    }

    private void investigated(String caseId, String conclusion, String finding) {
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                Elements.INVESTIGATE_OBJECTION,
                answers(
                        caseId,
                        conclusion,
                        List.of(finding),
                        conclusion.equals("UPHELD_RETURN") ? "VILLAGE_REVIEW" : null));
    }

    /** @param findings one for each objection that the task shows, in its order */
    private Map<String, Object> answers(
            String caseId, String conclusion, List<String> findings, @Nullable String returnTo) {
        var clerk = county.official(Role.COUNTY_CLERK);
        var rows = clerk.get("/api/tasks/" + clerk.task(caseId, Elements.INVESTIGATE_OBJECTION) + "/form")
                .body()
                .at("/values/objections");
        assertThat(rows).hasSameSizeAs(findings);
        for (var i = 0; i < findings.size(); i++) {
            ((ObjectNode) rows.get(i)).put("finding", findings.get(i));
        }
        var said = new HashMap<String, Object>();
        said.put("objections", rows);
        said.put("investigators", "核查人甲、核查人乙");
        said.put("objectionResult", conclusion);
        if (returnTo != null) {
            said.put("returnTo", returnTo);
        }
        if (!conclusion.equals("DISMISSED")) {
            said.put("reason", "名下有商品房");
        }
        return said;
    }

    private void closed(String caseId) {
        county.does(caseId, Role.TOWN_CLERK, Elements.CLOSE_NOTICE, Map.of("stayedPosted", "YES"));
    }

    private void assertNotConfirmable(String caseId) {
        var head = UUID.randomUUID();
        var list = UUID.randomUUID();
        var app = JdbcClient.create(database.app());
        app.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'COUNTY_HEAD')")
                .params(UUID.fromString(caseId), head)
                .update();
        app.sql("insert into app.county_list (id, town, report_number) values (?, '150625101', ?)")
                .params(list, list.toString())
                .update();
        assertThatThrownBy(() ->
                        app.sql("""
                                insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number, decided_on)
                                values (?, ?, ?, 'MARGINAL', '{BUSINESS_FAILURE}', 'x', current_date)
                                """).params(UUID.fromString(caseId), list, head).update())
                .rootCause()
                .hasMessageMatching("(?s).*(公示期未满|公示有未答复的异议|尚未公示).*");
    }

    private boolean clockStands(String caseId) {
        return county.one("""
                        select (count(*) > 0)::text from app.clock_stop
                        where case_id = ? and reason = 'OBJECTION' and resumed_at is null
                        """, caseId).equals("true");
    }

    private PublicNotice notice(String caseId) {
        return notices.newest(CaseId.of(caseId)).orElseThrow();
    }

    private ProcessInstance instance(String caseId) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId)
                .processDefinitionKey("public-notice")
                .singleResult();
    }

    /** As somebody with the engine's own console would. */
    private void move(String caseId, String from, String to) {
        engine.getRuntimeService()
                .createProcessInstanceModification(instance(caseId).getId())
                .cancelAllForActivity(from)
                .startBeforeActivity(to)
                .execute();
    }
}
