package cn.bangfu.process.engine;

import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers: the course of processes and tasks, incidents, failed jobs, and the whole operation log. Decisions are left
 * out because their inputs are personal (income, illness), variables unless a process routes by them, and what the trail keeps better:
 * candidates of a task, jobs that went well.
 */
class RoutingHistoryLevel extends AbstractHistoryLevel {

    static final String NAME = "bangfu";

    private static final Set<HistoryEventType> KEPT = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.ACTIVITY_INSTANCE_START,
            HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_END,
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_UPDATE,
            HistoryEventTypes.TASK_INSTANCE_MIGRATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.TASK_INSTANCE_DELETE,
            HistoryEventTypes.INCIDENT_CREATE,
            HistoryEventTypes.INCIDENT_MIGRATE,
            HistoryEventTypes.INCIDENT_DELETE,
            HistoryEventTypes.INCIDENT_RESOLVE,
            HistoryEventTypes.INCIDENT_UPDATE,
            HistoryEventTypes.JOB_FAIL,
            HistoryEventTypes.BATCH_START,
            HistoryEventTypes.BATCH_END,
            HistoryEventTypes.BATCH_UPDATE,
            HistoryEventTypes.USER_OPERATION_LOG);

    private static final Set<HistoryEventType> KEPT_FOR_ROUTING = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE,
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE,
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE);

    private final Supplier<Set<String>> routingVariables;

    /** @param routingVariables asked when the first variable is written, so that the models' beans need not exist before the engine */
    RoutingHistoryLevel(Supplier<Set<String>> routingVariables) {
        this.routingVariables = routingVariables;
    }

    @Override
    public int getId() {
        return 41;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (KEPT.contains(type)) {
            return true;
        }
        if (!KEPT_FOR_ROUTING.contains(type)) {
            return false;
        }
        // Asked without an entity: whether such events are produced at all.
        return entity == null
                || entity instanceof VariableInstanceEntity variable
                        && routingVariables.get().contains(variable.getName());
    }
}
