package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who wants a notice shorter, and has the engine's console or the database at hand: every way, and after each every decision that
 * rests on the notice. None is taken; with its trigger off each is.
 */
@ApplicationTest
class NoticeBypassTest {

    /** What somebody may try while a notice runs. */
    enum Way {
        TIMER_FIRED_BY_HAND,
        DUE_DATE_MOVED,
        VARIABLES_SET,
        TOKEN_MOVED_TO_THE_CLOSING,
        TOKEN_MOVED_PAST_THE_NOTICE,
        TOKEN_SET_BEHIND_THE_NOTICE,
        MIGRATED_TO_A_SHORTER_ONE,
        REDEPLOYED_WITHOUT_THE_NOTICE,
        RULE_CHANGED_DURING_THE_RUN,
        OBJECTION_LEFT_BEHIND
    }

    /** What rests on a notice, and the trigger that asks for it. */
    enum Decision {
        CLOSED_AS_PASSED("notice_closing", "notice_closed"),
        CONFIRMED_BY_THE_COUNTY("county_confirmation", "confirmation_needs_procedure"),
        ENTERED_AS_MONITORED("monitored_household", "entry_needs_notice");

        private final String table;
        private final String trigger;

        Decision(String table, String trigger) {
            this.table = table;
            this.trigger = trigger;
        }
    }

    private static final String HANDLE = "UserTask_HandleCountyConfirmation";

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

    @ParameterizedTest
    @EnumSource
    void noWayShortensANotice(Way way) throws SQLException {
        var caseId = NoticeCases.untilNotice(county, "捷径试验户", 1930 + way.ordinal());
        county.does(caseId, Role.TOWN_CLERK, Elements.PUBLISH_NOTICE, Map.of());
        var end = notice(caseId).legalEnd();
        try {
            go(way, caseId);
            for (var step : Set.of(Elements.CLOSE_NOTICE, HANDLE)) {
                if (county.waitsAt(caseId).contains(step)) {
                    var reply = county.official(step.equals(HANDLE) ? Role.COUNTY_CLERK : Role.TOWN_CLERK)
                            .tries(caseId, step, Map.of("stayedPosted", "YES", "handlerOpinion", "CONFIRM"));
                    assertThat(reply.status()).as("%s: %s", step, reply.body()).isBetween(400, 499);
                }
            }
            for (var decision : Decision.values()) {
                assertThatThrownBy(() -> decide(JdbcClient.create(database.app()), decision, caseId))
                        .as("%s, %s", way, decision)
                        .rootCause()
                        .hasMessageMatching("(?s).*(公示期未满|未答复的异议).*");
                withoutTriggers(caseId, decision);
            }
            assertThat(notice(caseId).legalEnd()).isEqualTo(end);
            assertThat(notice(caseId).isOpen()).isTrue();
        } finally {
            if (way == Way.RULE_CHANGED_DURING_THE_RUN) {
                rule("select entries from app.parameter_set where id = '00000000-0000-4000-8000-000000150625'");
            }
        }
    }

    @Test
    void aDiagramWithoutTheNoticeIsNotDeployed() {
        var without = Modeler.shipped("household-identification.bpmn")
                .replace("targetRef=\"CallActivity_PublicNotice\"", "targetRef=\"" + HANDLE + "\"");
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addString("household-identification.bpmn", without)
                        .deploy())
                .hasMessageContaining("不予部署")
                .hasMessageContaining("「公示」");
    }

    // ---- the ways

    private void go(Way way, String caseId) {
        switch (way) {
            case TIMER_FIRED_BY_HAND -> {
                for (var i = 0; i < 3; i++) {
                    county.fireTimers(caseId);
                    assertThat(county.waitsAt(caseId)).isEmpty();
                }
                assertThat(timer(caseId).getDuedate())
                        .as("sleeps until the legal end, not in a circle")
                        .isAfter(Date.from(clock.now().plusSeconds(4 * 24 * 3600)));
            }
            case DUE_DATE_MOVED -> {
                engine.getManagementService().setJobDuedate(timer(caseId).getId(), new Date(0));
                county.fireTimers(caseId);
                assertThat(county.waitsAt(caseId)).isEmpty();
            }
            case VARIABLES_SET -> {
                set(caseId, "noticeEnded", true);
                set(caseId, "legalEnd", new Date(0));
                set(caseId, "noticeOutcome", "PASSED");
                county.fireTimers(caseId);
                assertThat(county.waitsAt(caseId)).isEmpty();
            }
            case TOKEN_MOVED_TO_THE_CLOSING -> {
                move(caseId, Elements.CLOSE_NOTICE);
                assertThat(county.waitsAt(caseId)).containsExactly(Elements.CLOSE_NOTICE);
            }
            case TOKEN_MOVED_PAST_THE_NOTICE -> {
                set(caseId, "noticeOutcome", "PASSED");
                move(caseId, Elements.END_PASSED);
                county.runJobs(caseId);
                assertThat(county.waitsAt(caseId)).containsExactly(HANDLE);
            }
            case TOKEN_SET_BEHIND_THE_NOTICE -> {
                engine.getRuntimeService()
                        .createProcessInstanceModification(
                                instance(caseId, "household-identification").getId())
                        .startBeforeActivity(HANDLE)
                        .execute();
                assertThat(county.waitsAt(caseId)).containsExactly(HANDLE);
            }
            case MIGRATED_TO_A_SHORTER_ONE -> {
                set(caseId, "noticeOutcome", "PASSED");
                set(caseId, "legalEnd", new Date(0));
                migrate(caseId);
                county.fireTimers(caseId);
                assertThat(county.waitsAt(caseId)).containsExactly(HANDLE);
            }
            case REDEPLOYED_WITHOUT_THE_NOTICE -> {
                // As a process of another name the guard does not know it for what it is.
                deploy("bypass-confirmation", """
                        <bpmn:startEvent id='StartEvent_Bypass'/>
                        <bpmn:sequenceFlow id='Flow_A' sourceRef='StartEvent_Bypass' targetRef='%1$s'/>
                        <bpmn:userTask id='%1$s' name='县级初核' camunda:candidateGroups='countyClerk'
                          camunda:formRef='handle-county-confirmation' camunda:formRefBinding='deployment'/>
                        <bpmn:sequenceFlow id='Flow_B' sourceRef='%1$s' targetRef='EndEvent_Bypass'/>
                        <bpmn:endEvent id='EndEvent_Bypass'/>
                        """.formatted(HANDLE));
                engine.getRuntimeService().startProcessInstanceByKey("bypass-confirmation", caseId);
                assertThat(county.waitsAt(caseId)).containsExactly(HANDLE);
            }
            case RULE_CHANGED_DURING_THE_RUN -> {
                rule("""
                        select jsonb_set(entries, '{noticeTerm,value}', '"1 CALENDAR"')
                        from app.parameter_set where county = '150625' order by valid_from desc, published_at desc limit 1
                        """);
                county.daysPass(2);
                county.fireTimers(caseId);
                assertThat(county.waitsAt(caseId)).isEmpty();
            }
            case OBJECTION_LEFT_BEHIND -> {
                var said = new NewObjection(
                        ObjectionKind.INCLUSION, ObjectionWay.VISIT, clock.today(), "他家在旗里有楼房", false, null, null);
                transaction.executeWithoutResult(status ->
                        objections.object(CaseId.of(caseId), said, People.actor(Role.VILLAGE_CLERK, County.VILLAGE)));
                county.daysPass(10);
                engine.getRuntimeService()
                        .createProcessInstanceModification(
                                instance(caseId, "public-notice").getId())
                        .startBeforeActivity(Elements.CLOSE_NOTICE)
                        .execute();
                assertThat(county.waitsAt(caseId)).contains(Elements.CLOSE_NOTICE);
            }
        }
    }

    private void migrate(String caseId) {
        deploy("bypass-notice", """
                <bpmn:startEvent id='StartEvent_Bypass'/>
                <bpmn:sequenceFlow id='Flow_A' sourceRef='StartEvent_Bypass' targetRef='SubProcess_Posted'/>
                <bpmn:subProcess id='SubProcess_Posted'>
                  <bpmn:startEvent id='StartEvent_Posted'/>
                  <bpmn:sequenceFlow id='Flow_B' sourceRef='StartEvent_Posted' targetRef='IntermediateCatchEvent_NoticeEnds'/>
                  <bpmn:intermediateCatchEvent id='IntermediateCatchEvent_NoticeEnds'>
                    <bpmn:timerEventDefinition><bpmn:timeDate>${legalEnd}</bpmn:timeDate></bpmn:timerEventDefinition>
                  </bpmn:intermediateCatchEvent>
                  <bpmn:sequenceFlow id='Flow_C' sourceRef='IntermediateCatchEvent_NoticeEnds' targetRef='EndEvent_Posted'/>
                  <bpmn:endEvent id='EndEvent_Posted'/>
                </bpmn:subProcess>
                <bpmn:sequenceFlow id='Flow_D' sourceRef='SubProcess_Posted' targetRef='EndEvent_Bypass'/>
                <bpmn:endEvent id='EndEvent_Bypass'/>
                """);
        var runtime = engine.getRuntimeService();
        var running = instance(caseId, "public-notice");
        var plan = runtime.createMigrationPlan(
                        running.getProcessDefinitionId(),
                        engine.getRepositoryService()
                                .createProcessDefinitionQuery()
                                .processDefinitionKey("bypass-notice")
                                .latestVersion()
                                .singleResult()
                                .getId())
                .mapActivities("SubProcess_Posted", "SubProcess_Posted")
                .mapActivities("IntermediateCatchEvent_NoticeEnds", "IntermediateCatchEvent_NoticeEnds")
                .updateEventTrigger()
                .build();
        runtime.newMigration(plan).processInstanceIds(running.getId()).execute();
    }

    private void deploy(String key, String elements) {
        engine.getRepositoryService()
                .createDeployment()
                .addString(key + ".bpmn", """
                        <bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'
                          xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='D'>
                          <bpmn:process id='%s' name='捷径' isExecutable='true' camunda:historyTimeToLive='P3650D'>%s</bpmn:process>
                        </bpmn:definitions>
                        """.formatted(key, elements))
                .addString("handle-county-confirmation.form", Modeler.shipped("handle-county-confirmation.form"))
                .deploy();
    }

    private void set(String caseId, String name, Object value) {
        engine.getRuntimeService().setVariable(instance(caseId, "public-notice").getId(), name, value);
    }

    private void move(String caseId, String to) {
        engine.getRuntimeService()
                .createProcessInstanceModification(
                        instance(caseId, "public-notice").getId())
                .cancelAllForActivity(Elements.CATCH_NOTICE_ENDS)
                .startBeforeActivity(to)
                .execute();
    }

    /** The county lays down other rules from tomorrow on; the shared database keeps none of a test. */
    private void rule(String entries) {
        JdbcClient.create(database.owner()).sql("""
                        insert into app.parameter_set (county, valid_from, note, entries)
                        select '150625', (app.legal_now() at time zone 'Asia/Shanghai')::date + 1, 'test', (%s)
                        """.formatted(entries)).update();
    }

    // ---- the decisions

    private void decide(JdbcClient jdbc, Decision decision, String caseId) {
        var id = UUID.fromString(caseId);
        switch (decision) {
            case CLOSED_AS_PASSED -> jdbc.sql("""
                                insert into app.notice_closing (notice_id, result, closed_at, by_person)
                                select id, 'PASSED', app.legal_now(), ? from app.public_notice where case_id = ?
                                """).params(UUID.randomUUID(), id).update();
            case CONFIRMED_BY_THE_COUNTY -> {
                var head = UUID.randomUUID();
                var list = UUID.randomUUID();
                jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'COUNTY_HEAD')")
                        .params(id, head)
                        .update();
                jdbc.sql("insert into app.county_list (id, town, report_number) values (?, '150625101', ?)")
                        .params(list, list.toString())
                        .update();
                jdbc.sql("""
                                insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number,
                                  decided_on)
                                values (?, ?, ?, 'MARGINAL', '{BUSINESS_FAILURE}', 'x', current_date)
                                """).params(id, list, head).update();
            }
            case ENTERED_AS_MONITORED -> jdbc.sql("""
                                insert into app.monitored_household (household_id, case_id, category)
                                select household_id, id, 'MARGINAL' from app.identification_case where id = ?
                                """).param(id).update();
        }
    }

    /** The same statement with the control off: it is the trigger that refuses, nothing else. Taken back. */
    private void withoutTriggers(String caseId, Decision decision) throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            for (var off : Decision.values()) {
                owner.sql("alter table app." + off.table + " disable trigger " + off.trigger)
                        .update();
            }
            if (decision == Decision.ENTERED_AS_MONITORED) {
                decide(owner, Decision.CONFIRMED_BY_THE_COUNTY, caseId);
            }
            assertThatCode(() -> decide(owner, decision, caseId))
                    .as("%s with the trigger off", decision)
                    .doesNotThrowAnyException();
            connection.rollback();
        }
    }

    private PublicNotice notice(String caseId) {
        return notices.newest(CaseId.of(caseId)).orElseThrow();
    }

    private ProcessInstance instance(String caseId, String process) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId)
                .processDefinitionKey(process)
                .singleResult();
    }

    private Job timer(String caseId) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance(caseId, "public-notice").getId())
                .timers()
                .singleResult();
    }
}
