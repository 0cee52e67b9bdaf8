package cn.bangfu.process.model;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.jspecify.annotations.Nullable;

/** Which elements a case can come to, conditions aside. A join is passed when all ways into it can be. */
final class Ways {

    private final BpmnModelInstance model;

    Ways(BpmnModelInstance model) {
        this.model = model;
    }

    /** Ids of all that can be reached from there if nobody ever gets past those blocked; a blocked one is not reached itself. */
    Set<String> from(String start, Set<String> blocked) {
        var entered = new LinkedHashSet<String>();
        var left = new HashSet<String>();
        entered.add(start);
        left.add(start);
        var known = -1;
        while (known != entered.size() + left.size()) {
            known = entered.size() + left.size();
            for (var node : model.getModelElementsByType(FlowNode.class)) {
                if (!blocked.contains(node.getId())
                        && (entered.contains(node.getId()) || isEntered(node, entered, left))) {
                    entered.add(node.getId());
                    if (isLeft(node, left)) {
                        left.add(node.getId());
                    }
                }
            }
        }
        return entered;
    }

    private static boolean isEntered(FlowNode node, Set<String> entered, Set<String> left) {
        if (node instanceof StartEvent && node.getParentElement() instanceof SubProcess sub) {
            return !sub.triggeredByEvent() && entered.contains(sub.getId());
        }
        if (node instanceof BoundaryEvent boundary) {
            var error = errorOf(boundary);
            return error == null
                    ? entered.contains(boundary.getAttachedTo().getId())
                    : boundary.getAttachedTo() instanceof SubProcess sub && isLeftBy(error, sub, left);
        }
        if (node instanceof ParallelGateway) {
            return node.getIncoming().stream().allMatch(flow -> isPassed(flow, left));
        }
        return node.getIncoming().stream().anyMatch(flow -> isPassed(flow, left));
    }

    private static boolean isPassed(SequenceFlow flow, Set<String> left) {
        return left.contains(flow.getSource().getId());
    }

    private static boolean isLeft(FlowNode node, Set<String> left) {
        if (node instanceof SubProcess sub) {
            return isLeftBy(null, sub, left);
        }
        return true;
    }

    private static boolean isLeftBy(@Nullable String error, SubProcess sub, Set<String> left) {
        return sub.getChildElementsByType(EndEvent.class).stream()
                .filter(end -> left.contains(end.getId()))
                .anyMatch(end -> {
                    var raised = end.getEventDefinitions().stream()
                            .filter(ErrorEventDefinition.class::isInstance)
                            .map(definition -> ((ErrorEventDefinition) definition)
                                    .getError()
                                    .getId())
                            .findFirst()
                            .orElse(null);
                    return error == null ? raised == null : error.equals(raised);
                });
    }

    private static @Nullable String errorOf(BoundaryEvent boundary) {
        return boundary.getEventDefinitions().stream()
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition ->
                        ((ErrorEventDefinition) definition).getError().getId())
                .findFirst()
                .orElse(null);
    }
}
