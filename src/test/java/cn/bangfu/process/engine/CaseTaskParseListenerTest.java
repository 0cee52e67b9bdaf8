package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class CaseTaskParseListenerTest {

    @Autowired
    Trial trial;

    @Test
    void aRoleInTheDiagramBecomesTheCasesOwnOffice() {
        var village = trial.village(2);
        var caseId = trial.visit(village);
        assertThat(candidates(trial.task(caseId))).containsExactly("villageClerk" + village);

        trial.submit(trial.officer(Role.VILLAGE_CLERK, village), caseId, Map.of());
        assertThat(candidates(trial.task(caseId))).containsExactly("townHead" + village.town());
    }

    @Test
    void aDepartmentsTaskGoesToTheDepartmentNamedByItsLocalVariable() {
        trial.deploy();
        var caseId = trial.cases.in(trial.village(0));
        trial.engine.asApplication(e -> e.getRuntimeService()
                .startProcessInstanceByKey(
                        "trial-relief",
                        caseId.toString(),
                        Map.of("departments", new ArrayList<>(List.of("CIVIL_AFFAIRS", "MEDICAL_INSURANCE")))));
        assertThat(trial.tasks(caseId).stream().flatMap(task -> candidates(task).stream()))
                .containsExactlyInAnyOrder(
                        "departmentClerkCivilAffairs150625", "departmentClerkMedicalInsurance150625");
        var civilAffairs = trial.officer(Role.DEPARTMENT_CLERK, Trial.COUNTY, Department.CIVIL_AFFAIRS);
        assertThat(trial.<Long>asOfficer(civilAffairs, e -> e.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(caseId.toString())
                        .count()))
                .isEqualTo(1);
    }

    @Test
    void aStepHasTheCountysDeadline() {
        var caseId = trial.visit(trial.village(0));
        assertThat(trial.task(caseId).getDueDate().toInstant()).isEqualTo(TrialCases.DUE);
        trial.submit(trial.officer(Role.VILLAGE_CLERK, trial.village(0)), caseId, Map.of());
        assertThat(trial.task(caseId).getDueDate()).isNull();
    }

    @Test
    void aProcessOfNoCaseDoesNotStart() {
        trial.deploy();
        assertThatThrownBy(() ->
                        trial.engine.asApplication(e -> e.getRuntimeService().startProcessInstanceByKey("trial-visit")))
                .hasMessageContaining("belongs to no case");
        assertThatThrownBy(() -> trial.engine.start("trial-visit", CaseId.next(), Map.of()))
                .isInstanceOf(RuntimeException.class);
    }

    private List<String> candidates(Task task) {
        return trial.engine.asApplication(e -> e.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .toList());
    }
}
