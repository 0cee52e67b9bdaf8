package cn.bangfu.process.gateway;

import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.EngineApiInterceptor;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The engine's own four addresses for a form's values and answer, for a task and for a start: same paths, same JSON, the gateway's
 * rules. So a form also works in Tasklist's built-in tab.
 */
@Component
class EngineForms implements EngineApiInterceptor {

    private static final Pattern TASK = Pattern.compile("task/([^/]+)/(form-variables|submit-form)");
    private static final Pattern DEFINITION =
            Pattern.compile("process-definition/(?:key/([^/]+)|([^/]+))/(form-variables|submit-form)");

    private final StepGateway steps;
    private final StartGateway starts;
    private final CaseEngine engine;

    EngineForms(StepGateway steps, StartGateway starts, CaseEngine engine) {
        this.steps = steps;
        this.starts = starts;
        this.engine = engine;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        var task = TASK.matcher(request.path());
        if (task.matches()) {
            return Optional.of(
                    task.group(2).equals("submit-form")
                            ? submit(task.group(1), request)
                            : read(task.group(1), request));
        }
        var definition = DEFINITION.matcher(request.path());
        if (definition.matches()) {
            return Optional.of(noneStart(definition.group(1), definition.group(2))
                    .map(start ->
                            definition.group(3).equals("submit-form") ? submit(start, request) : read(start, request))
                    .orElseGet(EngineForms::notHere));
        }
        return Optional.empty();
    }

    private Answer read(String taskId, Request request) {
        if (!request.method().equals("GET")) {
            return wrongMethod();
        }
        return steps.open(taskId)
                .map(form -> Answer.ok(variables(form.values())))
                .orElseGet(EngineForms::notHere);
    }

    private Answer submit(String taskId, Request request) {
        if (!request.method().equals("POST")) {
            return wrongMethod();
        }
        return answered(request, answer -> {
            var outcome = steps.submit(taskId, answer, request.idempotencyKey());
            return outcome instanceof Outcome.Submitted ? Answer.noContent() : refused(outcome);
        });
    }

    private Answer read(Start start, Request request) {
        if (!request.method().equals("GET")) {
            return wrongMethod();
        }
        return starts.open(start.element(), null)
                .map(form -> Answer.ok(variables(form.values())))
                .orElseGet(EngineForms::notHere);
    }

    private Answer submit(Start start, Request request) {
        if (!request.method().equals("POST")) {
            return wrongMethod();
        }
        return answered(request, answer -> {
            var outcome = starts.submit(start.element(), null, answer, request.idempotencyKey());
            return outcome instanceof Outcome.Submitted submitted
                    ? Answer.ok(instance(submitted.caseId()))
                    : refused(outcome);
        });
    }

    private record Start(String element) {}

    /** The none start event of the version under which new cases run. */
    private Optional<Start> noneStart(@Nullable String key, @Nullable String id) {
        return engine.asApplication(e -> {
            var repository = e.getRepositoryService();
            ProcessDefinition asked = key != null
                    ? repository
                            .createProcessDefinitionQuery()
                            .processDefinitionKey(key)
                            .latestVersion()
                            .singleResult()
                    : repository
                            .createProcessDefinitionQuery()
                            .processDefinitionId(id)
                            .singleResult();
            if (asked == null) {
                return Optional.empty();
            }
            return repository.getBpmnModelInstance(asked.getId()).getModelElementsByType(StartEvent.class).stream()
                    .filter(start -> start.getParentElement() instanceof Process
                            && start.getEventDefinitions().isEmpty())
                    .map(start -> new Start(start.getId()))
                    .findFirst();
        });
    }

    private Map<String, Object> instance(CaseId caseId) {
        var instance = engine.asApplication(e -> e.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId.toString())
                .rootProcessInstances()
                .listPage(0, 1));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("links", List.of());
        instance.stream().findFirst().ifPresent(running -> {
            answer.put("id", running.getId());
            answer.put("definitionId", running.getProcessDefinitionId());
        });
        answer.put("businessKey", caseId.toString());
        answer.put("ended", instance.isEmpty());
        answer.put("suspended", false);
        return answer;
    }

    // The engine's JSON.

    private interface Submitting {
        Answer of(Map<String, @Nullable Object> answer);
    }

    private static Answer answered(Request request, Submitting submitting) {
        Map<String, @Nullable Object> answer;
        try {
            answer = values(request.body());
        } catch (IllegalArgumentException e) {
            return error(400, "提交的内容格式不对", List.of());
        }
        return submitting.of(answer);
    }

    private static Map<String, @Nullable Object> values(@Nullable JsonNode body) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (body == null) {
            return values;
        }
        body.path("variables")
                .fields()
                .forEachRemaining(variable -> values.put(variable.getKey(), value(variable.getValue())));
        return values;
    }

    private static @Nullable Object value(JsonNode variable) {
        var value = variable.path("value");
        if (variable.path("type").asText().equalsIgnoreCase("json") && value.isTextual()) {
            return FormJson.plain(FormJson.read(value.asText().getBytes(StandardCharsets.UTF_8)));
        }
        return FormJson.plain(value);
    }

    private static Map<String, Object> variables(Map<String, @Nullable Object> values) {
        var variables = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> variables.put(name, variable(value)));
        return variables;
    }

    private static Map<String, Object> variable(@Nullable Object value) {
        var variable = new LinkedHashMap<String, Object>();
        if (value == null) {
            variable.put("type", "Null");
        } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
            variable.put("type", "Json");
            variable.put("value", FormJson.write(value));
        } else {
            variable.put("type", value.getClass().getSimpleName());
            variable.put("value", value);
        }
        variable.put("valueInfo", Map.of());
        return variable;
    }

    private static Answer refused(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            var message = refused.errors().stream()
                    .map(FieldError::message)
                    .distinct()
                    .collect(Collectors.joining("；"));
            return error(422, message, refused.errors());
        }
        return outcome instanceof Outcome.Conflict conflict ? error(409, conflict.message(), List.of()) : notHere();
    }

    private static Answer notHere() {
        return error(404, "没有找到，可能已由他人办结，或不属于您的单位", List.of());
    }

    private static Answer wrongMethod() {
        return error(405, "不支持这种请求", List.of());
    }

    private static Answer error(int status, String message, List<FieldError> errors) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "RestException");
        body.put("message", message);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return new Answer(status, body);
    }
}
