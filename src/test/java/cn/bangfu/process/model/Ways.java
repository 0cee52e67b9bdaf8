package cn.bangfu.process.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/** Which elements a case can come to, conditions aside. A join is passed when all ways into it can be. */
final class Ways {

    private final List<Element> elements = new ArrayList<>();

    Ways(BpmnModelInstance model) {
        model.getModelElementsByType(FlowNode.class).forEach(node -> elements.add(Element.of(node)));
    }

    /**
     * An element by what it takes to come to it and to leave it.
     *
     * @param inside the sub-process that begins with it; empty for others
     * @param attached what it is attached to, with the way in which that is left; empty for others
     * @param before sources of the flows into it
     * @param all whether all of these have to come
     * @param ends of a sub-process without an error, any of which leaves it; empty for what is left as soon as it is done
     */
    private record Element(
            String id, String inside, List<String> attached, List<String> before, boolean all, List<String> ends) {

        static Element of(FlowNode node) {
            return new Element(
                    node.getId(),
                    node instanceof StartEvent
                                    && node.getParentElement() instanceof SubProcess sub
                                    && !sub.triggeredByEvent()
                            ? sub.getId()
                            : "",
                    node instanceof BoundaryEvent boundary ? attachedTo(boundary) : List.of(),
                    node.getIncoming().stream()
                            .map(flow -> flow.getSource().getId())
                            .toList(),
                    node instanceof ParallelGateway,
                    node instanceof SubProcess sub ? endsOf(sub, "") : List.of());
        }

        private static List<String> attachedTo(BoundaryEvent boundary) {
            var error = errorOf(boundary);
            return error.isEmpty() || !(boundary.getAttachedTo() instanceof SubProcess sub)
                    ? List.of(boundary.getAttachedTo().getId())
                    : endsOf(sub, error);
        }

        private static List<String> endsOf(SubProcess sub, String error) {
            return sub.getChildElementsByType(EndEvent.class).stream()
                    .filter(end -> errorOf(end).equals(error))
                    .map(FlowNode::getId)
                    .toList();
        }

        private static String errorOf(Event event) {
            return event.getChildElementsByType(ErrorEventDefinition.class).stream()
                    .map(definition -> definition.getError().getId())
                    .findFirst()
                    .orElse("");
        }

        boolean isEntered(Set<String> entered, Set<String> left) {
            if (!before.isEmpty()) {
                return all ? left.containsAll(before) : before.stream().anyMatch(left::contains);
            }
            return entered.contains(inside) || attached.stream().anyMatch(entered::contains);
        }

        boolean isLeft(Set<String> left) {
            return ends.isEmpty() || ends.stream().anyMatch(left::contains);
        }
    }

    /** Ids of all that can be reached from there if nobody ever comes to those blocked. */
    Set<String> from(String start, Set<String> blocked) {
        var entered = new LinkedHashSet<>(Set.of(start));
        var left = new HashSet<>(Set.of(start));
        var known = 0;
        while (known != entered.size() + left.size()) {
            known = entered.size() + left.size();
            for (var element : elements) {
                if (!blocked.contains(element.id)
                        && (entered.contains(element.id) || element.isEntered(entered, left))) {
                    entered.add(element.id);
                    if (element.isLeft(left)) {
                        left.add(element.id);
                    }
                }
            }
        }
        return entered;
    }
}
