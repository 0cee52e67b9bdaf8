package cn.bangfu.process.guard;

import cn.bangfu.process.guard.Diagram.Flow;
import cn.bangfu.process.guard.Diagram.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plays a diagram through, every choice open: does it always come to its end, and never to one place twice at once? */
final class Tokens {

    private static final int MOST_STATES = 4_000;

    private final Diagram diagram;

    Tokens(Diagram diagram) {
        this.diagram = diagram;
    }

    /** What goes wrong in a scope that begins there, in Chinese; the ids of the nodes concerned before the bar. */
    List<Fault> faults(String file, String scope, Node start) {
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<Set<String>>();
        var open = new ArrayDeque<Set<String>>();
        put(ids(diagram.outOf(start)), seen, open);
        var told = new HashSet<String>();
        while (!open.isEmpty()) {
            if (seen.size() > MOST_STATES) {
                faults.add(new Fault(file, scope, "并行分支太多，不能逐一核对。请简化“" + start.label() + "”之后的流程。"));
                return faults;
            }
            var state = open.poll();
            if (state.isEmpty()) {
                continue;
            }
            var moved = false;
            for (var node : diagram.in(scope)) {
                for (var next : steps(node, state)) {
                    moved = true;
                    var doubled = next.doubled();
                    if (doubled != null) {
                        if (told.add("2" + doubled)) {
                            faults.add(
                                    new Fault(file, doubled, "连线（" + doubled + "）会同时走到两次：分开的几路没有汇合就又合到一起。请用并行网关汇合。"));
                        }
                    } else {
                        put(next.state(), seen, open);
                    }
                }
            }
            if (!moved) {
                for (var flow : state) {
                    diagram.flows().stream()
                            .filter(stuck -> stuck.id().equals(flow))
                            .flatMap(stuck -> diagram.node(stuck.target()).stream())
                            .filter(node -> told.add("0" + node.id()))
                            .forEach(node -> faults.add(new Fault(
                                    file, node.id(), node.label() + "会一直等不到另一路，案件就停在这里。前面用的是“选一路”，汇合却要“等齐”。")));
                }
            }
        }
        return faults;
    }

    private static void put(Set<String> state, Set<Set<String>> seen, ArrayDeque<Set<String>> open) {
        if (seen.add(state)) {
            open.add(state);
        }
    }

    /** @param doubled a flow on which there would be two; null if there is none */
    private record Next(
            Set<String> state,
            @org.jspecify.annotations.Nullable String doubled) {}

    private List<Next> steps(Node node, Set<String> state) {
        var incoming = diagram.into(node);
        var outgoing = diagram.outOf(node);
        var steps = new ArrayList<Next>();
        if (node.is("parallelGateway")) {
            if (!incoming.isEmpty() && state.containsAll(ids(incoming))) {
                steps.add(next(state, ids(incoming), ids(outgoing)));
            }
            return steps;
        }
        for (var flow : incoming) {
            if (!state.contains(flow.id())) {
                continue;
            }
            var taken = Set.of(flow.id());
            if (node.is("exclusiveGateway", "eventBasedGateway")) {
                outgoing.forEach(way -> steps.add(next(state, taken, Set.of(way.id()))));
            } else {
                steps.add(next(state, taken, ids(outgoing)));
                for (var boundary : diagram.attachedTo(node)) {
                    var aside = new TreeSet<>(ids(diagram.outOf(boundary)));
                    if (!boundary.interrupts()) {
                        aside.addAll(ids(outgoing));
                    }
                    steps.add(next(state, taken, aside));
                }
            }
        }
        return steps;
    }

    private static Next next(Set<String> state, Set<String> taken, Set<String> put) {
        var after = new TreeSet<>(state);
        after.removeAll(taken);
        for (var flow : put) {
            if (!after.add(flow)) {
                return new Next(state, flow);
            }
        }
        return new Next(after, null);
    }

    private static Set<String> ids(List<Flow> flows) {
        var ids = new TreeSet<String>();
        flows.forEach(flow -> ids.add(flow.id()));
        return ids;
    }
}
