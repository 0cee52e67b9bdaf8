package cn.bangfu.process.engine;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells Tasklist which form a task has. The engine's own answer needs the right to read the task's variables, which no official has,
 * because it might contain some.
 */
@Component
class TaskFormReference implements EngineApiInterceptor {

    private static final Pattern PATH = Pattern.compile("task/([^/]+)/form");

    private final CaseEngine engine;

    TaskFormReference(CaseEngine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        var path = PATH.matcher(request.path());
        if (!request.method().equals("GET") || !path.matches()) {
            return Optional.empty();
        }
        Task task = engine.asOfficer(e -> e.getTaskService()
                .createTaskQuery()
                .taskId(path.group(1))
                .initializeFormKeys()
                .singleResult());
        return Optional.of(task == null ? Answer.notFound() : Answer.ok(form(task)));
    }

    private static LinkedHashMap<String, @Nullable Object> form(Task task) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("key", task.getFormKey());
        form.put("camundaFormRef", task.getCamundaFormRef());
        form.put("contextPath", null);
        return form;
    }
}
