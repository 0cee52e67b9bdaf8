package cn.bangfu.process.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.process.engine.EngineApiInterceptor.Answer;
import cn.bangfu.process.engine.EngineApiInterceptor.Request;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.testing.ApplicationTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An official's answer and what becomes of it. */
@ApplicationTest
class StepGatewayTest {

    private static final String WORDS = "老伴住院三个月花光了积蓄九八七";

    @Autowired
    GatewayTrial trial;

    @Autowired
    StepGateway gateway;

    @Autowired
    StartGateway starts;

    @Autowired
    EngineForms engineForms;

    @Autowired
    StepRecords records;

    @Autowired
    Trail trail;

    @Autowired
    EvidenceService evidence;

    @Autowired
    StepPermits permits;

    @Autowired
    JdbcClient jdbc;

    SignedInOfficer clerk;
    CaseId caseId;
    String task;

    @BeforeEach
    void aCaseWaitsForItsVisit() {
        clerk = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        caseId = trial.open(trial.village(2));
        task = trial.task(caseId);
    }

    private static Map<String, Object> visit(Map<String, Object> more) {
        var answer = new HashMap<String, Object>(Map.of(
                "head",
                GatewayTrial.HEAD,
                "visitedOn",
                "2026-11-21",
                "words",
                WORDS,
                "tryRoute",
                "GO",
                "members",
                List.of(Map.of("memberId", "m1", "counted", "YES"), Map.of("memberId", "m2", "counted", "NO"))));
        answer.putAll(more);
        return answer;
    }

    private Outcome submit(SignedInOfficer officer, Map<String, Object> answer) {
        return trial.as(officer, () -> gateway.submit(task, answer, null));
    }

    private List<FieldError> refused(Map<String, Object> answer) {
        var outcome = submit(clerk, answer);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        nothingHappened();
        return ((Outcome.Refused) outcome).errors();
    }

    private void nothingHappened() {
        assertThat(trial.task(caseId)).isEqualTo(task);
        assertThat(trial.tasks(caseId).get(0).getAssignee()).isNull();
        assertThat(records.of(caseId)).isEmpty();
        assertThat(trail.of(caseId)).isEmpty();
    }

    @Test
    void anAnswerIsKeptTracedAndMovesTheCaseOn() {
        var opened = trial.as(clerk, () -> gateway.open(task)).orElseThrow();
        assertThat(opened.values()).containsEntry("head", GatewayTrial.HEAD);
        assertThat(opened.task().caseId()).isEqualTo(caseId);
        assertThat(opened.summary()).isNotEmpty();

        var outcome = submit(clerk, visit(Map.of("medical", "１，２００．５", "herdDog", "2")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Submitted.class, done -> {
            assertThat(done.caseNumber()).startsWith("试");
            assertThat(done.next()).startsWith("下一环节：试验审核（");
        });
        assertThat(records.of(caseId)).singleElement().satisfies(record -> {
            assertThat(record.answers())
                    .containsEntry("words", WORDS)
                    .containsEntry("medical", "1200.5")
                    .containsEntry("herdDog", "2");
            assertThat(record.formKey()).isEqualTo("try-visit");
            assertThat(record.processKey()).isEqualTo("gateway-trial");
            assertThat(record.actorName()).isEqualTo(clerk.name());
            assertThat(record.lines())
                    .extracting(StepRecord.Line::label, StepRecord.Line::value)
                    .contains(tuple("养了几只牧羊犬", "2"), tuple("看病自付", "1200.5元"), tuple("家庭成员 第2行 共享收支", "否"));
        });
        assertThat(trail.of(caseId)).extracting(TrailEntry::action).containsExactly("trial.visited", "step.submitted");
        assertThat(trail.of(caseId).get(1)).satisfies(entry -> {
            assertThat(entry.element()).isEqualTo("UserTask_TryVisit");
            assertThat(entry.model()).startsWith("gateway-trial:");
            assertThat(entry.details()).containsKeys("recordHash", "formHash");
        });
        assertThat(trial.tasks(caseId)).singleElement().satisfies(next -> assertThat(next.getTaskDefinitionKey())
                .isEqualTo("UserTask_TryReview"));
    }

    @Test
    void whoActedIsTheSignedInOfficer() {
        submit(clerk, visit(Map.of()));
        var assignee = jdbc.sql("select assignee_ from act_hi_taskinst where id_ = ?")
                .param(task)
                .query(String.class)
                .single();
        var logged = jdbc.sql("select distinct user_id_ from act_hi_op_log where task_id_ = ?")
                .param(task)
                .query(String.class)
                .list();
        assertThat(assignee).isEqualTo(clerk.username());
        assertThat(logged).containsExactly(clerk.username());
    }

    @Test
    void theFormsOwnRulesHoldOnTheServer() {
        assertThat(refused(Map.of()))
                .extracting(FieldError::field)
                .containsExactly("visitedOn", "words", "tryRoute", "members[0].counted", "members[1].counted");
        assertThat(refused(visit(Map.of("tryRoute", "STOP"))))
                .containsExactly(new FieldError("reason", "请填写“为什么到此为止”"));
        assertThat(refused(visit(Map.of("medical", "很多"))))
                .extracting(FieldError::field)
                .containsExactly("medical");
    }

    @Test
    void nobodySetsAVariableThatTheFormDoesNotAsk() {
        for (var name : List.of("countyApproved", "tryBreaks", "caseId", "initiator")) {
            assertThat(refused(visit(Map.of(name, true))))
                    .extracting(FieldError::field)
                    .containsExactly(name);
        }
    }

    @Test
    void onlyRoutingValuesReachTheEngine() {
        submit(clerk, visit(Map.of("medical", "88")));
        var names = jdbc.sql("select distinct name_ from act_hi_varinst where proc_inst_id_ = ?")
                .param(trial.tasks(caseId).get(0).getProcessInstanceId())
                .query(String.class)
                .set();
        assertThat(names).containsExactlyInAnyOrder("tryRoute", "tryBreaks");
    }

    @Test
    void theStepMayRefuseAndNothingOfItRemains() {
        assertThat(refused(visit(Map.of("words", "这样不行")))).containsExactly(new FieldError("words", "这句话记得不对，请再核实"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"坏了", "处理失败"})
    void aBrokenStepOrDelegateLeavesNothing(String words) {
        var photo = photo(clerk);
        trial.as(clerk, () -> gateway.saveDraft(task, Map.of("words", words)));
        var answer = visit(Map.of("words", words, "photos", List.of(photo.id().toString())));
        assertThatThrownBy(() -> trial.as(clerk, () -> gateway.submit(task, answer, "key-" + task)))
                .isInstanceOf(IllegalStateException.class);
        nothingHappened();
        assertThat(trial.as(clerk, () -> evidence.find(photo.id(), clerk))
                        .orElseThrow()
                        .caseId())
                .isNull();
        assertThat(trial.as(clerk, () -> gateway.draft(task)).orElseThrow().values())
                .containsEntry("words", words);
        assertThat(count("select count(*) from app.submission where key = ?", "key-" + task))
                .isZero();
    }

    @Test
    void anotherVillageFindsNoSuchTask() {
        var stranger = trial.officer(trial.village(3), Role.VILLAGE_CLERK);
        assertThat(trial.as(stranger, () -> gateway.open(task))).isEmpty();
        assertThat(submit(stranger, visit(Map.of()))).isEqualTo(new Outcome.NotHere());
        assertThat(trial.as(stranger, () -> gateway.saveDraft(task, Map.of()))).isEmpty();
        assertThat(trial.as(stranger, () -> gateway.draft(task))).isEmpty();
        assertThat(trial.as(stranger, () -> gateway.removeDraft(task))).isFalse();
        assertThat(trial.as(stranger, () -> gateway.open("no-such-task"))).isEmpty();
        nothingHappened();
        submit(clerk, visit(Map.of()));
        assertThat(submit(stranger, visit(Map.of()))).isEqualTo(new Outcome.NotHere());
    }

    @Test
    void aTownOfTheSameVillageHasNoHandInTheVillagesStep() {
        var town = trial.officer(trial.village(2), Role.TOWN_CLERK, Role.TOWN_HEAD);
        assertThat(trial.as(town, () -> gateway.open(task))).isEmpty();
        assertThat(submit(town, visit(Map.of()))).isEqualTo(new Outcome.NotHere());
    }

    @Test
    void anAuditorWhoSeesAllTasksCannotAnswerOne() {
        var owner = trial.officer(trial.village(2), Role.PROCESS_OWNER);
        assertThat(trial.as(owner, () -> gateway.open(task))).isEmpty();
        assertThat(submit(owner, visit(Map.of()))).isEqualTo(new Outcome.NotHere());
    }

    @Test
    void theSecondOfTwoColleaguesIsToldWhoWasFaster() {
        var colleague = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        submit(clerk, visit(Map.of()));
        assertThat(submit(colleague, visit(Map.of())))
                .isInstanceOfSatisfying(Outcome.Conflict.class, conflict -> assertThat(conflict.message())
                        .startsWith(clerk.name())
                        .contains("办完这件事"));
        assertThat(records.of(caseId)).hasSize(1);
    }

    @Test
    void whatAColleagueHasClaimedDoesNotLieStill() {
        var colleague = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        trial.as(
                colleague,
                () -> trial.engine.asOfficer(e -> {
                    e.getTaskService().claim(task, colleague.username());
                    return task;
                }));
        assertThat(trial.as(clerk, () -> gateway.open(task))
                        .orElseThrow()
                        .task()
                        .claimedBy())
                .isEqualTo(colleague.name());
        assertThat(submit(clerk, visit(Map.of()))).isInstanceOf(Outcome.Submitted.class);
        assertThat(records.of(caseId)).singleElement().satisfies(record -> assertThat(record.actorName())
                .isEqualTo(clerk.name()));
        assertThat(jdbc.sql("select assignee_ from act_hi_taskinst where id_ = ?")
                        .param(task)
                        .query(String.class)
                        .single())
                .isEqualTo(clerk.username());
    }

    @Test
    void ofManyWhoSubmitAtOnceExactlyOneIsTaken() throws Exception {
        var colleagues = List.of(
                clerk,
                trial.officer(trial.village(2), Role.VILLAGE_CLERK),
                trial.officer(trial.village(2), Role.VILLAGE_CLERK),
                trial.officer(trial.village(2), Role.VILLAGE_CLERK));
        var outcomes = atOnce(colleagues.stream()
                .<Callable<Outcome>>map(officer -> () -> submit(officer, visit(Map.of())))
                .toList());
        assertThat(outcomes).filteredOn(Outcome.Submitted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Conflict.class::isInstance).hasSize(3);
        assertThat(records.of(caseId)).hasSize(1);
        assertThat(trail.verify())
                .filteredOn(broken -> broken.chain().equals(caseId.toString()))
                .isEmpty();
    }

    @Test
    void theSameAnswerSentAgainGetsTheSameReply() throws Exception {
        var key = "once-" + task;
        var outcomes =
                atOnce(Collections.nCopies(4, () -> trial.as(clerk, () -> gateway.submit(task, visit(Map.of()), key))));
        assertThat(outcomes).hasSize(4).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOf(Outcome.Submitted.class));
        assertThat(List.copyOf(outcomes)).containsOnly(outcomes.get(0));
        assertThat(records.of(caseId)).hasSize(1);
        assertThat(trial.as(clerk, () -> gateway.submit(task, visit(Map.of("medical", "1")), key)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void oneKeyOpensOneCase() throws Exception {
        var key = "start-" + task;
        var outcomes = atOnce(Collections.nCopies(
                4,
                () -> trial.as(
                        clerk, () -> starts.submit("StartEvent_GatewayTrial", null, Map.of("head", "阿拉坦"), key))));
        assertThat(outcomes).hasSize(4).containsOnly(outcomes.get(0));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Submitted.class);
    }

    @Test
    void whoVisitedDoesNotReview() {
        var both = trial.officer(trial.village(2), Role.VILLAGE_CLERK, Role.TOWN_CLERK);
        assertThat(submit(both, visit(Map.of()))).isInstanceOf(Outcome.Submitted.class);
        var review = trial.task(caseId);
        assertThat(trial.as(both, () -> gateway.submit(review, Map.of("agree", "YES"), null)))
                .isEqualTo(new Outcome.Refused(List.of(new FieldError("", "您参加过这一户的入户，按职责分离的规定不能再审核"))));
        var other = trial.officer(trial.village(2), Role.TOWN_CLERK);
        assertThat(trial.as(other, () -> gateway.submit(review, Map.of("agree", "YES"), null)))
                .isInstanceOfSatisfying(
                        Outcome.Submitted.class, done -> assertThat(done.next()).isEqualTo("这件案件已经办结"));
    }

    @Test
    void aTaskCannotBeEndedPastTheGateway() {
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.engine.asOfficer(e -> {
                            e.getTaskService().complete(task, Map.of("tryRoute", "GO", "tryBreaks", false));
                            return task;
                        })))
                .hasRootCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.engine.asOfficer(e -> {
                            e.getFormService().submitTaskForm(task, Map.of("tryRoute", "GO", "tryBreaks", false));
                            return task;
                        })))
                .hasRootCauseInstanceOf(AuthorizationException.class);
        nothingHappened();
    }

    @Test
    void withoutTheGuardItCouldBeEnded() {
        // The control switched off: the same call under a permit goes through, and is rolled back here.
        trial.as(
                clerk,
                () -> trial.transaction.execute(status -> {
                    permits.whileCompleting(
                            task,
                            caseId,
                            () -> trial.engine.asOfficer(e -> {
                                e.getTaskService().complete(task, Map.of("tryRoute", "GO", "tryBreaks", false));
                                return task;
                            }));
                    assertThat(trial.task(caseId)).isNotEqualTo(task);
                    status.setRollbackOnly();
                    return task;
                }));
        nothingHappened();
    }

    @Test
    void draftsAreOnesOwnSealedAndGoWithTheTask() {
        var colleague = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        assertThat(trial.as(clerk, () -> gateway.draft(task))).isEmpty();
        trial.as(clerk, () -> gateway.saveDraft(task, Map.of("words", "初稿")));
        trial.as(clerk, () -> gateway.saveDraft(task, Map.of("words", WORDS)));
        trial.as(colleague, () -> gateway.saveDraft(task, Map.of("words", "同事的")));
        assertThat(trial.as(clerk, () -> gateway.open(task))
                        .orElseThrow()
                        .draft()
                        .values())
                .isEqualTo(Map.of("words", WORDS));
        assertThat(trial.as(colleague, () -> gateway.draft(task)).orElseThrow().values())
                .isEqualTo(Map.of("words", "同事的"));
        assertThat(plainText("app.draft", WORDS)).isZero();

        refused(visit(Map.of("words", "这样不行")));
        assertThat(trial.as(clerk, () -> gateway.draft(task))).isPresent();
        submit(clerk, visit(Map.of()));
        assertThat(count("select count(*) from app.draft where task_id = ?", task))
                .isZero();
    }

    @Test
    void aDraftGoesWithATaskThatEndsInAnotherWay() {
        trial.as(clerk, () -> gateway.saveDraft(task, Map.of("words", "初稿")));
        var instance = trial.tasks(caseId).get(0).getProcessInstanceId();
        trial.transaction.execute(status -> permits.whileEnding(
                caseId,
                () -> trial.engine.asApplication(e -> {
                    e.getRuntimeService().deleteProcessInstance(instance, "撤回");
                    return instance;
                })));
        assertThat(count("select count(*) from app.draft where task_id = ?", task))
                .isZero();
        assertThat(trial.as(clerk, () -> gateway.saveDraft(task, Map.of()))).isEmpty();
        assertThat(submit(clerk, visit(Map.of()))).isEqualTo(new Outcome.NotHere());
    }

    @Test
    void photographsBelongToTheCaseWithTheAnswer() {
        var photo = photo(clerk);
        var stranger = trial.officer(trial.village(3), Role.VILLAGE_CLERK);
        var town = trial.officer(trial.village(2), Role.TOWN_CLERK);
        assertThat(evidence.find(photo.id(), stranger)).isEmpty();
        assertThat(evidence.find(photo.id(), town)).isEmpty();
        submit(clerk, visit(Map.of("photos", List.of(photo.id().toString()))));
        assertThat(evidence.of(caseId)).extracting(EvidenceItem::id).containsExactly(photo.id());
        assertThat(evidence.find(photo.id(), stranger)).isEmpty();
        assertThat(evidence.find(photo.id(), town)).isPresent();
        assertThat(trail.of(caseId).get(1).details()).containsEntry("files", List.of(photo.sha256()));
    }

    @Test
    void somebodyElsesOrAnUnknownPhotographIsRefusedAtItsField() {
        var foreign = photo(trial.officer(trial.village(2), Role.VILLAGE_CLERK));
        assertThat(refused(visit(Map.of("photos", List.of(foreign.id().toString())))))
                .extracting(FieldError::field)
                .containsExactly("photos");
        assertThat(refused(visit(Map.of("photos", List.of("00000000-0000-4000-8000-000000000000")))))
                .extracting(FieldError::field)
                .containsExactly("photos");
        var used = photo(clerk);
        submit(clerk, visit(Map.of("photos", List.of(used.id().toString()))));
        var other = trial.open(trial.village(2));
        assertThat(trial.as(
                        clerk,
                        () -> gateway.submit(
                                trial.task(other),
                                visit(Map.of("photos", List.of(used.id().toString()))),
                                null)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.errors())
                        .containsExactly(new FieldError("photos", "有照片或文件已用于另一件案件，请为本案另行拍照上传")));
    }

    @Test
    void aStartFormOpensACaseWithItsRoutingValues() {
        trial.deploy();
        assertThat(trial.as(clerk, () -> starts.list()))
                .contains(new StartLine("StartEvent_GatewayTrial", "试验申报", "", false));
        var outcome = trial.as(
                clerk,
                () -> starts.submit(
                        "StartEvent_GatewayTrial", null, Map.of("head", "阿拉坦", "tryChannel", "PHONE"), null));
        var opened = ((Outcome.Submitted) outcome).caseId();
        assertThat(records.of(opened)).singleElement().satisfies(record -> {
            assertThat(record.element()).isEqualTo("StartEvent_GatewayTrial");
            assertThat(record.taskId()).isNull();
        });
        assertThat(trial.engine.<Object>asApplication(
                        e -> e.getTaskService().getVariable(trial.task(opened), "tryChannel")))
                .isEqualTo("PHONE");
        var refused =
                trial.as(clerk, () -> starts.submit("StartEvent_GatewayTrial", null, Map.of("head", "已有案件"), null));
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whoMayNotOpenCasesFindsNoWay() {
        var town = trial.officer(trial.village(2), Role.TOWN_HEAD);
        assertThat(trial.as(town, () -> starts.list()))
                .extracting(StartLine::element)
                .doesNotContain("StartEvent_GatewayTrial");
        assertThat(trial.as(town, () -> starts.open("StartEvent_GatewayTrial", null)))
                .isEmpty();
        assertThat(trial.as(town, () -> starts.submit("StartEvent_GatewayTrial", null, Map.of("head", "甲"), null)))
                .isEqualTo(new Outcome.NotHere());
        assertThat(trial.as(clerk, () -> starts.open("StartEvent_GatewayTrial", HouseholdId.next())))
                .isEmpty();
    }

    @Test
    void aStartsDraftIsKeptUntilTheCaseIsOpened() {
        var start = "StartEvent_GatewayTrial";
        trial.as(clerk, () -> starts.saveDraft(start, null, Map.of("head", "写到一半")));
        trial.as(clerk, () -> starts.saveDraft(start, null, Map.of("head", "写完了")));
        assertThat(trial.as(clerk, () -> starts.open(start, null))
                        .orElseThrow()
                        .draft()
                        .values())
                .isEqualTo(Map.of("head", "写完了"));
        trial.as(clerk, () -> starts.submit(start, null, Map.of("head", "写完了"), null));
        assertThat(trial.as(clerk, () -> starts.draft(start, null))).isEmpty();
    }

    @Test
    void theEnginesOwnAddressesGoTheSameWay() {
        var values = trial.as(
                        clerk,
                        () -> engineForms.answer(new Request("GET", "task/" + task + "/form-variables", null, null)))
                .orElseThrow();
        assertThat(FormJson.write(values.body()))
                .contains("\"head\":{\"type\":\"String\",\"value\":\"" + GatewayTrial.HEAD, "\"type\":\"Json\"");
        var wrong = enginePost(
                "task/" + task + "/submit-form", Map.of("head", variable("甲"), "nobodyAsked", variable(true)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(FormJson.write(FormJson.tree(wrong.body())))
                .contains("\"type\":\"RestException\"", "\"message\":\"", "表单里没有这一项", "\"field\":\"nobodyAsked\"");
        nothingHappened();
        var answer = new HashMap<String, Object>();
        visit(Map.of())
                .forEach((key, value) -> answer.put(
                        key,
                        value instanceof List<?>
                                ? Map.of("type", "Json", "value", FormJson.write(value))
                                : variable(value)));
        assertThat(enginePost("task/" + task + "/submit-form", answer).status()).isEqualTo(204);
        assertThat(records.of(caseId)).hasSize(1);
        assertThat(enginePost("task/" + task + "/submit-form", answer).status()).isEqualTo(409);
        assertThat(enginePost("process-definition/key/gateway-trial/submit-form", Map.of("head", variable("阿拉坦")))
                        .status())
                .isEqualTo(200);
        assertThat(trial.as(
                        clerk, () -> engineForms.answer(new Request("POST", "task/" + task + "/complete", null, null))))
                .isEmpty();
    }

    private static Map<String, Object> variable(Object value) {
        return Map.of("type", "String", "value", value);
    }

    private Answer enginePost(String path, Map<String, Object> variables) {
        var body = FormJson.tree(Map.of("variables", variables));
        return trial.as(clerk, () -> engineForms.answer(new Request("POST", path, body, null)))
                .orElseThrow();
    }

    @Test
    void noPersonalValueStaysInTheEngine() {
        submit(clerk, visit(Map.of("medical", "987654.32", "tryRoute", "GO")));
        var opened = trial.as(
                clerk, () -> starts.submit("StartEvent_GatewayTrial", null, Map.of("head", GatewayTrial.HEAD), null));
        assertThat(opened).isInstanceOf(Outcome.Submitted.class);
        var tables = jdbc.sql("select table_name from information_schema.tables where table_schema = 'camunda'")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(40);
        for (var table : tables) {
            for (var value : List.of(GatewayTrial.HEAD, GatewayTrial.SECOND, WORDS, "987654.32")) {
                assertThat(plainText("camunda." + table, value))
                        .as(table + " " + value)
                        .isZero();
            }
        }
        assertThat(plainText("app.step_record", WORDS)).isZero();
        assertThat(plainText("app.trail_event", WORDS)).isZero();
    }

    /** Rows of a table that hold the text, in a column of text or of bytes. */
    private int plainText(String table, String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return jdbc.sql("select count(*) from " + table + " t where t::text like ? or t::text like ?")
                .params("%" + text + "%", "%" + hex + "%")
                .query(Integer.class)
                .single();
    }

    private int count(String sql, Object parameter) {
        return jdbc.sql(sql).param(parameter).query(Integer.class).single();
    }

    private EvidenceItem photo(SignedInOfficer officer) {
        try {
            var out = new ByteArrayOutputStream();
            var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
            image.setRGB(1, 1, (int) System.nanoTime());
            ImageIO.write(image, "png", out);
            var receipt = evidence.receive(officer, "入户.png", () -> new ByteArrayInputStream(out.toByteArray()));
            return ((EvidenceService.Receipt.Kept) receipt).item();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> calls) throws Exception {
        var pool = Executors.newFixedThreadPool(calls.size());
        try {
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
