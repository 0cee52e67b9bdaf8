package cn.bangfu.process.guard;

import cn.bangfu.access.Role;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.guard.Change.Kind;
import cn.bangfu.process.guard.Diagram.Flow;
import cn.bangfu.process.guard.Diagram.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** What is different between two versions, as a process owner would tell a colleague. */
public final class ModelChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> KINDS = Map.of(
            "startEvent", "开始",
            "endEvent", "结束",
            "boundaryEvent", "边界事件",
            "intermediateCatchEvent", "等待",
            "userTask", "环节",
            "serviceTask", "系统步骤",
            "callActivity", "调用的流程",
            "subProcess", "子流程",
            "exclusiveGateway", "分路",
            "parallelGateway", "并行");

    private static final Set<String> UNSAID = Set.of(
            "documentation",
            "incoming",
            "outgoing",
            "sequenceFlow",
            "textAnnotation",
            "association",
            // of a column
            "width");

    private final String file;
    private final List<Change> changes = new ArrayList<>();

    private ModelChanges(String file) {
        this.file = file;
    }

    /** @param before nothing where the file is new */
    public static List<Change> between(Optional<ModelFile> before, ModelFile after) {
        var changes = new ModelChanges(after.name());
        if (before.isEmpty()) {
            changes.add(Kind.ADDED, "", "新文件“" + after.name() + "”");
            return changes.changes;
        }
        if (Arrays.equals(before.get().content(), after.content())) {
            return List.of();
        }
        try {
            switch (after.ending()) {
                case "bpmn" ->
                    changes.diagrams(
                            Diagram.of(Xml.read(before.get().content())).orElseThrow(),
                            Diagram.of(Xml.read(after.content())).orElseThrow());
                case "dmn" ->
                    changes.tables(
                            Xml.read(before.get().content()).getDocumentElement(),
                            Xml.read(after.content()).getDocumentElement());
                default -> changes.forms(JSON.readTree(before.get().content()), JSON.readTree(after.content()));
            }
        } catch (Xml.Unreadable | IOException e) {
            throw new IllegalArgumentException(after.name() + " cannot be read", e);
        }
        if (changes.changes.isEmpty()) {
            changes.add(Kind.CHANGED, "", "只改了图形位置、说明或书写，办理方式没有变化");
        }
        return changes.changes;
    }

    private void add(Kind kind, String element, String text) {
        changes.add(new Change(file, kind, element, text));
    }

    private static <T> void compare(
            Map<String, T> before,
            Map<String, T> after,
            BiConsumer<String, T> added,
            BiConsumer<String, T> removed,
            BiConsumer<T, T> both) {
        before.forEach((id, old) -> {
            if (!after.containsKey(id)) {
                removed.accept(id, old);
            }
        });
        after.forEach((id, now) -> {
            var old = before.get(id);
            if (old == null) {
                added.accept(id, now);
            } else {
                both.accept(old, now);
            }
        });
    }

    private void differs(String element, String what, String before, String after) {
        if (!Objects.equals(before, after)) {
            add(
                    Kind.CHANGED,
                    element,
                    "%s：“%s”改为“%s”"
                            .formatted(what, before.isEmpty() ? "（无）" : before, after.isEmpty() ? "（无）" : after));
        }
    }

    // --- diagrams

    private void diagrams(Diagram before, Diagram after) {
        compare(
                byId(before.nodes(), Node::id),
                byId(after.nodes(), Node::id),
                (id, node) -> add(Kind.ADDED, id, kind(node) + words(node) + "，" + about(node) + place(after, node)),
                (id, node) -> add(Kind.REMOVED, id, kind(node) + words(node) + place(before, node)),
                (old, now) -> node(old, now));
        compare(
                byId(before.flows(), Flow::id),
                byId(after.flows(), Flow::id),
                (id, flow) -> add(Kind.ADDED, id, "走向：" + way(after, flow)),
                (id, flow) -> add(Kind.REMOVED, id, "走向：" + way(before, flow)),
                (old, now) -> {
                    if (!old.source().equals(now.source()) || !old.target().equals(now.target())) {
                        add(Kind.CHANGED, now.id(), "走向：" + way(before, old) + "，改为" + way(after, now));
                    }
                    differs(now.id(), "连线“" + way(after, now) + "”的名称", old.name(), now.name());
                    differs(
                            now.id(),
                            "走“" + way(after, now) + "”的条件",
                            Objects.requireNonNullElse(old.condition(), ""),
                            Objects.requireNonNullElse(now.condition(), ""));
                });
        differs(
                after.key(),
                "流程名称",
                before.process().getAttribute("name"),
                after.process().getAttribute("name"));
        differs(
                after.key(),
                "记录保存期",
                Xml.camunda(before.process(), "historyTimeToLive"),
                Xml.camunda(after.process(), "historyTimeToLive"));
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static String kind(Node node) {
        return KINDS.getOrDefault(node.type(), "");
    }

    private static String words(Node node) {
        return "“" + (node.name().isEmpty() ? node.id() : node.name()) + "”";
    }

    private static String about(Node node) {
        if (!node.is("userTask")) {
            return "";
        }
        return "由" + office(node) + "办理，时限" + deadline(node) + "，";
    }

    private static String place(Diagram diagram, Node node) {
        var before = diagram.into(node).stream()
                .flatMap(flow -> diagram.node(flow.source()).stream())
                .map(ModelChanges::words)
                .collect(Collectors.joining("、"));
        var after = diagram.outOf(node).stream()
                .flatMap(flow -> diagram.node(flow.target()).stream())
                .map(ModelChanges::words)
                .collect(Collectors.joining("、"));
        return "在%s之后、%s之前".formatted(before.isEmpty() ? "开始" : before, after.isEmpty() ? "结束" : after);
    }

    private static String way(Diagram diagram, Flow flow) {
        var from = diagram.node(flow.source()).map(ModelChanges::words).orElse(flow.source());
        var to = diagram.node(flow.target()).map(ModelChanges::words).orElse(flow.target());
        return from + "→" + to;
    }

    private void node(Node old, Node now) {
        var what = kind(now) + words(old);
        differs(now.id(), what + "的名称", old.name(), now.name());
        differs(now.id(), what + "的办理岗位", office(old), office(now));
        differs(now.id(), what + "的时限", deadline(old), deadline(now));
        differs(now.id(), what + "的表单", Xml.camunda(old.xml(), "formRef"), Xml.camunda(now.xml(), "formRef"));
        differs(
                now.id(),
                what + "由系统做的事",
                Xml.camunda(old.xml(), "delegateExpression"),
                Xml.camunda(now.xml(), "delegateExpression"));
        differs(
                now.id(),
                what + "调用的流程",
                old.xml().getAttribute("calledElement"),
                now.xml().getAttribute("calledElement"));
        differs(now.id(), what + "等待的时间", timer(old), timer(now));
        differs(now.id(), what + "所在的子流程", old.scope(), now.scope());
        differs(
                now.id(),
                what + "的默认走向",
                old.xml().getAttribute("default"),
                now.xml().getAttribute("default"));
        differs(
                now.id(),
                what + "交给系统的值",
                Diagram.inputs(old.xml()) + "" + Diagram.outputs(old.xml()),
                Diagram.inputs(now.xml()) + "" + Diagram.outputs(now.xml()));
        differs(now.id(), what + "是否打断办理", String.valueOf(old.interrupts()), String.valueOf(now.interrupts()));
        differs(now.id(), what + "是否逐项办理", eachOf(old), eachOf(now));
        otherwise(now.id(), what, settings(old.xml()), settings(now.xml()));
    }

    /** What has no words of its own is not left unsaid. */
    private void otherwise(String element, String what, String before, String after) {
        if (!before.equals(after)
                && changes.stream().noneMatch(change -> change.element().equals(element))) {
            add(Kind.CHANGED, element, what + "的其他设置");
        }
    }

    /** Everything written at an element that can matter, in one order; not what is drawn inside it, and no documentation. */
    private static String settings(Element element) {
        var said = new TreeMap<String, String>();
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            if (!UNSAID.contains(attributes.item(i).getLocalName())) {
                said.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
            }
        }
        var inside = Xml.children(element).stream()
                .filter(child -> !UNSAID.contains(child.getLocalName()) && !KINDS.containsKey(child.getLocalName()))
                .map(child -> child.getLocalName() + settings(child) + Xml.text(child))
                .toList();
        return said + "" + inside;
    }

    private static String eachOf(Node node) {
        return Xml.children(node.xml(), "multiInstanceLoopCharacteristics").stream()
                .findFirst()
                .map(ModelChanges::settings)
                .orElse("");
    }

    private static String office(Node node) {
        var group = Xml.camunda(node.xml(), "candidateGroups");
        return Arrays.stream(Role.values())
                .filter(role -> role.groupName().equals(group))
                .findFirst()
                .map(Role::label)
                .orElse(group);
    }

    private static String deadline(Node node) {
        var name = Diagram.properties(node.xml()).getOrDefault("deadline", "");
        return Parameters.term(name).map(Parameter::label).orElse(name);
    }

    private static String timer(Node node) {
        return node.definition("timerEventDefinition")
                .flatMap(definition ->
                        Xml.children(definition, "timeDate").stream().findFirst())
                .map(Xml::text)
                .orElse("");
    }

    // --- tables

    private void tables(Element before, Element after) {
        var old = table(before);
        var now = table(after);
        differs("", "规则表名称", name(before), name(after));
        differs("", "命中方式", old.getAttribute("hitPolicy"), now.getAttribute("hitPolicy"));
        var columns = columns(now);
        compare(
                rows(old),
                rows(now),
                (id, row) -> add(Kind.ADDED, id, "第" + row.number() + "行：" + row.say(columns)),
                (id, row) -> add(Kind.REMOVED, id, "原第" + row.number() + "行：" + row.say(columns(old))),
                (was, is) -> row(was, is, columns));
        var order = List.copyOf(rows(old).keySet());
        var ordered = List.copyOf(rows(now).keySet());
        var kept = order.stream().filter(ordered::contains).toList();
        if (!kept.equals(ordered.stream().filter(order::contains).toList())) {
            add(Kind.CHANGED, "", "行的先后有变化");
        }
        differs("", "列", String.join("、", columns(old)), String.join("、", columns));
        for (var kind : List.of("input", "output")) {
            var was = Xml.children(old, kind);
            var is = Xml.children(now, kind);
            for (var i = 0; i < Math.min(was.size(), is.size()); i++) {
                otherwise(
                        is.get(i).getAttribute("id"),
                        "列“" + is.get(i).getAttribute("label") + "”",
                        settings(was.get(i)),
                        settings(is.get(i)));
            }
        }
    }

    private static Element table(Element root) {
        return Xml.children(root, "decision").stream()
                .flatMap(decision -> Xml.children(decision, "decisionTable").stream())
                .findFirst()
                .orElseThrow();
    }

    private static String name(Element root) {
        return Xml.children(root, "decision").get(0).getAttribute("name");
    }

    private static List<String> columns(Element table) {
        var columns = new ArrayList<String>();
        for (var kind : List.of("input", "output")) {
            for (var column : Xml.children(table, kind)) {
                columns.add(
                        column.getAttribute("label").isEmpty()
                                ? column.getAttribute("name")
                                : column.getAttribute("label"));
            }
        }
        return columns;
    }

    private record Row(int number, String reason, List<String> cells) {

        String say(List<String> columns) {
            var said = new ArrayList<String>();
            for (var i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                if (!cells.get(i).isEmpty()) {
                    said.add(columns.get(i) + "=" + cells.get(i));
                }
            }
            return String.join("，", said) + (reason.isEmpty() ? "" : "（" + reason + "）");
        }
    }

    private static Map<String, Row> rows(Element table) {
        var rows = new LinkedHashMap<String, Row>();
        var number = 0;
        for (var rule : Xml.children(table, "rule")) {
            number++;
            var cells = new ArrayList<String>();
            for (var kind : List.of("inputEntry", "outputEntry")) {
                Xml.children(rule, kind)
                        .forEach(cell -> cells.add(Xml.children(cell, "text").stream()
                                .findFirst()
                                .map(Xml::text)
                                .orElse("")));
            }
            var reason = Xml.children(rule, "description").stream()
                    .findFirst()
                    .map(Xml::text)
                    .orElse("");
            rows.put(rule.getAttribute("id"), new Row(number, reason, cells));
        }
        return rows;
    }

    private void row(Row was, Row is, List<String> columns) {
        var where = "第" + is.number() + "行";
        if (was.cells().size() == is.cells().size()) {
            for (var i = 0; i < is.cells().size(); i++) {
                differs(
                        "",
                        where + "“" + (i < columns.size() ? columns.get(i) : "") + "”",
                        was.cells().get(i),
                        is.cells().get(i));
            }
        }
        differs("", where + "的说明", was.reason(), is.reason());
    }

    // --- forms

    private void forms(JsonNode before, JsonNode after) {
        var old = new LinkedHashMap<String, JsonNode>();
        var now = new LinkedHashMap<String, JsonNode>();
        fields(before, old);
        fields(after, now);
        compare(
                old,
                now,
                (id, field) -> add(Kind.ADDED, id, "新的一栏" + label(field) + "，" + how(field)),
                (id, field) -> add(Kind.REMOVED, id, "一栏" + label(field)),
                (was, is) -> field(was, is));
        var order = old.keySet().stream().filter(now::containsKey).toList();
        if (!order.equals(now.keySet().stream().filter(old::containsKey).toList())) {
            add(Kind.CHANGED, "", "各栏的先后有变化");
        }
    }

    private static void fields(JsonNode parent, Map<String, JsonNode> found) {
        for (var component : parent.path("components")) {
            var id = component
                    .path("key")
                    .asText(component.path("path").asText(component.path("id").asText("")));
            if (!component.path("type").asText().equals("group")
                    || component.path("path").isTextual()) {
                var name = id;
                for (var i = 2; found.containsKey(name); i++) {
                    name = id + "#" + i;
                }
                found.put(name, component);
            }
            fields(component, found);
        }
    }

    private static String label(JsonNode field) {
        return "“" + name(field) + "”";
    }

    private static String name(JsonNode field) {
        var label = field.path("label").asText("");
        return label.isEmpty()
                ? field.path("dateLabel")
                        .asText(field.path("text").asText(field.path("key").asText("")))
                : label;
    }

    private static String how(JsonNode field) {
        return type(field)
                + (required(field).equals("是") ? "，必填" : "")
                + (options(field).isEmpty() ? "" : "，选项：" + options(field));
    }

    private static String type(JsonNode field) {
        return switch (field.path("type").asText()) {
            case "textfield" -> "一行文字";
            case "textarea" -> "多行文字";
            case "select", "radio" -> "单选";
            case "checklist" -> "多选";
            case "checkbox" -> "勾选";
            case "datetime" -> "日期";
            case "evidence" -> "照片或文件";
            case "dynamiclist" -> "一行一行填的表";
            case "text" -> "说明文字";
            default -> field.path("type").asText();
        };
    }

    private static String required(JsonNode field) {
        return field.path("validate").path("required").asBoolean(false) ? "是" : "否";
    }

    private static String options(JsonNode field) {
        var labels = new ArrayList<String>();
        field.path("values")
                .forEach(option -> labels.add(
                        option.path("label").asText(option.path("value").asText())));
        return String.join("、", labels);
    }

    private void field(JsonNode was, JsonNode is) {
        var id = is.path("key").asText("");
        var what = "一栏" + label(was);
        differs(id, what + "的名称", name(was), name(is));
        differs(id, what + "的填法", type(was), type(is));
        differs(id, what + "是否必填", required(was), required(is));
        differs(id, what + "的选项", options(was), options(is));
        differs(
                id,
                what + "的提示",
                was.path("description").asText(""),
                is.path("description").asText(""));
        differs(
                id,
                what + "什么时候不显示",
                was.path("conditional").path("hide").asText(""),
                is.path("conditional").path("hide").asText(""));
        for (var limit : Map.of("minLength", "最少字数", "maxLength", "最多字数", "pattern", "格式", "min", "最小值", "max", "最大值")
                .entrySet()) {
            differs(
                    id,
                    what + "的" + limit.getValue(),
                    was.path("validate").path(limit.getKey()).asText(""),
                    is.path("validate").path(limit.getKey()).asText(""));
        }
        differs(
                id,
                what + "能否改",
                was.path("readonly").asBoolean(false) ? "只能看" : "可填",
                is.path("readonly").asBoolean(false) ? "只能看" : "可填");
        differs(
                id,
                what + "是否决定走向",
                was.path("properties").path("routing").asText("否"),
                is.path("properties").path("routing").asText("否"));
        otherwise(id, what, settings(was), settings(is));
    }

    private static String settings(JsonNode field) {
        ObjectNode copy = field.deepCopy();
        return copy.remove(List.of("id", "layout", "components")).toString();
    }
}
