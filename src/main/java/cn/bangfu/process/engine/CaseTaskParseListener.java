package cn.bangfu.process.engine;

import cn.bangfu.access.Role;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.el.FixedValue;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives every user task of every diagram what diagrams leave out: the case's own office instead of a bare role, a name in the
 * county's words, the county's deadline for the step, and {@link TaskEndGuard}.
 */
class CaseTaskParseListener extends AbstractBpmnParseListener {

    private static final Set<String> ROLE_GROUPS =
            Arrays.stream(Role.values()).map(Role::groupName).collect(Collectors.toUnmodifiableSet());

    private final ObjectProvider<TaskOffices> offices;
    private final ObjectProvider<TaskDeadlines> deadlines;
    private final ObjectProvider<TaskNames> names;
    private final TaskEndGuard guard;

    CaseTaskParseListener(
            ObjectProvider<TaskOffices> offices,
            ObjectProvider<TaskDeadlines> deadlines,
            ObjectProvider<TaskNames> names,
            TaskEndGuard guard) {
        this.offices = offices;
        this.deadlines = deadlines;
        this.names = names;
        this.guard = guard;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        offerToOffices(definition);
        var id = activity.getId();
        var said = definition.getNameExpression();
        if (said != null) {
            definition.setNameExpression(new FromCase(scopeOf -> name(id, (String) said.getValue(scopeOf), scopeOf)));
        }
        var term = deadline(element);
        definition.setDueDateExpression(new FromCase(scopeOf -> due(id, term, scopeOf)));
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, guard);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, guard);
    }

    private void offerToOffices(TaskDefinition definition) {
        var groups = definition.getCandidateGroupIdExpressions();
        for (var group : Set.copyOf(groups)) {
            if (ROLE_GROUPS.contains(group.getExpressionText())) {
                groups.remove(group);
                groups.add(new FromCase(scope -> office(group.getExpressionText(), scope)));
            }
        }
    }

    private String office(String roleGroup, VariableScope scope) {
        var department = (String) scope.getVariable("department");
        var id = caseOf(scope);
        return offices.stream()
                .filter(known -> known.knows(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no feature knows the case " + id))
                .officeGroup(roleGroup, id, department);
    }

    /** Which of the county's terms the diagram names for the step. */
    private static @Nullable String deadline(Element task) {
        var extensions = task.element("extensionElements");
        var holder = extensions == null ? null : extensions.element("properties");
        return holder == null
                ? null
                : holder.elements("property").stream()
                        .filter(property -> "deadline".equals(property.attribute("name")))
                        .map(property -> property.attribute("value"))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Date due(String element, @Nullable String term, VariableScope scope) {
        var id = caseOf(scope);
        Instant due = deadlines
                .orderedStream()
                .filter(known -> known.knows(element, id))
                .findFirst()
                .map(known -> known.due(element, term, id, name -> (String) scope.getVariable(name)))
                .orElse(null);
        return due == null ? null : Date.from(due);
    }

    private String name(String element, String said, VariableScope scope) {
        var id = caseOf(scope);
        return names.orderedStream()
                .flatMap(known -> known.name(element, said, id, name -> (String) scope.getVariable(name)).stream())
                .findFirst()
                .orElse(said);
    }

    private static CaseId caseOf(VariableScope scope) {
        var execution = execution(scope);
        var key = execution.getProcessBusinessKey();
        if (key == null) {
            throw new IllegalStateException("process instance belongs to no case");
        }
        return CaseId.of(key);
    }

    private static DelegateExecution execution(VariableScope scope) {
        return scope instanceof TaskEntity task ? task.getExecution() : (DelegateExecution) scope;
    }

    /** An "expression" that no diagram can write: asks the domain about the case. */
    private static final class FromCase extends FixedValue {

        private final transient Function<VariableScope, @Nullable Object> value;

        FromCase(Function<VariableScope, @Nullable Object> value) {
            super("");
            this.value = value;
        }

        @Override
        public @Nullable Object getValue(VariableScope scope) {
            return value.apply(scope);
        }

        @Override
        public @Nullable Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            return value.apply(scope);
        }
    }
}
