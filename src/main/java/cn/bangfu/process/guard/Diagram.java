package cn.bangfu.process.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A process as its diagram draws it. */
final class Diagram {

    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "userTask",
            "serviceTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "eventBasedGateway",
            "parallelGateway");

    /**
     * @param type local name of the element, e.g. {@code userTask}
     * @param scope id of the sub-process or process in which it lies
     * @param attachedTo of a boundary event; empty for others
     */
    record Node(Element xml, String id, String type, String name, String scope, String attachedTo) {

        boolean is(String... types) {
            return Set.of(types).contains(type);
        }

        /** As people know it. */
        String label() {
            return name.isEmpty() ? id : "「" + name + "」（" + id + "）";
        }

        boolean interrupts() {
            return !"false".equals(xml.getAttribute("cancelActivity"));
        }

        boolean isEventSubProcess() {
            return type.equals("subProcess") && "true".equals(xml.getAttribute("triggeredByEvent"));
        }

        Optional<Element> definition(String kind) {
            return Xml.children(xml, kind).stream().findFirst();
        }

        /** Of an error event: which. */
        String error() {
            return definition("errorEventDefinition")
                    .map(definition -> definition.getAttribute("errorRef"))
                    .orElse("");
        }
    }

    /** @param condition none where the way is always open */
    record Flow(
            String id,
            String name,
            String source,
            String target,
            String scope,
            @Nullable String condition) {

        String label() {
            return name.isEmpty() ? id : "「" + name + "」（" + id + "）";
        }
    }

    private final Element process;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Map<String, List<Flow>> into = new HashMap<>();
    private final Map<String, List<Flow>> outOf = new HashMap<>();

    private Diagram(Element process) {
        this.process = process;
    }

    /** @return nothing unless the file holds exactly one process */
    static Optional<Diagram> of(Document document) {
        var processes = Xml.children(document.getDocumentElement(), "process");
        if (processes.size() != 1) {
            return Optional.empty();
        }
        var diagram = new Diagram(processes.get(0));
        Xml.children(document.getDocumentElement(), "message")
                .forEach(message -> diagram.messages.put(message.getAttribute("id"), message.getAttribute("name")));
        diagram.read(diagram.process, diagram.key());
        diagram.connect();
        return Optional.of(diagram);
    }

    private void connect() {
        nodes.keySet().forEach(id -> {
            into.put(id, new ArrayList<>());
            outOf.put(id, new ArrayList<>());
        });
        flows.values().forEach(flow -> {
            into.getOrDefault(flow.target(), new ArrayList<>()).add(flow);
            outOf.getOrDefault(flow.source(), new ArrayList<>()).add(flow);
        });
    }

    private void read(Element scope, String scopeId) {
        for (var element : Xml.children(scope)) {
            if (!Xml.BPMN.equals(element.getNamespaceURI())) {
                continue;
            }
            var type = element.getLocalName();
            var id = element.getAttribute("id");
            if (NODES.contains(type)) {
                nodes.put(
                        id,
                        new Node(
                                element,
                                id,
                                type,
                                element.getAttribute("name").strip(),
                                scopeId,
                                element.getAttribute("attachedToRef")));
                if (type.equals("subProcess")) {
                    read(element, id);
                }
            } else if (type.equals("sequenceFlow")) {
                flows.put(
                        id,
                        new Flow(
                                id,
                                element.getAttribute("name").strip(),
                                element.getAttribute("sourceRef"),
                                element.getAttribute("targetRef"),
                                scopeId,
                                Xml.children(element, "conditionExpression").stream()
                                        .findFirst()
                                        .map(Xml::text)
                                        .orElse(null)));
            }
        }
    }

    Element process() {
        return process;
    }

    String key() {
        return process.getAttribute("id");
    }

    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    List<Flow> flows() {
        return List.copyOf(flows.values());
    }

    List<Flow> into(Node node) {
        return into.getOrDefault(node.id(), List.of());
    }

    List<Flow> outOf(Node node) {
        return outOf.getOrDefault(node.id(), List.of());
    }

    List<Node> in(String scope) {
        return nodes.values().stream()
                .filter(node -> node.scope().equals(scope))
                .toList();
    }

    List<Node> attachedTo(Node node) {
        return nodes.values().stream()
                .filter(boundary -> boundary.attachedTo().equals(node.id()))
                .toList();
    }

    /** The process and its sub-processes. */
    List<String> scopes() {
        var scopes = new ArrayList<String>();
        scopes.add(key());
        nodes.values().stream()
                .filter(node -> node.is("subProcess"))
                .map(Node::id)
                .forEach(scopes::add);
        return scopes;
    }

    /** Name of the message that an event waits for; empty if it waits for none. */
    String message(Node event) {
        return event.definition("messageEventDefinition")
                .map(definition -> messages.getOrDefault(definition.getAttribute("messageRef"), ""))
                .orElse("");
    }

    Set<String> messageNames() {
        return Set.copyOf(messages.values());
    }

    /** Modeler's and our own properties of an element. */
    static Map<String, String> properties(Element element) {
        return extensions(element, "properties").stream()
                .flatMap(holder -> Xml.children(holder, "property").stream())
                .collect(Collectors.toMap(
                        property -> property.getAttribute("name"),
                        property -> property.getAttribute("value"),
                        (first, second) -> first));
    }

    static Map<String, String> inputs(Element element) {
        return extensions(element, "inputOutput").stream()
                .flatMap(holder -> Xml.children(holder, "inputParameter").stream())
                .collect(Collectors.toMap(input -> input.getAttribute("name"), Xml::text, (first, second) -> first));
    }

    static Map<String, String> outputs(Element element) {
        return extensions(element, "inputOutput").stream()
                .flatMap(holder -> Xml.children(holder, "outputParameter").stream())
                .collect(Collectors.toMap(output -> output.getAttribute("name"), Xml::text, (first, second) -> first));
    }

    static List<Element> extensions(Element element, String local) {
        return Xml.children(element, "extensionElements").stream()
                .flatMap(holder -> Xml.children(holder, local).stream())
                .toList();
    }
}
