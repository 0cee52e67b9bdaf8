package cn.bangfu.process.engine;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.MissingAuthorization;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;

/** Guards the single task as {@link OfficeAuthorizationManager} guards lists of them: the authorization first, then the office. */
class OfficeTaskChecker extends AuthorizationCommandChecker {

    @Override
    public void checkReadTask(TaskEntity task) {
        super.checkReadTask(task);
        requireOffice(task, "READ");
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        super.checkReadTaskVariable(task);
        requireOffice(task, "READ_VARIABLE");
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        super.checkUpdateTaskVariable(task);
        requireOffice(task, "UPDATE_VARIABLE");
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        super.checkTaskAssign(task);
        requireOffice(task, "TASK_ASSIGN");
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        super.checkTaskWork(task);
        requireOffice(task, "TASK_WORK");
    }

    private static void requireOffice(TaskEntity task, String permission) {
        var command = Context.getCommandContext();
        if (!(command.getAuthorizationManager() instanceof OfficeAuthorizationManager manager)) {
            throw new IllegalStateException("the scope of offices is not installed");
        }
        manager.offices().ifPresent(offices -> {
            if (task.getCandidates().stream().map(IdentityLink::getGroupId).noneMatch(offices::contains)) {
                throw new AuthorizationException(
                        command.getAuthenticatedUserId(),
                        List.of(new MissingAuthorization(permission, "Task", task.getId())));
            }
        });
    }
}
