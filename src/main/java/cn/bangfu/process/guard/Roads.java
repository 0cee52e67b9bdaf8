package cn.bangfu.process.guard;

import cn.bangfu.process.guard.Diagram.Flow;
import cn.bangfu.process.guard.Diagram.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a case can come, conditions aside. */
final class Roads {

    private final Diagram diagram;

    Roads(Diagram diagram) {
        this.diagram = diagram;
    }

    /**
     * Everything that a case comes to from there if those steps are never done. A timer or message on such a step does lead on: that
     * is a way around it.
     */
    Set<String> without(String start, Set<String> undone) {
        var entered = new LinkedHashSet<>(Set.of(start));
        var left = new HashSet<String>();
        var known = -1;
        while (known != entered.size() + left.size()) {
            known = entered.size() + left.size();
            for (var node : diagram.nodes()) {
                if (!entered.contains(node.id()) && isEntered(node, entered, left)) {
                    entered.add(node.id());
                }
                if (entered.contains(node.id()) && !undone.contains(node.id()) && isLeft(node, left)) {
                    left.add(node.id());
                }
            }
        }
        return entered;
    }

    private boolean isEntered(Node node, Set<String> entered, Set<String> left) {
        if (node.is("boundaryEvent")) {
            return errorOf(node).isEmpty()
                    ? entered.contains(node.attachedTo())
                    : errorEnds(node).stream().anyMatch(entered::contains);
        }
        if (node.is("startEvent")) {
            return entered.contains(node.scope())
                    && diagram.node(node.scope())
                            .filter(scope -> !scope.isEventSubProcess())
                            .isPresent();
        }
        var before = diagram.into(node).stream().map(Flow::source).toList();
        if (before.isEmpty()) {
            return false;
        }
        return node.is("parallelGateway")
                ? left.containsAll(before)
                : before.stream().anyMatch(left::contains);
    }

    private static String errorOf(Node node) {
        return node.error();
    }

    private List<String> errorEnds(Node boundary) {
        return diagram.in(boundary.attachedTo()).stream()
                .filter(end -> end.is("endEvent") && end.error().equals(boundary.error()))
                .map(Node::id)
                .toList();
    }

    private boolean isLeft(Node node, Set<String> left) {
        if (!node.is("subProcess")) {
            return true;
        }
        return diagram.in(node.id()).stream()
                .anyMatch(end -> end.is("endEvent") && end.error().isEmpty() && left.contains(end.id()));
    }
}
