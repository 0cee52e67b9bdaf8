package cn.bangfu.process.identification;

import cn.bangfu.access.OfficerGroup;
import cn.bangfu.access.Officers;
import cn.bangfu.identification.OpenSteps;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.nudge.Nudge;
import cn.bangfu.process.nudge.Nudges;
import cn.bangfu.shared.CaseId;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.stereotype.Component;

@Component
class CamundaOpenSteps implements OpenSteps {

    /** More than a case ever has at once; the engine answers no question without a bound (H23). */
    private static final int MANY = 200;

    private final CaseEngine engine;
    private final Officers officers;
    private final Nudges nudges;

    CamundaOpenSteps(CaseEngine engine, Officers officers, Nudges nudges) {
        this.engine = engine;
        this.officers = officers;
        this.nudges = nudges;
    }

    @Override
    public List<OpenStep> of(CaseId id) {
        return engine.asApplication(e -> e
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MANY)
                .stream()
                .map(task -> step(e, task))
                .toList());
    }

    private OpenStep step(ProcessEngine e, Task task) {
        var office = e.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .flatMap(group -> officers.group(group).stream())
                .map(OfficerGroup::label)
                .findFirst()
                .orElse("");
        var due = task.getDueDate();
        return new OpenStep(
                task.getId(),
                task.getName(),
                office,
                task.getCreateTime().toInstant(),
                due == null ? null : due.toInstant(),
                nudges.last(task.getId()).map(Nudge::said).orElse(null),
                nudges.mayNudge(task.getId()));
    }

    @Override
    public String nameOf(String processKey, int processVersion, String element) {
        return engine.asApplication(e -> {
            var definition = e.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(processKey)
                    .processDefinitionVersion(processVersion)
                    .singleResult();
            return definition != null
                            && e.getRepositoryService()
                                            .getBpmnModelInstance(definition.getId())
                                            .getModelElementById(element)
                                    instanceof FlowElement step
                            && step.getName() != null
                    ? step.getName()
                    : element;
        });
    }
}
