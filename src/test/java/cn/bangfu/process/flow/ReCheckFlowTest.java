package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReChecks;
import cn.bangfu.process.notice.ReCheckProcess.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A household that was refused asks one level up; every way out, and who may not decide. */
@ApplicationTest
class ReCheckFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private ReChecks reChecks;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    @Test
    void aDecisionThatStandsIsExplainedAgain() {
        var caseId = refused(1940);
        asked(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.ADMIT_RE_CHECK);
        county.does(caseId, Role.RECHECK_OFFICER, Elements.ADMIT_RE_CHECK, Map.of("reCheckAdmitted", "YES"));
        county.does(caseId, Role.RECHECK_OFFICER, Elements.CHECK_AGAIN, checked("CONFIRMED"));
        var letter = county.official(Role.VILLAGE_CLERK);
        var form = letter.get("/api/tasks/" + letter.task(caseId, Elements.DELIVER_RE_CHECK_ANSWER) + "/form");
        assertThat(form.body().at("/values/decision").asText()).isEqualTo("维持原决定");
        assertThat(form.body().at("/values/answer").asText()).isEqualTo("收入高于监测线，没有突出困难。");
        assertThat(county.one(
                        "select (due_at > owed_at)::text from app.delivery_owed where kind = 'RECHECK_ANSWER' and case_id = ?",
                        caseId))
                .as("the answer has a deadline")
                .isEqualTo("true");
        var browser = new cn.bangfu.testing.Browser(port).signIn(letter.username(), TestOfficers.PASSWORD);
        var papers = "/cases/" + caseId + "/papers";
        assertThat(browser.get(papers).body()).contains("复核决定书");
        assertThat(browser.submit(papers, papers + "/RECHECK_ANSWER", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/deliveries").body()).contains("复核决定书", "已打印");
        county.does(caseId, Role.VILLAGE_CLERK, Elements.DELIVER_RE_CHECK_ANSWER, Map.of());
        assertThat(county.waitsAt(caseId)).isEmpty();
        assertThat(reCheck(caseId).answer().result()).isEqualTo(ReCheck.Result.CONFIRMED);
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        var file = new cn.bangfu.testing.Browser(port)
                .signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD)
                .get("/households/" + household)
                .body();
        assertThat(file).contains("复核", "维持原决定", "收入高于监测线，没有突出困难。", "/cases/" + caseId);
        assertThat(county.one("""
                        select count(*)::text from app.delivery d join app.delivery_owed o on o.id = d.owed_id
                        where o.case_id = ? and o.kind = 'RECHECK_ANSWER'
                        """, caseId)).isEqualTo("1");
    }

    @Test
    void aDecisionThatDoesNotStandBeginsTheProcedureAnew() {
        var caseId = refused(1941);
        asked(caseId);
        county.does(caseId, Role.RECHECK_OFFICER, Elements.ADMIT_RE_CHECK, Map.of("reCheckAdmitted", "YES"));
        county.does(caseId, Role.RECHECK_OFFICER, Elements.CHECK_AGAIN, checked("OVERTURNED"));
        assertThat(county.waitsAt(caseId)).containsExactly(Elements.DELIVER_RE_CHECK_ANSWER);
        var anew = county.one("""
                        select n.id::text from app.identification_case c join app.identification_case n on n.household_id = c.household_id
                        where c.id = ? and n.closed_at is null
                        """, caseId);
        assertThat(county.waitsAt(anew)).containsExactly("UserTask_VerifyClue");
    }

    @Test
    void oneThatIsNotAdmittedIsAnsweredAndOneMayBeTakenBack() {
        var late = refused(1942);
        asked(late);
        county.does(
                late,
                Role.RECHECK_OFFICER,
                Elements.ADMIT_RE_CHECK,
                Map.of("reCheckAdmitted", "NO", "reason", "超过申请期限，没有正当原因。"));
        assertThat(county.waitsAt(late)).containsExactly(Elements.DELIVER_RE_CHECK_ANSWER);
        var taken = refused(1943);
        asked(taken);
        county.does(taken, Role.RECHECK_OFFICER, Elements.ADMIT_RE_CHECK, Map.of("reCheckAdmitted", "YES"));
        county.does(taken, Role.RECHECK_OFFICER, Elements.CHECK_AGAIN, checked("WITHDRAWN"));
        assertThat(county.waitsAt(taken)).isEmpty();
        assertThat(reCheck(taken).answer().result()).isEqualTo(ReCheck.Result.WITHDRAWN);
    }

    @Test
    void theHouseholdReadsOnThePublicPageHowFarItIs() {
        var number = County.identityNumber(1948);
        var caseId = county.opensCase(county.application("查询申请户", number, "BUSINESS_FAILURE"));
        var slip = new cn.bangfu.testing.Browser(port)
                .signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD)
                .get("/cases/" + caseId + "/slip")
                .body();
        assertThat(slip).contains("申请查询凭条", "二维码").doesNotContain(number);
        var code = county.one("select code from app.application_code where case_id = ?", caseId);
        var anybody = new cn.bangfu.testing.Browser(port);
        var own = anybody.post("/public/application", Map.of("code", code, "secret", number));
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("查***户").doesNotContain("查询申请户", number);
        var other = anybody.post("/public/application", Map.of("code", code, "secret", County.identityNumber(1949)));
        var nobody = anybody.post(
                "/public/application",
                Map.of("code", cn.bangfu.notice.PublicCode.random().value(), "secret", number));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(nobody.statusCode()).isEqualTo(422);
        for (var i = 0; i < 4; i++) {
            anybody.post("/public/application", Map.of("code", code, "secret", "1"));
        }
        assertThat(anybody.post("/public/application", Map.of("code", code, "secret", number))
                        .statusCode())
                .as("closed after five wrong numbers")
                .isEqualTo(422);
    }

    @Test
    void itIsAskedForOnceAndOnlyAgainstADecision() {
        var running = county.opensCase(county.application("还在办的户", County.identityNumber(1944), "BUSINESS_FAILURE"));
        assertThat(ask(running).body().toString()).contains("没有可以申请复核的决定");
        var caseId = refused(1945);
        asked(caseId);
        assertThat(ask(caseId).body().toString()).contains("复核只有一次");
    }

    @Test
    void whoActedInTheCaseDoesNotCheckIt() throws SQLException {
        var caseId = refused(1946);
        asked(caseId);
        var head = officers.find(county.official(Role.TOWN_HEAD).username());
        officers.assign(head, Role.RECHECK_OFFICER, "150625");
        var reply = county.official(Role.TOWN_HEAD)
                .tries(caseId, Elements.ADMIT_RE_CHECK, Map.of("reCheckAdmitted", "YES"));
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body().toString()).contains("职责分离");
        assertThatThrownBy(() -> decision(caseId, head.person().value(), "COUNTY"))
                .rootCause()
                .hasMessageContaining("case_hand");
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("""
                            do $$ declare tie text; begin
                              for tie in select conname from pg_constraint where conrelid = 'app.re_check_decision'::regclass
                                and confrelid = 'app.case_hand'::regclass loop
                                execute format('alter table app.re_check_decision drop constraint %I', tie);
                              end loop;
                            end $$
                            """).update();
            assertThatCode(() -> decision(owner, caseId, head.person().value(), "COUNTY", "ADMISSION", "ADMITTED"))
                    .as("without the tie to the hands of the case the town's head checks his own decision")
                    .doesNotThrowAnyException();
            connection.rollback();
        }
    }

    @Test
    void theDatabaseWantsItOneLevelUpAndInItsOrder() throws SQLException {
        var caseId = refused(1947);
        asked(caseId);
        var somebody = UUID.randomUUID();
        JdbcClient.create(database.app())
                .sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'RECHECK')")
                .params(UUID.fromString(caseId), somebody)
                .update();
        assertThatThrownBy(() -> decision(caseId, somebody, "TOWN")).rootCause().hasMessageContaining("上一级");
        assertThatThrownBy(() -> decision(caseId, somebody, "COUNTY", "RESULT", "CONFIRMED"))
                .rootCause()
                .hasMessageContaining("还没有受理");
        var asked = reCheck(caseId).id();
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("drop trigger re_check_decided on app.re_check_decision").update();
            assertThat(owner.sql("""
                                    insert into app.re_check_decision (re_check_id, stage, result, case_id, person_id, office_kind,
                                      content, decided_at, by_officer, by_name, by_office)
                                    values (?, 'RESULT', 'CONFIRMED', ?, ?, 'TOWN', '', app.legal_now(), ?, 'x', 'x')
                                    """)
                            .params(asked, UUID.fromString(caseId), somebody, somebody)
                            .update())
                    .as("with the trigger off the town confirms itself")
                    .isEqualTo(1);
            connection.rollback();
        }
        decision(caseId, somebody, "COUNTY");
        assertThatThrownBy(() -> JdbcClient.create(database.app())
                        .sql("delete from app.re_check_decision")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    // ---- how it is done

    private void decision(String caseId, UUID person, String office) {
        decision(caseId, person, office, "ADMISSION", "ADMITTED");
    }

    private void decision(String caseId, UUID person, String office, String stage, String result) {
        decision(JdbcClient.create(database.app()), caseId, person, office, stage, result);
    }

    private void decision(JdbcClient jdbc, String caseId, UUID person, String office, String stage, String result) {
        jdbc.sql("""
                        insert into app.re_check_decision (re_check_id, stage, result, case_id, person_id, office_kind, content,
                          by_officer, by_name, by_office)
                        select id, ?, ?, case_id, ?, ?, '', ?, 'x', 'x' from app.re_check where case_id = ?
                        """)
                .params(stage, result, person, office, person, UUID.fromString(caseId))
                .update();
    }

    private ReCheck reCheck(String caseId) {
        return reChecks.of(CaseId.of(caseId)).orElseThrow();
    }

    /** The town's head refuses, and the letter is delivered. */
    private String refused(int year) {
        var caseId = county.opensCase(county.application("复核流程户", County.identityNumber(year), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        NoticeCases.untilTownHead(county, caseId);
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "REFUSE", "refusalReason", "收入高于监测线"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_DeliverRefusal", Map.of());
        assertThat(county.waitsAt(caseId)).isEmpty();
        return caseId;
    }

    private void asked(String caseId) {
        var reply = ask(caseId);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    private Official.Reply ask(String caseId) {
        var household = HouseholdId.of(
                county.one("select household_id::text from app.identification_case where id = ?", caseId));
        return county.official(Role.VILLAGE_CLERK).start(Elements.REQUEST_RE_CHECK, household.toString(), said());
    }

    private static Map<String, Object> said() {
        var said = new HashMap<String, Object>();
        said.put("requestedBy", "户主本人");
        said.put("requestWay", "VISIT");
        said.put("reasons", "我家收入没有那么多");
        return said;
    }

    private static Map<String, Object> checked(String result) {
        var said = new HashMap<String, Object>();
        said.put("checkers", "复核人甲、复核人乙");
        said.put("reCheckResult", result);
        if (!result.equals("WITHDRAWN")) {
            said.put("answer", "收入高于监测线，没有突出困难。");
        }
        return said;
    }
}
