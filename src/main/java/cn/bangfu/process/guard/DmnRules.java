package cn.bangfu.process.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** One table, in plain FEEL, with the questions and answers that the program knows. */
final class DmnRules {

    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "decision",
            "decisionTable",
            "input",
            "inputExpression",
            "inputValues",
            "output",
            "outputValues",
            "rule",
            "inputEntry",
            "outputEntry",
            "text",
            "description");

    private static final Map<String, String> REFUSED = Map.of(
            "literalExpression", "写成了公式，不是规则表，别人看不懂也核对不了。请改成规则表。",
            "businessKnowledgeModel", "业务知识模型会调用函数，不能用。请删去。",
            "functionDefinition", "函数会运行程序，不能用。请删去。",
            "invocation", "调用别的函数，不能用。请删去。",
            "import", "不能引用别的文件。请删去。",
            "context", "写成了上下文，不是规则表。请改成规则表。",
            "inputData", "输入数据图形只是装饰，请删去。",
            "knowledgeSource", "知识来源图形请删去，依据写在每一行的说明里。");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9_]{0,63}");
    private static final String TEXT = "\"[^\"\\\\$#{}]{0,200}\"";
    private static final String NUMBER = "-?\\d{1,12}(?:\\.\\d{1,4})?";
    private static final Pattern TEXTS = Pattern.compile(TEXT + "(?:\\s*,\\s*" + TEXT + ")*");
    private static final Pattern NUMBERS = Pattern.compile("(?:<=?|>=?)?\\s*" + NUMBER + "|[\\[\\]]\\s*" + NUMBER
            + "\\s*\\.\\.\\s*" + NUMBER + "\\s*[\\[\\]]|" + NUMBER + "(?:\\s*,\\s*" + NUMBER + ")*");
    private static final Pattern NOT = Pattern.compile("not\\((.*)\\)");
    private static final Pattern ONE = Pattern.compile(TEXT + "|" + NUMBER + "|true|false");

    /** Unusual in a table of ours, but nothing that runs a program. */
    private static final Set<String> FORMULA = Set.of("variable", "literalExpression");

    private static final Pattern CALLS = Pattern.compile("\\bfunction\\b|\\bexternal\\b|[$#]\\{");

    private final ModelFile file;
    private final boolean strict;
    private final List<Fault> faults = new ArrayList<>();

    private DmnRules(ModelFile file, boolean strict) {
        this.file = file;
        this.strict = strict;
    }

    static List<Fault> faults(ModelFile file, Surroundings around) {
        var rules = new DmnRules(file, true);
        try {
            var root = Xml.read(file.content()).getDocumentElement();
            rules.visit(root);
            if (rules.faults.isEmpty()) {
                rules.table(root, around);
            }
        } catch (Xml.Unreadable e) {
            rules.refuse("", String.valueOf(e.getMessage()));
        }
        return rules.faults;
    }

    /** Whether anything in it would run. */
    static List<Fault> hostile(ModelFile file) {
        var rules = new DmnRules(file, false);
        try {
            rules.visit(Xml.read(file.content()).getDocumentElement());
        } catch (Xml.Unreadable e) {
            rules.refuse("", String.valueOf(e.getMessage()));
        }
        return rules.faults;
    }

    private void refuse(String element, String message) {
        faults.add(new Fault(file.name(), element, message));
    }

    private void visit(Element element) {
        var namespace = String.valueOf(element.getNamespaceURI());
        if (!namespace.equals(DMN)) {
            if (!namespace.startsWith("https://www.omg.org/spec/DMN/")
                    && !namespace.startsWith("http://www.omg.org/spec/DMN/")) {
                refuse("", "来历不明的内容“" + element.getNodeName() + "”，不能用。请删去。");
            }
            return;
        }
        var local = element.getLocalName();
        var formula = !strict && FORMULA.contains(local);
        if (!strict && local.equals("text") && CALLS.matcher(Xml.text(element)).find()) {
            refuse("", "「" + nameOf(element) + "」里调用了程序，不能用。请删去。");
            return;
        }
        if (!formula && !ELEMENTS.contains(local)) {
            refuse(
                    element.getAttribute("id"),
                    "「" + nameOf(element) + "」" + REFUSED.getOrDefault(local, "里的“" + local + "”不能用。请删去。"));
            return;
        }
        for (var language : List.of("expressionLanguage", "typeLanguage")) {
            var value = element.getAttribute(language).toLowerCase(java.util.Locale.ROOT);
            if (!value.isEmpty() && !value.contains("feel")) {
                refuse(element.getAttribute("id"), "「" + nameOf(element) + "」用了脚本语言“" + value + "”，不能用。请改成FEEL。");
            }
        }
        for (var i = 0; i < element.getAttributes().getLength(); i++) {
            var value = element.getAttributes().item(i).getNodeValue();
            if (value.contains("${") || value.contains("#{")) {
                refuse(element.getAttribute("id"), "「" + nameOf(element) + "」里写了表达式，不能用。请删去。");
            }
        }
        Xml.children(element).forEach(this::visit);
    }

    private static String nameOf(Element element) {
        var name =
                element.getAttribute("label").isEmpty() ? element.getAttribute("name") : element.getAttribute("label");
        return name.isEmpty()
                ? element.getAttribute("id").isEmpty() ? element.getLocalName() : element.getAttribute("id")
                : name;
    }

    private void table(Element root, Surroundings around) {
        var decisions = Xml.children(root, "decision");
        if (decisions.size() != 1) {
            refuse("", "一个文件应正好有一张规则表，现在有%d张。请分开。".formatted(decisions.size()));
            return;
        }
        var decision = decisions.get(0);
        var name = decision.getAttribute("name");
        if (!decision.getAttribute("id").equals(file.key())) {
            refuse(
                    decision.getAttribute("id"),
                    "规则表编号“%s”与文件名“%s”不同。请把两个改成一样。".formatted(decision.getAttribute("id"), file.key()));
        }
        if (name.isBlank()) {
            refuse(decision.getAttribute("id"), "规则表没有名称。请填写。");
        }
        if (decision.getAttributeNS("http://camunda.org/schema/1.0/dmn", "historyTimeToLive")
                .isBlank()) {
            refuse(decision.getAttribute("id"), "「" + name + "」没有写保存期（History time to live）。请填P3650D。");
        }
        var tables = Xml.children(decision, "decisionTable");
        if (tables.size() != 1) {
            refuse(decision.getAttribute("id"), "「" + name + "」不是规则表。请改成规则表。");
            return;
        }
        var shape = shape(tables.get(0));
        var shipped = around.shipped(file.name()).flatMap(original -> {
            try {
                return Xml.children(Xml.read(original.content()).getDocumentElement(), "decision").stream()
                        .flatMap(known -> Xml.children(known, "decisionTable").stream())
                        .findFirst();
            } catch (Xml.Unreadable e) {
                return java.util.Optional.<Element>empty();
            }
        });
        if (shipped.isEmpty()) {
            refuse(decision.getAttribute("id"), "「" + name + "」是新的规则表，没有哪个系统步骤会用它。只能改已有的规则表。");
            return;
        }
        compare(name, shape, shape(shipped.get()), tables.get(0), shipped.get());
        rows(name, tables.get(0), shape, shape(shipped.get()));
    }

    /** Questions and answers by name. */
    private record Shape(List<String> inputs, Map<String, Set<String>> outputs, Map<String, String> types) {}

    private static Shape shape(Element table) {
        var inputs = new ArrayList<String>();
        var types = new LinkedHashMap<String, String>();
        for (var input : Xml.children(table, "input")) {
            var expression = Xml.children(input, "inputExpression").stream().findFirst();
            var text = expression
                    .flatMap(one -> Xml.children(one, "text").stream().findFirst())
                    .map(Xml::text)
                    .orElse("");
            inputs.add(text);
            types.put(text, expression.map(one -> one.getAttribute("typeRef")).orElse(""));
        }
        var outputs = new LinkedHashMap<String, Set<String>>();
        for (var output : Xml.children(table, "output")) {
            var values = new TreeSet<String>();
            Xml.children(output, "outputValues").stream()
                    .flatMap(list -> Xml.children(list, "text").stream())
                    .map(Xml::text)
                    .forEach(text -> {
                        var matcher = Pattern.compile(TEXT).matcher(text);
                        while (matcher.find()) {
                            values.add(matcher.group());
                        }
                    });
            outputs.put(output.getAttribute("name"), values);
            types.put(output.getAttribute("name"), output.getAttribute("typeRef"));
        }
        return new Shape(inputs, outputs, types);
    }

    private void compare(String name, Shape shape, Shape known, Element table, Element shippedTable) {
        for (var input : shape.inputs()) {
            if (!NAME.matcher(input).matches() || !known.inputs().contains(input)) {
                refuse("", "「%s」的输入“%s”系统不会给出。只能用：%s。".formatted(name, input, String.join("、", known.inputs())));
            }
        }
        if (new HashSet<>(shape.inputs()).size() != shape.inputs().size()) {
            refuse("", "「" + name + "」有两列用同一个输入。请合并。");
        }
        if (!shape.outputs().keySet().equals(known.outputs().keySet())) {
            refuse(
                    "",
                    "「%s」的输出应是：%s。系统按这些名称取结果，不能增减或改名。"
                            .formatted(name, String.join("、", known.outputs().keySet())));
        }
        known.types().forEach((column, type) -> {
            if (shape.types().containsKey(column) && !shape.types().get(column).equals(type)) {
                refuse("", "「%s」的“%s”类型应是%s。请改回。".formatted(name, column, type));
            }
        });
        for (var setting : List.of("hitPolicy", "aggregation")) {
            if (!table.getAttribute(setting).equals(shippedTable.getAttribute(setting))) {
                refuse("", "「%s」的命中方式应是%s。改了结果的意思就变了，请改回。".formatted(name, shippedTable.getAttribute("hitPolicy")));
            }
        }
    }

    private void rows(String name, Element table, Shape shape, Shape known) {
        var rules = Xml.children(table, "rule");
        if (rules.isEmpty()) {
            refuse("", "「" + name + "」一行规则也没有。请补上。");
        }
        var names = new HashSet<String>();
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var where = "「%s」第%d行".formatted(name, i + 1);
            var description = Xml.children(rule, "description").stream()
                    .findFirst()
                    .map(Xml::text)
                    .orElse("");
            if (description.isBlank()) {
                refuse(rule.getAttribute("id"), where + "没有说明。请写上编号和依据，案件里要写明按哪一行。");
            }
            if (!rule.getAttribute("id").isEmpty() && !names.add(rule.getAttribute("id"))) {
                refuse(rule.getAttribute("id"), where + "的编号与别的行重复。请改掉一个。");
            }
            var inputs = Xml.children(rule, "inputEntry");
            var outputs = Xml.children(rule, "outputEntry");
            if (inputs.size() != shape.inputs().size()
                    || outputs.size() != shape.outputs().size()) {
                refuse(rule.getAttribute("id"), where + "的格数与列数不同。请在Modeler里重新填。");
                continue;
            }
            for (var column = 0; column < inputs.size(); column++) {
                var text = cell(inputs.get(column));
                if (!isTest(text)) {
                    refuse(
                            inputs.get(column).getAttribute("id"),
                            "%s“%s”一格“%s”不能用：只能写固定的值、比较或范围。"
                                    .formatted(where, shape.inputs().get(column), shortened(text)));
                }
            }
            var column = 0;
            for (var output : shape.outputs().keySet()) {
                var text = cell(outputs.get(column));
                var values = known.outputs().getOrDefault(output, Set.of());
                if (!text.isEmpty() && !ONE.matcher(text).matches()) {
                    refuse(
                            outputs.get(column).getAttribute("id"),
                            "%s“%s”一格“%s”不能用：只能写一个固定的值。".formatted(where, output, shortened(text)));
                } else if (!text.isEmpty() && !values.isEmpty() && !values.contains(text)) {
                    refuse(
                            outputs.get(column).getAttribute("id"),
                            "%s“%s”一格的%s系统不认识。可以是：%s。".formatted(where, output, text, String.join("、", values)));
                }
                column++;
            }
        }
    }

    private static String cell(Element entry) {
        return Xml.children(entry, "text").stream().findFirst().map(Xml::text).orElse("");
    }

    private static boolean isTest(String text) {
        if (text.isEmpty() || text.equals("-") || text.equals("true") || text.equals("false")) {
            return true;
        }
        var not = NOT.matcher(text);
        var plain = not.matches() ? not.group(1).strip() : text;
        return TEXTS.matcher(plain).matches() || NUMBERS.matcher(plain).matches();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
