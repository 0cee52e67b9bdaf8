package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.shared.CaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The one door to the engine's services. Without an authentication in the thread the engine checks nothing at all and logs nobody's
 * name (H4), so every call says on whose behalf it is made.
 */
@Component
public class CaseEngine {

    private final ObjectProvider<ProcessEngine> engine;
    private final CurrentOfficer currentOfficer;
    private final OfficerGroups groups;

    CaseEngine(ObjectProvider<ProcessEngine> engine, CurrentOfficer currentOfficer, OfficerGroups groups) {
        this.engine = engine;
        this.currentOfficer = currentOfficer;
        this.groups = groups;
    }

    /**
     * As the signed-in officer, with the engine's authorizations and the scope of the officer's offices.
     *
     * @throws org.springframework.security.authentication.AuthenticationCredentialsNotFoundException if nobody is signed in
     */
    public <T> T asOfficer(Function<ProcessEngine, T> work) {
        return authenticated(currentOfficer.require(), false, work);
    }

    /**
     * As the application itself, for what follows from a domain decision: no authorizations, no scope. An officer who is signed in is
     * still named in the operation log; built-in listeners still ask for a {@link StepPermits permit}.
     */
    public <T> T asApplication(Function<ProcessEngine, T> work) {
        return authenticated(currentOfficer.find().orElse(null), true, work);
    }

    /**
     * Several calls as one command: what one of them has read the next does not read again, and all is written at the end. So a query
     * inside does not see what the work has changed.
     */
    public <T> T atOnce(Supplier<T> work) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(command -> work.get());
    }

    /** Starts the process of a case at its none start event. */
    public void start(String processKey, CaseId caseId, Map<ProcessVariable<?>, Object> routing) {
        asApplication(
                e -> e.getRuntimeService().startProcessInstanceByKey(processKey, caseId.toString(), starting(routing)));
    }

    /** Starts the process of a case at the start event of that message. */
    public void startByMessage(String message, CaseId caseId, Map<ProcessVariable<?>, Object> routing) {
        asApplication(e ->
                e.getRuntimeService().startProcessInstanceByMessage(message, caseId.toString(), starting(routing)));
    }

    /**
     * Tells the case's running processes of something that happened.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException if none or more than one waits for it
     */
    public void tell(String message, CaseId caseId, Map<ProcessVariable<?>, Object> routing) {
        asApplication(e -> {
            e.getRuntimeService()
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey(caseId.toString())
                    .setVariables(kept(routing))
                    .correlate();
            return caseId;
        });
    }

    /**
     * Completes a task in the signed-in officer's name, whoever of the office had claimed it before. The caller holds the
     * {@linkplain StepPermits#whileCompleting permit}.
     *
     * @throws org.camunda.bpm.engine.AuthorizationException if it is not a task of the officer's offices
     */
    public void complete(String taskId, Map<ProcessVariable<?>, Object> routing) {
        asOfficer(e -> {
            take(e, taskId);
            e.getTaskService().complete(taskId, kept(routing));
            return taskId;
        });
    }

    /** Puts the signed-in officer's name on a task of the own offices; a colleague's name goes off it. */
    public void take(String taskId) {
        asOfficer(e -> {
            take(e, taskId);
            return taskId;
        });
    }

    /** Takes whoever's name off a task of the officer's offices. */
    public void release(String taskId) {
        asOfficer(e -> {
            e.getTaskService().claim(taskId, null);
            return taskId;
        });
    }

    private void take(ProcessEngine e, String taskId) {
        var officer = currentOfficer.require().username();
        var task = e.getTaskService().createTaskQuery().taskId(taskId).singleResult();
        if (task != null && officer.equals(task.getAssignee())) {
            return;
        }
        // One claim cannot replace another; taking the name off first says in the log what happened.
        if (task != null && task.getAssignee() != null) {
            e.getTaskService().claim(taskId, null);
        }
        e.getTaskService().claim(taskId, officer);
    }

    /** Whether a process of the case is under way. */
    public boolean isUnderWay(CaseId caseId) {
        return asApplication(e -> e.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseId.toString())
                        .count()
                > 0);
    }

    private static Map<String, @Nullable Object> starting(Map<ProcessVariable<?>, Object> routing) {
        var values = new HashMap<>(StartRouting.now());
        values.putAll(kept(routing));
        return values;
    }

    static Map<String, Object> kept(Map<ProcessVariable<?>, Object> routing) {
        return routing.entrySet().stream()
                .collect(Collectors.toMap(
                        value -> value.getKey().name(), value -> value.getKey().write(value.getValue())));
    }

    private <T> T authenticated(@Nullable SignedInOfficer officer, boolean unchecked, Function<ProcessEngine, T> work) {
        var identity = engine.getObject().getIdentityService();
        Authentication before = identity.getCurrentAuthentication();
        if (officer == null) {
            identity.clearAuthentication();
        } else {
            identity.setAuthentication(officer.username(), List.copyOf(groups.of(officer)));
        }
        try (var mode = unchecked ? UncheckedMode.enter() : UncheckedMode.leave()) {
            return work.apply(engine.getObject());
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }
}
