package cn.bangfu.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.identification.ReturnTo;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.process.ProcessVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At every gateway exactly one way is open, whatever people and delegates answer. */
class RoutingConditionsTest {

    private static final Pattern TESTED = Pattern.compile("(\\w+) *[=!]= *'(\\w+)'");

    /** Values of variables that no form sets. */
    private static final Map<String, Set<String>> SET_BY_DELEGATES = Map.of(
            "acceptance", Set.of("COMPLETE", "INCOMPLETE"),
            "proposalRoute", Set.of("CONTINUE", "INCOMPLETE", "RELIEF_SUFFICED"),
            "route", names(RouteOutcome.values()),
            "returnTo", names(ReturnTo.values()),
            "noticeOutcome", Set.of("PASSED", "UPHELD_RETURN", "UPHELD_END"));

    static List<ProcessModel> models() {
        return ProcessModel.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aConditionComparesADeclaredVariableWithItsValues(ProcessModel model) {
        for (var flow : conditional(model)) {
            var text = condition(flow);
            assertThat(text).as(flow.getId()).matches("\\$\\{[\\w\\s=!'|&]+}");
            for (var name : ProcessModel.namesIn(text)) {
                var variable = model.variables().get(name);
                assertThat(variable).as("%s of %s", name, flow.getId()).isNotNull();
                if (variable.type() == Boolean.class) {
                    assertThat(text).doesNotContain(name + " =");
                } else {
                    assertThat(variable.type()).isEqualTo(String.class);
                    assertThat(values(model, variable)).containsAll(tested(text, name));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void atEveryGatewayExactlyOneWayIsOpen(ProcessModel model) {
        for (var gateway : model.elements(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() == 1) {
                assertThat(gateway.getIncoming()).as(gateway.getId()).hasSizeGreaterThan(1);
                continue;
            }
            for (var assignment : arriving(model, gateway)) {
                var open = gateway.getOutgoing().stream()
                        .filter(flow -> !flow.equals(gateway.getDefault()))
                        .filter(flow -> holds(condition(flow), assignment))
                        .map(SequenceFlow::getId)
                        .toList();
                if (gateway.getDefault() == null) {
                    assertThat(open)
                            .as("%s with %s", gateway.getId(), assignment)
                            .hasSize(1);
                } else {
                    assertThat(open)
                            .as("%s with %s", gateway.getId(), assignment)
                            .hasSizeLessThan(2);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatAFormOffersIsWhatAGatewayAsksFor(ProcessModel model) {
        var offered = new HashMap<String, Set<String>>();
        model.forms()
                .forEach(form -> FormFile.read(form).routingFields().forEach((key, field) -> offered.computeIfAbsent(
                                key, k -> new TreeSet<>())
                        .addAll(field.options().keySet())));
        offered.forEach((key, values) -> {
            var asked = new TreeSet<String>();
            conditional(model).forEach(flow -> asked.addAll(tested(condition(flow), key)));
            if (key.equals("returnTo")) {
                assertThat(names(ReturnTo.values())).containsAll(values);
            } else {
                assertThat(values).as("%s in %s", key, model).containsExactlyInAnyOrderElementsOf(asked);
            }
        });
    }

    @Test
    void theCountyMaySendBackToEveryStepTheTownToThoseBeforeIt() {
        assertThat(options("decide-in-county", "returnTo")).isEqualTo(names(ReturnTo.values()));
        assertThat(options("decide-in-town", "returnTo"))
                .containsExactlyInAnyOrder("VISIT", "FINDINGS", "VILLAGE_REVIEW");
        assertThat(options("investigate-objection", "returnTo"))
                .containsExactlyInAnyOrder("VISIT", "FINDINGS", "VILLAGE_REVIEW");
    }

    private static Set<String> options(String form, String key) {
        return FormFile.read(form).routingFields().get(key).options().keySet();
    }

    private static List<SequenceFlow> conditional(ProcessModel model) {
        return model.elements(SequenceFlow.class).stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .toList();
    }

    private static String condition(SequenceFlow flow) {
        return flow.getConditionExpression().getTextContent();
    }

    private static Set<String> tested(String condition, String variable) {
        var tested = new TreeSet<String>();
        var matcher = TESTED.matcher(condition);
        while (matcher.find()) {
            if (matcher.group(1).equals(variable)) {
                tested.add(matcher.group(2));
            }
        }
        return tested;
    }

    private static Set<String> values(ProcessModel model, ProcessVariable<?> variable) {
        var set = SET_BY_DELEGATES.get(variable.name());
        if (set != null) {
            return set;
        }
        var values = new TreeSet<String>();
        model.forms().forEach(form -> {
            var field = FormFile.read(form).routingFields().get(variable.name());
            if (field != null) {
                values.addAll(field.options().keySet());
            }
        });
        assertThat(values).as(variable.name()).isNotEmpty();
        return values;
    }

    /** All combinations of the values that the gateway asks about, less those that the ways into it exclude. */
    private static List<Map<String, Object>> arriving(ProcessModel model, ExclusiveGateway gateway) {
        var names = new LinkedHashSet<String>();
        gateway.getOutgoing().stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .forEach(flow -> names.addAll(ProcessModel.namesIn(condition(flow))));
        var incoming = gateway.getIncoming().stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .map(RoutingConditionsTest::condition)
                .filter(condition -> names.containsAll(ProcessModel.namesIn(condition)))
                .toList();
        List<Map<String, Object>> combinations = List.of(Map.of());
        for (var name : names) {
            var variable = model.variables().get(name);
            var values = variable.type() == Boolean.class ? Set.of(true, false) : values(model, variable);
            var more = new ArrayList<Map<String, Object>>();
            for (var combination : combinations) {
                for (var value : values) {
                    var wider = new HashMap<>(combination);
                    wider.put(name, value);
                    more.add(wider);
                }
            }
            combinations = more;
        }
        return combinations.stream()
                .filter(combination -> incoming.size() < gateway.getIncoming().size()
                        || incoming.stream().anyMatch(condition -> holds(condition, combination)))
                .toList();
    }

    private static boolean holds(String condition, Map<String, Object> values) {
        var factory = new ExpressionFactoryImpl();
        var context = new SimpleContext();
        values.forEach(
                (name, value) -> context.setVariable(name, factory.createValueExpression(value, value.getClass())));
        return (Boolean)
                factory.createValueExpression(context, condition, Boolean.class).getValue(context);
    }

    private static Set<String> names(Enum<?>... constants) {
        return new TreeSet<>(Arrays.stream(constants).map(Enum::name).toList());
    }
}
