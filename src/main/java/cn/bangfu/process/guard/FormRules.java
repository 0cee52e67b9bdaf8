package cn.bangfu.process.guard;

import cn.bangfu.process.gateway.form.FormSchema;
import cn.bangfu.process.gateway.form.IllegalForm;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A form that the server can check, that shows text only, and that asks what the program relies on. */
final class FormRules {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(40)
                    .maxStringLength(20_000)
                    .build())
            .build());

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "网页代码"),
            Map.entry("iframe", "嵌入的网页"),
            Map.entry("image", "外部图片"),
            Map.entry("script", "脚本"),
            Map.entry("expression", "计算公式"),
            Map.entry("button", "按钮"),
            Map.entry("filepicker", "文件选择（请用“证据”）"),
            Map.entry("documentPreview", "文件预览"),
            Map.entry("number", "数字框（会丢字，请用文本框加“金额”或“数量”）"),
            Map.entry("taglist", "标签列表（请用多选）"),
            Map.entry("table", "表格"));

    /** Of settings that hold what people read. */
    private static final Set<String> SHOWN =
            Set.of("label", "dateLabel", "description", "text", "patternErrorMessage", "placeholder");

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:https?|ftp|file|javascript|data|blob|vbscript):|//\\w+\\.\\w+");
    private static final Pattern MARKUP = Pattern.compile("<\\s*[a-zA-Z/!]|!\\[|]\\(|&#|\\{\\{");
    /** A repetition of a repetition, a look around, a reference back: takes for ever on the right answer. */
    private static final Pattern SLOW =
            Pattern.compile("\\(\\?(?!:)|\\\\[1-9]|[+*}]\\)[+*{]|\\|[^)]*\\)[+*{]|[+*][+*]|\\.\\*.*\\.\\*.*\\.\\*");

    private static final int MOST_FIELDS = 400;

    private final ModelFile file;
    private final List<Fault> faults = new ArrayList<>();
    private int count;

    private FormRules(ModelFile file) {
        this.file = file;
    }

    static List<Fault> faults(ModelFile file, Surroundings around) {
        var rules = new FormRules(file);
        JsonNode form;
        try {
            form = JSON.readTree(file.content());
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            rules.refuse("", "第%d行读不出来，或嵌套太深、文字太长。请在Modeler里重新保存。".formatted(place));
            return rules.faults;
        } catch (IOException e) {
            rules.refuse("", "读不出来。请在Modeler里重新保存。");
            return rules.faults;
        }
        if (form == null || !form.isObject()) {
            rules.refuse("", "不是表单。请在Modeler里重新保存。");
            return rules.faults;
        }
        rules.head(form);
        rules.components(form, "");
        if (rules.faults.isEmpty()) {
            rules.checkable();
        }
        if (rules.faults.isEmpty()) {
            around.shipped(file.name()).ifPresent(shipped -> rules.reliedOn(form, shipped));
        }
        return rules.faults;
    }

    /** Whether anything in it would run, or reach outside. */
    static List<Fault> hostile(ModelFile file) {
        var rules = new FormRules(file);
        try {
            rules.outside(JSON.readTree(file.content()));
        } catch (IOException e) {
            rules.refuse("", "读不出来。请在Modeler里重新保存。");
        }
        return rules.faults;
    }

    private void outside(JsonNode parent) {
        for (var component : parent.path("components")) {
            var type = component.path("type").asText("");
            var key = component.path("key").asText(component.path("id").asText(""));
            if (TYPES.containsKey(type)) {
                refuse(key, label(component) + "是" + TYPES.get(type) + "，不能用。请删去。");
            }
            shown(component, key);
            hiddenCode(component, key, label(component));
            outside(component);
        }
    }

    /** Routing fields with their options; without options where it is a tick or a count. */
    static Map<String, Set<String>> routing(ModelFile file) {
        var found = new LinkedHashMap<String, Set<String>>();
        try {
            routing(JSON.readTree(file.content()), found);
        } catch (IOException e) {
            // Refused elsewhere.
        }
        return found;
    }

    private static void routing(JsonNode parent, Map<String, Set<String>> found) {
        for (var component : parent.path("components")) {
            if (component.path("properties").path("routing").asBoolean(false)) {
                var options = new LinkedHashSet<String>();
                component
                        .path("values")
                        .forEach(option -> options.add(option.path("value").asText()));
                found.put(component.path("key").asText(), options);
            }
            routing(component, found);
        }
    }

    private void refuse(String element, String message) {
        faults.add(new Fault(file.name(), element, message));
    }

    private void head(JsonNode form) {
        if (!form.path("id").asText("").equals(file.key())) {
            refuse("", "表单编号“%s”与文件名“%s”不同。请把两个改成一样。".formatted(form.path("id").asText(""), file.key()));
        }
        form.fieldNames().forEachRemaining(name -> {
            if (!Set.of(
                            "components",
                            "type",
                            "id",
                            "schemaVersion",
                            "executionPlatform",
                            "executionPlatformVersion",
                            "exporter",
                            "$schema",
                            "title")
                    .contains(name)) {
                refuse("", "表单的设置“" + name + "”不能用。请删去。");
            }
        });
    }

    private static String label(JsonNode component) {
        var label = component.path("label").asText("");
        if (label.isEmpty()) {
            label = component.path("dateLabel").asText("");
        }
        var key = component
                .path("key")
                .asText(component.path("path").asText(component.path("id").asText("")));
        return label.isEmpty() ? "“" + key + "”" : "「" + label + "」（" + key + "）";
    }

    private void components(JsonNode parent, String where) {
        for (var component : parent.path("components")) {
            if (++count > MOST_FIELDS) {
                refuse("", "表单超过" + MOST_FIELDS + "栏，填不完。请精简。");
                return;
            }
            var type = component.path("type").asText("");
            var key = component.path("key").asText(component.path("id").asText(""));
            if (TYPES.containsKey(type)) {
                refuse(key, label(component) + "是" + TYPES.get(type) + "，不能用。请删去。");
                continue;
            }
            shown(component, key);
            hiddenCode(component, key, label(component));
            field(component, type, key);
            components(component, where + key);
        }
    }

    private void shown(JsonNode component, String key) {
        for (var name : SHOWN) {
            var text = component.path(name).asText("");
            if (name.equals("patternErrorMessage")) {
                text = component.path("validate").path(name).asText("");
            }
            if (ADDRESS.matcher(text).find()) {
                refuse(key, label(component) + "里有网址，不能用：表单不连到系统之外。请删去。");
            } else if (MARKUP.matcher(text).find() || text.startsWith("=")) {
                refuse(key, label(component) + "里藏了网页代码或公式，不能用。请只写文字。");
            }
        }
        for (var option : component.path("values")) {
            var text = option.path("label").asText("");
            if (ADDRESS.matcher(text).find() || MARKUP.matcher(text).find()) {
                refuse(key, label(component) + "的选项里有网址或网页代码，不能用。请只写文字。");
            }
        }
    }

    /** Anything else that holds text: properties, appearance, default values. */
    private void hiddenCode(JsonNode component, String key, String label) {
        component.fields().forEachRemaining(setting -> {
            var name = setting.getKey();
            if (name.equals("components") || SHOWN.contains(name) || name.equals("values")) {
                return;
            }
            if (name.equals("url") || name.equals("source") || name.equals("dataSource") || name.equals("href")) {
                refuse(key, label + "的设置“" + name + "”会连到别处，不能用。请删去。");
                return;
            }
            var text = setting.getValue().toString();
            if (ADDRESS.matcher(text).find()
                    || !name.equals("conditional") && !name.equals("validate") && text.contains("<")) {
                refuse(key, label + "的设置“" + name + "”里有网址或网页代码，不能用。请删去。");
            }
        });
    }

    private void field(JsonNode component, String type, String key) {
        var pattern = component.path("validate").path("pattern").asText("");
        if (!pattern.isEmpty() && SLOW.matcher(pattern).find()) {
            refuse(key, label(component) + "的格式要求太复杂，一个长答案就能拖住系统。请改简单些。");
        }
        if ((type.equals("textfield") || type.equals("textarea"))
                && !component.path("validate").path("maxLength").isInt()
                && !component.path("properties").path("kind").isTextual()) {
            refuse(key, label(component) + "没有写最多多少字。请填写（文本框不超过500，多行不超过4000）。");
        }
        if (component.path("key").isTextual()
                && component.path("label").asText("").isBlank()
                && component.path("dateLabel").asText("").isBlank()) {
            refuse(key, "“" + key + "”这一栏没有名称。请填写。");
        }
    }

    private void checkable() {
        try {
            FormSchema.parse(file.content());
        } catch (IllegalForm e) {
            refuse(where(e), whyIllegal(e));
        }
    }

    private static String where(IllegalForm e) {
        return String.valueOf(e.getMessage()).split(": ", 2)[0];
    }

    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry("nested too deep", "嵌套太深"),
            Map.entry("is not supported", "用了系统不能核对的类型或要求"),
            Map.entry("can be routing", "不能用来分路：只有列表之外的单选、勾选和数量可以"),
            Map.entry("only dates", "只能填日期，不能填时刻"),
            Map.entry("is not known", "的种类系统不认识"),
            Map.entry("not an expression", "的要求写成了公式，只能写固定的值"),
            Map.entry("fixed number", "的上下限只能是固定的数，并且是金额或数量"),
            Map.entry("pattern is too long", "的格式要求太长"),
            Map.entry("no regular expression", "的格式要求写错了"),
            Map.entry("options by expression", "的选项写成了公式"),
            Map.entry("option's value", "的选项值应是文字"),
            Map.entry("option stands twice", "有两个一样的选项"),
            Map.entry("no options", "没有选项"),
            Map.entry("plain English word", "的键名应是英文字母开头的一个词"),
            Map.entry("key stands twice", "的键名用了两次"),
            Map.entry("condition", "的显示条件太复杂，只能比较、并且、或者"),
            Map.entry("not FEEL", "的显示条件写错了"));

    private static String whyIllegal(IllegalForm e) {
        var message = String.valueOf(e.getMessage());
        return REASONS.stream()
                .filter(reason -> message.contains(reason.getKey()))
                .findFirst()
                .map(reason -> "“" + where(e) + "”这一栏" + reason.getValue() + "。请改正。")
                .orElse("“" + where(e) + "”这一栏系统不能核对。请改正。");
    }

    /** What a step's Java reads has to be asked: other words, more questions, another order, but not less and not of another kind. */
    private void reliedOn(JsonNode form, ModelFile shipped) {
        Map<String, JsonNode> now = new LinkedHashMap<>();
        Map<String, JsonNode> known = new LinkedHashMap<>();
        try {
            fields(form, "", now);
            fields(JSON.readTree(shipped.content()), "", known);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        known.forEach((path, original) -> {
            var field = now.get(path);
            if (field == null) {
                refuse(path, label(original) + "这一栏系统要用，不能删。不想让人填的，请不要动它。");
                return;
            }
            if (!field.path("type").equals(original.path("type"))
                    || !field.path("properties")
                            .path("kind")
                            .equals(original.path("properties").path("kind"))
                    || !field.path("properties")
                            .path("routing")
                            .asText("")
                            .equals(original.path("properties").path("routing").asText(""))) {
                refuse(path, label(field) + "的类型系统要用，不能改。请改回。");
            }
            if (original.path("readonly").asBoolean(false)
                    && !field.path("readonly").asBoolean(false)) {
                refuse(path, label(field) + "是系统给出的，不能改成可填。请改回。");
            }
            if (original.path("validate").path("required").asBoolean(false)
                    && !field.path("validate").path("required").asBoolean(false)) {
                refuse(path, label(field) + "是必填的，不能改成可不填。请改回。");
            }
            var options = options(field);
            var allowed = options(original);
            if (!allowed.isEmpty() && !allowed.containsAll(options)) {
                options.removeAll(allowed);
                refuse(path, label(field) + "的选项“" + String.join("、", options) + "”系统不认识。只能改文字，不能加选项值。");
            }
            if (original.path("properties").path("routing").asBoolean(false)
                    && !options(field).containsAll(allowed)) {
                refuse(path, label(field) + "决定往哪里走，选项不能少。请恢复。");
            }
        });
    }

    private static Set<String> options(JsonNode field) {
        var options = new TreeSet<String>();
        field.path("values").forEach(option -> options.add(option.path("value").asText()));
        return options;
    }

    private static void fields(JsonNode parent, String prefix, Map<String, JsonNode> found) {
        for (var component : parent.path("components")) {
            var type = component.path("type").asText("");
            if (type.equals("group") && !component.path("path").isTextual()) {
                fields(component, prefix, found);
            } else if (component.path("path").isTextual()) {
                var path = prefix + component.path("path").asText();
                found.put(path, component);
                fields(component, path + ".", found);
            } else if (component.path("key").isTextual()) {
                found.put(prefix + component.path("key").asText(), component);
            }
        }
    }
}
