package cn.bangfu.process.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Lets nobody end a task past the step gateway: whoever completes one, deletes or modifies its instance, fires its timer by hand or
 * throws an error into it needs a {@link StepPermits permit}. Jobs that fall due by themselves pass, they have no user. Built in, so
 * that {@code skipCustomListeners} does not skip it.
 *
 * <p>It also refuses to put somebody else's name on a task: assignee is the signed-in officer or nobody (H7).
 */
class TaskEndGuard implements TaskListener {

    private final StepPermits permits;

    TaskEndGuard(StepPermits permits) {
        this.permits = permits;
    }

    @Override
    public void notify(DelegateTask task) {
        var command = Context.getCommandContext();
        var user = command.getAuthenticatedUserId();
        if (user == null && command.getCurrentJob() != null) {
            return;
        }
        var allowed =
                switch (task.getEventName()) {
                    case EVENTNAME_COMPLETE -> permits.allowsCompleting(task.getId());
                    case EVENTNAME_DELETE -> permits.allowsCancelling(caseOf(task));
                    case EVENTNAME_ASSIGNMENT ->
                        task.getAssignee() == null || task.getAssignee().equals(user);
                    default -> throw new IllegalStateException(task.getEventName());
                };
        if (!allowed) {
            throw new AuthorizationException(
                    user, "to " + task.getEventName() + " without a permit", "Task", task.getId());
        }
    }

    private static String caseOf(DelegateTask task) {
        return ((TaskEntity) task).getExecution().getProcessBusinessKey();
    }
}
