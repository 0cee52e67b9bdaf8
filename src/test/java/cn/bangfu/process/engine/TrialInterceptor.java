package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.shared.CaseId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A gateway of one step: reads and submits the tasks of the trial processes, and no others. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrialInterceptor implements EngineApiInterceptor {

    private static final Pattern PATH = Pattern.compile("task/([^/]+)/(form-variables|submit-form)");

    private final ProcessEngine processEngine;
    private final CaseEngine engine;
    private final StepPermits permits;
    private final CurrentOfficer currentOfficer;
    private final TransactionTemplate transaction;

    @Nullable
    String engineUser;

    @Nullable
    String springUser;

    TrialInterceptor(
            ProcessEngine processEngine,
            CaseEngine engine,
            StepPermits permits,
            CurrentOfficer currentOfficer,
            TransactionTemplate transaction) {
        this.processEngine = processEngine;
        this.engine = engine;
        this.permits = permits;
        this.currentOfficer = currentOfficer;
        this.transaction = transaction;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        var task = engine.asOfficer(
                e -> e.getTaskService().createTaskQuery().taskId(path.group(1)).singleResult());
        if (task == null || !task.getProcessDefinitionId().startsWith("trial-")) {
            return Optional.empty();
        }
        if (request.method().equals("GET")) {
            return Optional.of(Answer.ok(Map.of("note", Map.of("value", "来自业务系统", "type", "String"))));
        }
        engineUser =
                processEngine.getIdentityService().getCurrentAuthentication().getUserId();
        springUser = currentOfficer.require().username();
        var key = engine.asApplication(e -> e.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey());
        transaction.executeWithoutResult(status -> permits.whileCompleting(task.getId(), CaseId.of(key), () -> {
            engine.complete(task.getId(), Map.of());
            return null;
        }));
        return Optional.of(Answer.noContent());
    }
}
