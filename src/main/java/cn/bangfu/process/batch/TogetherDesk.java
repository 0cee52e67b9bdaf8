package cn.bangfu.process.batch;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.identification.CountyList;
import cn.bangfu.identification.CountyLists;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.BatchGateway;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchOutcome;
import cn.bangfu.process.gateway.Draft;
import cn.bangfu.process.gateway.OpenForm;
import cn.bangfu.process.gateway.StepGateway;
import cn.bangfu.process.gateway.TaskLine;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The page 「与其他户一起办理」: all open tasks of one step in the officer's offices, what is said of all, and what of each. */
@Service
public class TogetherDesk {

    private static final List<String> ONE_DOCUMENT = List.of("documentNumber", "decidedOn", "decidedAt");
    private static final int FACT_LENGTH = 120;

    private final TaskLists tasks;
    private final StepGateway steps;
    private final BatchGateway batches;
    private final CountyLists lists;
    private final CurrentOfficer currentOfficer;

    TogetherDesk(
            TaskLists tasks,
            StepGateway steps,
            BatchGateway batches,
            CountyLists lists,
            CurrentOfficer currentOfficer) {
        this.tasks = tasks;
        this.steps = steps;
        this.batches = batches;
        this.lists = lists;
        this.currentOfficer = currentOfficer;
    }

    /**
     * @param values with which the household's form opens, of fields that may be answered or are shown
     * @param facts what the form shows of the household, in short
     */
    public record Household(TaskLine task, Map<String, @Nullable Object> values, List<Fact> facts) {}

    public record Fact(String label, String value) {}

    /**
     * @param subject under which draft and act are kept
     * @param shared the form's part that is asked once
     * @param form whole, for a household for which something else holds
     * @param truncated whether there are more open tasks than one act takes
     */
    public record Opening(
            String element,
            String name,
            BatchKind kind,
            UUID subject,
            @Nullable String number,
            JsonNode shared,
            JsonNode form,
            List<Household> households,
            boolean truncated,
            @Nullable Draft draft) {}

    /** Whether the step is one that is done for many. */
    public static boolean knows(String element) {
        return TogetherSteps.of(element).isPresent();
    }

    /** Steps of which the officer has at least two open tasks, with their number. */
    public Map<String, List<TaskLine>> waiting() {
        var found = new LinkedHashMap<String, List<TaskLine>>();
        for (var element : TogetherSteps.elements().stream().sorted().toList()) {
            var page = tasks.page(TaskLists.Filter.OFFICE, element, 0, Batch.LIMIT);
            if (!page.tasks().isEmpty()) {
                found.put(element, page.tasks());
            }
        }
        return found;
    }

    /**
     * Empty if the step is not done for many, or the officer has no such task.
     *
     * @param list only households of this list, without those taken out of it
     */
    public Optional<Opening> open(String element, @Nullable UUID list) {
        var together = TogetherSteps.of(element).orElse(null);
        if (together == null) {
            return Optional.empty();
        }
        var countyList = list == null ? null : lists.find(list).orElse(null);
        if (list != null && countyList == null) {
            return Optional.empty();
        }
        var page = tasks.page(TaskLists.Filter.OFFICE, element, 0, Batch.LIMIT);
        var forms = page.tasks().stream()
                .filter(task -> countyList == null || stands(countyList, task.caseId()))
                .flatMap(task -> steps.open(task.id()).stream())
                .toList();
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        var schema = forms.get(0).schema();
        var subject = subject(element, list);
        return Optional.of(new Opening(
                element,
                forms.get(0).task().name(),
                together.kind(),
                subject,
                countyList == null ? null : countyList.reportNumber(),
                FormParts.only(schema, together::asksForAll),
                schema,
                forms.stream().map(form -> household(form, together)).toList(),
                page.total() > page.tasks().size(),
                batches.draft(together.kind(), subject).orElse(null)));
    }

    private static boolean stands(CountyList list, CaseId caseId) {
        return list.entries().stream()
                .anyMatch(entry -> entry.caseId().equals(caseId) && entry.standing() != CountyList.Standing.TAKEN_OUT);
    }

    /** A list is one thing for all its officials; without one it is the officer's own pile of tasks. */
    private UUID subject(String element, @Nullable UUID list) {
        if (list != null) {
            return list;
        }
        var offices = currentOfficer.require().posts().stream()
                .map(post -> post.office().id().toString())
                .sorted()
                .collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes((element + ":" + offices).getBytes(StandardCharsets.UTF_8));
    }

    private static Household household(OpenForm form, TogetherSteps.Together together) {
        var names = FormParts.names(form.schema());
        var values = new LinkedHashMap<String, @Nullable Object>();
        form.values().forEach((name, value) -> {
            if (names.contains(name)) {
                values.put(name, value);
            }
        });
        var facts = new ArrayList<Fact>();
        chosen(form.schema().get("components"), form.values(), together, facts);
        facts(form.schema().get("components"), form.values(), facts);
        return new Household(form.task(), values, facts);
    }

    /** What each household's own form has chosen already: its category, its main risk. */
    private static void chosen(
            JsonNode components,
            Map<String, @Nullable Object> values,
            TogetherSteps.Together together,
            List<Fact> facts) {
        for (var component : components) {
            if (component.path("type").asText().equals("group")) {
                chosen(component.get("components"), values, together, facts);
            } else if (component.path("type").asText().equals("select")
                    && !together.asksForAll(component.path("key").asText())) {
                var value = String.valueOf(values.get(component.path("key").asText()));
                for (var option : component.path("values")) {
                    if (option.path("value").asText().equals(value)) {
                        facts.add(new Fact(
                                component.path("label").asText(),
                                option.path("label").asText()));
                    }
                }
            }
        }
    }

    private static void facts(JsonNode components, Map<String, @Nullable Object> values, List<Fact> facts) {
        for (var component : components) {
            if (component.path("type").asText().equals("group")) {
                facts(component.get("components"), values, facts);
            } else if (component.path("readonly").asBoolean()
                    && !component.path("properties").path("kind").asText().equals("reference")
                    && values.get(component.path("key").asText()) instanceof String text
                    && !text.isBlank()) {
                facts.add(new Fact(
                        component.path("label").asText(),
                        text.length() > FACT_LENGTH ? text.substring(0, FACT_LENGTH) + "……" : text));
            }
        }
    }

    /**
     * Hands the answers in.
     *
     * @param list the list that is decided, if it is one
     */
    public BatchOutcome submit(String element, @Nullable UUID list, List<Batch.Item> items, @Nullable String key) {
        var together = TogetherSteps.of(element).orElseThrow();
        var countyList = list == null ? null : lists.find(list).orElse(null);
        if (element.equals(Elements.DECIDE_IN_COUNTY)) {
            var differing = ONE_DOCUMENT.stream()
                    .filter(name -> items.stream()
                                    .filter(item ->
                                            "CONFIRM".equals(item.answer().get("countyDecision")))
                                    .map(item -> String.valueOf(item.answer().get(name)))
                                    .collect(Collectors.toSet())
                                    .size()
                            > 1)
                    .findFirst();
            if (differing.isPresent()) {
                return new BatchOutcome.Refused(
                        List.of(new FieldError("documentNumber", "一份名单只用一个批复文号和日期。要用另一个文号的户，请先移出。")), List.of());
            }
        }
        return batches.submit(
                new Batch(together.kind(), subject(element, list), number(countyList, element, items), items),
                List::of,
                key);
    }

    private static @Nullable String number(@Nullable CountyList list, String element, List<Batch.Item> items) {
        if (list != null) {
            return list.reportNumber();
        }
        return element.equals(Elements.DECIDE_IN_TOWN)
                ? items.stream()
                        .map(item -> item.answer().get("reportNumber"))
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Kinds of act of which the officer's pages keep drafts. */
    public static Set<BatchKind> kinds() {
        return TogetherSteps.elements().stream()
                .map(element -> TogetherSteps.of(element).orElseThrow().kind())
                .collect(Collectors.toSet());
    }
}
