package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** T1, T2: an office sees and works on its own tasks and on no others, however one asks. */
@ApplicationTest
class TaskScopeTest {

    @Autowired
    Trial trial;

    SignedInOfficer clerkOfA;
    SignedInOfficer clerkOfB;
    CaseId caseInA;
    CaseId caseInB;

    @BeforeEach
    void twoVillages() {
        var a = trial.village(0);
        var b = trial.village(1);
        clerkOfA = trial.officer(Role.VILLAGE_CLERK, a);
        clerkOfB = trial.officer(Role.VILLAGE_CLERK, b);
        caseInA = trial.visit(a);
        caseInB = trial.visit(b);
    }

    @Test
    void aVillageListsAndCountsItsOwnTasksOnly() {
        assertThat(list(clerkOfA, q -> {})).contains(caseInA.toString()).doesNotContain(caseInB.toString());
        assertThat(list(clerkOfB, q -> {})).contains(caseInB.toString()).doesNotContain(caseInA.toString());
        var counted = trial.<Long>asOfficer(
                clerkOfA, e -> e.getTaskService().createTaskQuery().count());
        assertThat(counted).isEqualTo(list(clerkOfA, q -> {}).size());
    }

    @Test
    void theCountAndThePageOfOneQueryAgree() {
        trial.asOfficer(clerkOfA, e -> {
            var query = e.getTaskService().createTaskQuery();
            assertThat(query.count()).isEqualTo(query.listPage(0, 2000).size()).isEqualTo(query.count());
            return null;
        });
    }

    @Test
    void askingForAnotherVillageFindsNothing() {
        var taskInB = trial.task(caseInB);
        Stream.<Consumer<TaskQuery>>of(
                        q -> q.taskCandidateGroup(Role.VILLAGE_CLERK.officeGroup(trial.village(1))),
                        q -> q.taskCandidateGroupIn(List.of(Role.VILLAGE_CLERK.officeGroup(trial.village(1))))
                                .includeAssignedTasks(),
                        q -> q.taskCandidateGroupLike("villageClerk%").processInstanceBusinessKey(caseInB.toString()),
                        q -> q.or().taskCandidateGroup(Role.VILLAGE_CLERK.officeGroup(trial.village(1)))
                                .taskId(taskInB.getId())
                                .endOr()
                                .taskId(taskInB.getId()),
                        q -> q.or().processInstanceBusinessKey(caseInB.toString())
                                .taskUnassigned()
                                .endOr()
                                .taskId(taskInB.getId()),
                        q -> q.taskCandidateUser(clerkOfB.username()).taskId(taskInB.getId()),
                        q -> q.taskId(taskInB.getId()),
                        q -> q.withoutCandidateGroups(),
                        q -> q.processInstanceId(taskInB.getProcessInstanceId()))
                .forEach(criteria -> assertThat(list(clerkOfA, criteria)).isEmpty());
    }

    @Test
    void aColleagueOfTheSameOfficeSeesWhatSomebodyHasClaimed() {
        var colleague = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        trial.asOfficer(clerkOfA, e -> {
            e.getTaskService().claim(trial.task(caseInA).getId(), clerkOfA.username());
            return null;
        });
        assertThat(list(colleague, q -> {})).contains(caseInA.toString());
    }

    @Test
    void whoHasTheRoleInAnotherVillageCannotReadOrWorkOnTheTask() {
        var id = trial.task(caseInB).getId();
        Stream.<Function<ProcessEngine, Object>>of(
                        e -> e.getTaskService().getVariables(id),
                        e -> e.getTaskService().getVariable(id, "trialResult"),
                        e -> e.getTaskService().getIdentityLinksForTask(id),
                        e -> e.getFormService().getTaskFormData(id),
                        e -> e.getFormService().getTaskFormVariables(id),
                        e -> e.getFormService().getDeployedTaskForm(id),
                        e -> run(() -> e.getTaskService().claim(id, clerkOfA.username())),
                        e -> run(() -> e.getTaskService().complete(id)),
                        e -> run(() -> e.getTaskService().setVariable(id, "x", 1)),
                        e -> run(() -> e.getTaskService().setAssignee(id, clerkOfA.username())))
                .forEach(call -> assertThatThrownBy(() -> trial.asOfficer(clerkOfA, call))
                        .isInstanceOf(AuthorizationException.class));
    }

    @Test
    void theOwnTaskCanBeReadAndClaimedButItsVariablesAreNobodysBusiness() {
        var id = trial.task(caseInA).getId();
        var taken = trial.asOfficer(clerkOfA, e -> {
            e.getTaskService().claim(id, clerkOfA.username());
            assertThat(e.getFormService().getDeployedTaskForm(id)).isNotNull();
            return e.getTaskService().createTaskQuery().taskId(id).singleResult();
        });
        assertThat(taken.getAssignee()).isEqualTo(clerkOfA.username());
        assertThatThrownBy(
                        () -> trial.asOfficer(clerkOfA, e -> e.getTaskService().getVariables(id)))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void officialsReadNoInstancesHistoryOrStatistics() {
        trial.asOfficer(clerkOfA, e -> {
            var history = e.getHistoryService();
            assertThat(history.createHistoricTaskInstanceQuery().count()).isZero();
            assertThat(history.createHistoricProcessInstanceQuery().count()).isZero();
            assertThat(history.createHistoricActivityInstanceQuery().count()).isZero();
            assertThat(history.createHistoricVariableInstanceQuery().count()).isZero();
            assertThat(history.createHistoricDetailQuery().count()).isZero();
            assertThat(history.createHistoricIdentityLinkLogQuery().count()).isZero();
            assertThat(history.createHistoricIncidentQuery().count()).isZero();
            assertThat(history.createHistoricJobLogQuery().count()).isZero();
            assertThat(history.createUserOperationLogQuery().count()).isZero();
            assertThat(e.getRuntimeService().createProcessInstanceQuery().count())
                    .isZero();
            assertThat(e.getRuntimeService().createExecutionQuery().count()).isZero();
            assertThat(e.getRuntimeService().createVariableInstanceQuery().count())
                    .isZero();
            assertThat(e.getRuntimeService().createIncidentQuery().count()).isZero();
            assertThat(e.getRuntimeService().createEventSubscriptionQuery().count())
                    .isZero();
            assertThat(e.getManagementService().createJobQuery().count()).isZero();
            assertThat(e.getManagementService()
                            .createProcessDefinitionStatisticsQuery()
                            .count())
                    .isZero();
            assertThat(e.getManagementService()
                            .createDeploymentStatisticsQuery()
                            .count())
                    .isZero();
            assertThatThrownBy(() -> e.getTaskService().createTaskReport().taskCountByCandidateGroup())
                    .isInstanceOf(AuthorizationException.class);
            return null;
        });
    }

    @Test
    void withoutTheScopeAnyClerkWouldSeeEveryVillage() {
        // The authorizations alone, which go to whole roles, let both through: it is the scope that keeps them apart.
        var tasks = trial.<Long>asOfficer(
                clerkOfA, e -> ((ProcessEngineConfigurationImpl) e.getProcessEngineConfiguration())
                        .getCommandExecutorTxRequired()
                        .execute(command -> {
                            command.getSessions().put(AuthorizationManager.class, new AuthorizationManager());
                            return e.getTaskService()
                                    .createTaskQuery()
                                    .processInstanceBusinessKey(caseInB.toString())
                                    .count();
                        }));
        assertThat(tasks).isEqualTo(1);
    }

    @Test
    void anAuditorOfTheWholeInstallationSeesAllTasksAndAnAdministratorNone() {
        var auditor = trial.officer(Role.AUDITOR, Trial.COUNTY);
        assertThat(list(auditor, q -> q.taskId(trial.task(caseInB).getId()))).hasSize(1);
        var administrator = trial.officer(Role.ADMINISTRATOR, Trial.COUNTY);
        assertThat(list(administrator, q -> {})).isEmpty();
    }

    @Test
    void noAuthorizationRowIsWrittenForATask() {
        var id = trial.task(caseInA).getId();
        var rows = trial.engine.<Long>asApplication(e -> e.getAuthorizationService()
                .createAuthorizationQuery()
                .resourceId(id)
                .count());
        assertThat(rows).isZero();
    }

    /** Business keys of the tasks found. */
    private List<String> list(SignedInOfficer officer, Consumer<TaskQuery> criteria) {
        var instances = trial.asOfficer(officer, e -> {
            var query = e.getTaskService().createTaskQuery();
            criteria.accept(query);
            return query.listPage(0, 2000).stream()
                    .map(Task::getProcessInstanceId)
                    .toList();
        });
        return trial.engine.asApplication(e -> instances.stream()
                .map(id -> e.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult()
                        .getBusinessKey())
                .toList());
    }

    private static Object run(Runnable call) {
        call.run();
        return "done";
    }
}
