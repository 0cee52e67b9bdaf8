package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A step ends through the gateway or a process port, or when its time has come; there is no other way (T8, H7, H25, H30). */
@ApplicationTest
class TaskEndGuardTest {

    @Autowired
    Trial trial;

    SignedInOfficer clerk;
    CaseId caseId;
    String task;
    String instance;

    @BeforeEach
    void aVisitIsDue() {
        clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        caseId = trial.visit(trial.village(0));
        task = trial.task(caseId).getId();
        instance = trial.task(caseId).getProcessInstanceId();
    }

    @Test
    void theGatewayCompletesTheTaskItHoldsAPermitFor() {
        trial.submit(clerk, caseId, Map.of());
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Decide");
    }

    @Test
    void anOfficerWhoMayWorkOnTheTaskCannotCompleteItPastTheGateway() {
        Stream.<Function<ProcessEngine, Object>>of(
                        e -> run(() -> e.getTaskService().complete(task)),
                        e -> run(() -> e.getTaskService().complete(task, Map.of("countyApproved", true))),
                        e -> run(() -> e.getTaskService().completeWithVariablesInReturn(task, Map.of(), false)),
                        e -> run(() -> e.getFormService().submitTaskForm(task, Map.of())),
                        e -> run(() -> e.getTaskService().handleBpmnError(task, "FAILED")))
                .forEach(call -> {
                    assertThatThrownBy(() -> trial.asOfficer(clerk, call)).isInstanceOf(ProcessEngineException.class);
                    stillAtTheVisit();
                });
    }

    @Test
    void evenTheApplicationItselfEndsNoTaskInAnOfficersNameWithoutAPermit() {
        // No authorization stands in the way here; what refuses is the guard alone.
        var runtime = trial.processEngine.getRuntimeService();
        Stream.<Function<ProcessEngine, Object>>of(
                        e -> run(() -> e.getTaskService().complete(task)),
                        e -> run(() -> runtime.deleteProcessInstance(instance, "x", true, true, true, true)),
                        e -> run(() -> runtime.deleteProcessInstances(List.of(instance), "x", true, true)),
                        e -> run(() -> runtime.createProcessInstanceModification(instance)
                                .cancelAllForActivity("UserTask_Visit")
                                .execute(true, true)),
                        e -> run(() -> runtime.createProcessInstanceModification(instance)
                                .cancelAllForActivity("UserTask_Visit")
                                .startBeforeActivity("UserTask_Decide")
                                .execute(true, true)),
                        e -> run(() -> e.getManagementService().executeJob(timer())),
                        e -> run(() -> e.getTaskService().handleBpmnError(task, "FAILED")))
                .forEach(call -> {
                    assertThatThrownBy(() -> trial.as(clerk, () -> trial.engine.asApplication(call)))
                            .isInstanceOf(ProcessEngineException.class)
                            .satisfies(refusal -> assertThat(refusal.getMessage())
                                    .containsAnyOf("without a permit", "Propagation of bpmn error FAILED failed"));
                    stillAtTheVisit();
                });
    }

    @Test
    void nobodyEndsATaskOutsideAJobEither() {
        assertThatThrownBy(() -> trial.engine.asApplication(
                        e -> run(() -> e.getTaskService().complete(task))))
                .hasMessageContaining("without a permit");
        stillAtTheVisit();
    }

    @Test
    void aPermitIsForOneTaskOfOneCase() {
        var other = trial.visit(trial.village(0));
        var otherTask = trial.task(other).getId();
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.inTransaction(() -> trial.permits.whileCompleting(
                                otherTask,
                                other,
                                () -> trial.engine.asOfficer(
                                        e -> run(() -> e.getTaskService().complete(task)))))))
                .hasMessageContaining("without a permit");
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.inTransaction(() -> trial.permits.whileEnding(
                                other,
                                () -> trial.engine.asApplication(
                                        e -> run(() -> e.getRuntimeService().deleteProcessInstance(instance, "x")))))))
                .hasMessageContaining("without a permit");
        stillAtTheVisit();
    }

    @Test
    void aPermitNeedsATransaction() {
        assertThatThrownBy(() -> trial.permits.whileEnding(caseId, () -> null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCasesPortMayCancelItsTasksButNotCompleteThem() {
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.inTransaction(() -> trial.permits.whileEnding(
                                caseId,
                                () -> trial.engine.asApplication(
                                        e -> run(() -> e.getTaskService().complete(task)))))))
                .hasMessageContaining("without a permit");
        trial.as(
                clerk,
                () -> trial.inTransaction(() -> trial.permits.whileEnding(
                        caseId,
                        () -> trial.engine.asApplication(
                                e -> run(() -> e.getRuntimeService().deleteProcessInstance(instance, "withdrawn"))))));
        assertThat(trial.tasks(caseId)).isEmpty();
    }

    @Test
    void aDeadlineThatHasComeEndsTheTaskByItself() {
        trial.engine.asApplication(e -> run(() -> e.getManagementService().executeJob(timer())));
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Decide");
    }

    @Test
    void anOfficerMovesNoTimerAndChangesNothingOfTheInstance() {
        var timer = timer();
        Stream.<Function<ProcessEngine, Object>>of(
                        e -> run(() -> e.getManagementService().executeJob(timer)),
                        e -> run(() -> e.getManagementService().setJobDuedate(timer, new Date())),
                        e -> run(() -> e.getManagementService().recalculateJobDuedate(timer, false)),
                        e -> run(() -> e.getManagementService().setJobRetries(timer, 0)),
                        e -> run(() -> e.getRuntimeService().setVariable(instance, "countyApproved", true)),
                        e -> run(() -> e.getTaskService().setVariable(task, "countyApproved", true)),
                        e -> run(() -> e.getRuntimeService().deleteProcessInstance(instance, "x")),
                        e -> run(() -> e.getRuntimeService().suspendProcessInstanceById(instance)),
                        e -> run(() -> e.getRuntimeService()
                                .createProcessInstanceModification(instance)
                                .cancelAllForActivity("UserTask_Visit")
                                .execute()),
                        e -> run(() -> {
                            var definition = e.getRepositoryService()
                                    .createProcessDefinitionQuery()
                                    .processDefinitionKey("trial-visit")
                                    .latestVersion()
                                    .singleResult()
                                    .getId();
                            e.getRuntimeService()
                                    .newMigration(e.getRuntimeService()
                                            .createMigrationPlan(definition, definition)
                                            .mapActivities("UserTask_Visit", "UserTask_Decide")
                                            .build())
                                    .processInstanceIds(instance)
                                    .execute();
                        }),
                        e -> run(() -> e.getRuntimeService()
                                .startProcessInstanceByKey(
                                        "trial-visit", CaseId.next().toString())),
                        e -> run(() -> e.getTaskService().addCandidateGroup(task, "villageClerk150625100999")),
                        e -> run(() ->
                                e.getTaskService().saveTask(e.getTaskService().newTask())),
                        e -> run(() -> e.getRepositoryService()
                                .createDeployment()
                                .addString("x.bpmn", "<x/>")
                                .deploy()),
                        e -> run(() -> {
                            var filter = e.getFilterService().newTaskFilter("x");
                            filter.setQuery(e.getTaskService().createTaskQuery());
                            e.getFilterService().saveFilter(filter);
                        }))
                .forEach(call -> {
                    assertThatThrownBy(() -> trial.asOfficer(clerk, call)).isInstanceOf(AuthorizationException.class);
                    stillAtTheVisit();
                });
    }

    @Test
    void aTaskIsClaimedInOnesOwnNameOnly() {
        assertThatThrownBy(() ->
                        trial.asOfficer(clerk, e -> run(() -> e.getTaskService().claim(task, "somebody"))))
                .hasMessageContaining("without a permit");
        trial.asOfficer(clerk, e -> run(() -> e.getTaskService().claim(task, clerk.username())));
        trial.asOfficer(clerk, e -> run(() -> e.getTaskService().claim(task, null)));
        assertThat(trial.task(caseId).getAssignee()).isNull();
    }

    @Test
    void whatTheGatewayRollsBackLeavesTheTaskOpen() {
        assertThatThrownBy(() -> trial.as(
                        clerk,
                        () -> trial.inTransaction(() -> {
                            trial.permits.whileCompleting(
                                    task,
                                    caseId,
                                    () -> trial.engine.asOfficer(
                                            e -> run(() -> e.getTaskService().complete(task))));
                            throw new IllegalStateException("the domain refused");
                        })))
                .hasMessage("the domain refused");
        stillAtTheVisit();
    }

    @Test
    void theOperationLogNamesTheOfficerWhoActed() {
        trial.submit(clerk, caseId, Map.of());
        var users =
                trial.engine.asApplication(e -> e
                        .getHistoryService()
                        .createUserOperationLogQuery()
                        .taskId(task)
                        .operationType("Complete")
                        .list()
                        .stream()
                        .map(entry -> entry.getUserId())
                        .toList());
        assertThat(users).containsOnly(clerk.username());
    }

    private String timer() {
        return trial.engine.asApplication(e -> e.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
    }

    private void stillAtTheVisit() {
        assertThat(trial.task(caseId).getId()).isEqualTo(task);
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Visit");
    }

    private static Object run(Runnable call) {
        call.run();
        return "done";
    }
}
