package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Officers;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds tasks for the signed-in officer: those of the offices in which a post is held, and no others. */
@Component
class OpenTasks {

    /** More than a case ever has at once; the engine answers no question without a bound (H23). */
    private static final int MANY = 200;

    private final CaseEngine engine;
    private final CurrentOfficer currentOfficer;
    private final Officers officers;
    private final ReleasedForms forms;
    private final Steps steps;
    private final Cases cases;

    OpenTasks(
            CaseEngine engine,
            CurrentOfficer currentOfficer,
            Officers officers,
            ReleasedForms forms,
            Steps steps,
            Cases cases) {
        this.engine = engine;
        this.currentOfficer = currentOfficer;
        this.officers = officers;
        this.forms = forms;
        this.steps = steps;
        this.cases = cases;
    }

    /** What the engine says around a task. */
    private record Surroundings(CaseId caseId, Set<String> offices, RoutingValues routing) {}

    /** Empty if there is no such task, or it belongs to another office: the caller cannot tell which. */
    Optional<OpenTask> find(String taskId) {
        return find(taskId, null);
    }

    /** @param batch the act on many households in which the task is answered */
    Optional<OpenTask> find(String taskId, @Nullable BatchRef batch) {
        var officer = currentOfficer.require();
        var task = visible(taskId);
        if (task == null) {
            return Optional.empty();
        }
        var around = engine.asApplication(e -> surroundings(e, task));
        return actor(officer, around.offices()).map(actor -> {
            var form = forms.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
            return new OpenTask(
                    task,
                    cases.require(around.caseId()),
                    form,
                    steps.require(task.getTaskDefinitionKey()),
                    new StepContext(
                            around.caseId(),
                            task.getId(),
                            task.getTaskDefinitionKey(),
                            form.processKey(),
                            form.processVersion(),
                            actor,
                            batch,
                            around.routing()));
        });
    }

    private @Nullable Task visible(String taskId) {
        return engine.<Optional<Task>>asOfficer(e -> Optional.ofNullable(
                        e.getTaskService().createTaskQuery().taskId(taskId).singleResult()))
                .orElse(null);
    }

    private static Surroundings surroundings(ProcessEngine engine, Task task) {
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        var values = new HashMap<String, Object>();
        engine.getTaskService().getVariables(task.getId()).forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        return new Surroundings(
                CaseId.of(instance.getBusinessKey()), offices(engine, task.getId()), new RoutingValues(values));
    }

    /** The engine's groups to which a task is offered. */
    static Set<String> offices(ProcessEngine engine, String taskId) {
        return engine.getTaskService().getIdentityLinksForTask(taskId).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Optional<Actor> actor(SignedInOfficer officer, Set<String> offices) {
        return officer.posts().stream()
                .filter(post -> offices.contains(post.office().group(post.role())))
                .findFirst()
                .map(officer::actorIn);
    }

    String nameOf(String username) {
        return officers.byUsername(username).map(officer -> officer.name()).orElse(username);
    }

    /** The tasks of a case that are open now, whosesoever. */
    List<Task> of(CaseId caseId) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId.toString())
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MANY));
    }

    /** Name of the office to which a task is offered. */
    String officeOf(String taskId) {
        return engine.asApplication(e -> offices(e, taskId)).stream()
                .flatMap(group -> officers.group(group).stream())
                .map(group -> group.label())
                .findFirst()
                .orElse("");
    }
}
