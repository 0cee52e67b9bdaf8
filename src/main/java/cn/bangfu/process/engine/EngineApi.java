package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.dto.task.TaskDto;
import org.camunda.bpm.engine.rest.hal.HalResource;
import org.camunda.bpm.engine.rest.hal.task.HalTask;
import org.camunda.bpm.engine.rest.hal.task.HalTaskList;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's REST API as Camunda's applications use it, with what Bangfu answers in its place ({@link EngineApiInterceptor}), what it
 * adds to tasks ({@link TaskCards}), and without the engine's error texts. Inside the engine's own servlet, because a servlet filter
 * would run before Camunda's sign-in and CSRF filters.
 */
class EngineApi extends EngineRestApplication {

    private static final Logger log = LoggerFactory.getLogger(EngineApi.class);
    private static final String ENGINE = "engine/default/";

    /** As {@code query-max-results-limit} in application.yml. */
    private static final int MAX_RESULTS = 2000;

    private final Set<Object> singletons;

    EngineApi(Supplier<List<EngineApiInterceptor>> interceptors, Cards cards, ObjectMapper json) {
        singletons = Set.of(new Interception(interceptors, json), new Addition(cards), new NeutralErrors());
    }

    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }

    @PreMatching
    @Priority(Priorities.AUTHORIZATION)
    static final class Interception implements ContainerRequestFilter {

        private final Supplier<List<EngineApiInterceptor>> interceptors;
        private final ObjectMapper json;

        Interception(Supplier<List<EngineApiInterceptor>> interceptors, ObjectMapper json) {
            this.interceptors = interceptors;
            this.json = json;
        }

        @Override
        public void filter(ContainerRequestContext context) throws IOException {
            var path = context.getUriInfo().getPath();
            if (!path.startsWith(ENGINE)) {
                return;
            }
            if (!context.getUriInfo().getQueryParameters().containsKey("maxResults")) {
                // Cockpit asks for some lists without a bound, which the engine refuses (H23).
                context.setRequestUri(context.getUriInfo()
                        .getRequestUriBuilder()
                        .queryParam("maxResults", MAX_RESULTS)
                        .build());
            }
            var bytes = context.getEntityStream().readAllBytes();
            context.setEntityStream(new ByteArrayInputStream(bytes));
            JsonNode body = bytes.length == 0 ? null : json.readTree(bytes);
            var request = new EngineApiInterceptor.Request(
                    context.getMethod(),
                    path.substring(ENGINE.length()),
                    body,
                    context.getHeaderString("Idempotency-Key"));
            interceptors.get().stream()
                    .map(interceptor -> interceptor.answer(request))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(answer -> context.abortWith(response(answer)));
        }

        private Response response(EngineApiInterceptor.Answer answer) {
            var response = Response.status(answer.status());
            if (answer.body() != null) {
                try {
                    // As text, so that the application's own settings for JSON apply and not the engine's.
                    response.type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                            .entity(json.writeValueAsString(answer.body()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return response.build();
        }
    }

    @Priority(Priorities.ENTITY_CODER)
    static final class Addition implements ContainerResponseFilter {

        private final Cards cards;

        Addition(Cards cards) {
            this.cards = cards;
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var entity = response.getEntity();
            if (entity instanceof HalTaskList list && list.get_embedded().get("task") instanceof List<?> tasks) {
                embed(tasks.stream().map(HalTask.class::cast).toList());
            } else if (entity instanceof HalTask task) {
                embed(List.of(task));
            } else if (entity instanceof TaskDto task) {
                response.setEntity(new TaskWithCard(
                        task, cards.of(Set.of(task.getProcessInstanceId())).get(task.getProcessInstanceId())));
            } else if (entity instanceof List<?> list
                    && !list.isEmpty()
                    && list.stream().allMatch(TaskDto.class::isInstance)) {
                var tasks = list.stream().map(TaskDto.class::cast).toList();
                var found = cards.of(
                        tasks.stream().map(TaskDto::getProcessInstanceId).collect(Collectors.toSet()));
                response.setEntity(tasks.stream()
                        .map(task -> new TaskWithCard(task, found.get(task.getProcessInstanceId())))
                        .toList());
            }
        }

        private void embed(List<HalTask> tasks) {
            var found =
                    cards.of(tasks.stream().map(HalTask::getProcessInstanceId).collect(Collectors.toSet()));
            for (var task : tasks) {
                var card = found.get(task.getProcessInstanceId());
                List<HalResource<?>> fields = new ArrayList<>();
                if (card != null) {
                    fields.add(new CardField("caseNumber", card.caseNumber()));
                    fields.add(new CardField("village", card.village()));
                    fields.add(new CardField("head", card.head()));
                    fields.add(new CardField("deadline", Objects.toString(card.deadline(), "")));
                }
                task.addEmbedded("variable", fields);
            }
        }
    }

    /** The engine's exceptions name classes and rows; people get a sentence and a number to ask by, the log has the rest (H37). */
    @Priority(Priorities.ENTITY_CODER + 1)
    static final class NeutralErrors implements ContainerResponseFilter {

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (!(response.getEntity() instanceof ExceptionDto error)) {
                return;
            }
            var incident = UUID.randomUUID().toString().substring(0, 8);
            // Not found and not yours look alike (T13); of a task the engine says it in four ways.
            var ofTask = request.getMethod().equals("GET")
                    && request.getUriInfo().getPath().startsWith(ENGINE + "task/");
            var status = ofTask || response.getStatus() == 403 ? 404 : response.getStatus();
            log.warn(
                    "engine API refused incident={} status={} {} {}: {}",
                    incident,
                    response.getStatus(),
                    request.getMethod(),
                    request.getUriInfo().getPath(),
                    error.getMessage());
            response.setStatus(status);
            response.setEntity(Map.of("message", message(status) + "（编号 " + incident + "）"));
        }

        private static String message(int status) {
            return switch (status) {
                case 400 -> "请求不正确，未办理";
                case 404 -> "没有找到，可能已由他人办结，或不属于本单位";
                default -> "系统未能处理，请稍后再试；仍不行请联系系统管理员";
            };
        }
    }

    /** Finds the cards of a page of tasks. */
    static final class Cards {

        private final CaseEngine engine;
        private final Supplier<Optional<TaskCards>> cards;

        Cards(CaseEngine engine, Supplier<Optional<TaskCards>> cards) {
            this.engine = engine;
            this.cards = cards;
        }

        /** By process instance. */
        Map<String, TaskCards.Card> of(Set<String> processInstances) {
            var source = cards.get();
            if (source.isEmpty() || processInstances.isEmpty()) {
                return Map.of();
            }
            var cases = new HashMap<String, CaseId>();
            engine
                    .asApplication(e -> e.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceIds(processInstances)
                            .listPage(0, processInstances.size()))
                    .stream()
                    .filter(instance -> instance.getBusinessKey() != null)
                    .forEach(instance -> cases.put(instance.getId(), caseOf(instance)));
            var found = source.get().of(Set.copyOf(cases.values()));
            var result = new HashMap<String, TaskCards.Card>();
            cases.forEach((instance, caseId) -> {
                var card = found.get(caseId);
                if (card != null) {
                    result.put(instance, card);
                }
            });
            return result;
        }

        private static CaseId caseOf(ProcessInstance instance) {
            return CaseId.of(instance.getBusinessKey());
        }
    }

    /** A task in plain JSON, with its card. */
    record TaskWithCard(@JsonUnwrapped TaskDto task, TaskCards.@Nullable Card card) {}

    /** Looks like a process variable to Tasklist, which shows those on its cards. */
    public static final class CardField extends HalResource<CardField> {

        private final String name;
        private final String value;

        CardField(String name, String value) {
            this.name = name;
            this.value = value;
        }

        public String getName() {
            return name;
        }

        public String getValue() {
            return value;
        }

        public String getType() {
            return "String";
        }

        public Map<String, Object> getValueInfo() {
            return Map.of();
        }
    }
}
