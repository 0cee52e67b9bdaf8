package cn.bangfu.process.gateway.form;

import cn.bangfu.process.gateway.form.Component.Field;
import cn.bangfu.process.gateway.form.Component.Group;
import cn.bangfu.process.gateway.form.Component.Kind;
import cn.bangfu.process.gateway.form.Component.Rows;
import cn.bangfu.process.gateway.form.Component.Type;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the components of a form; refuses what the server could not check. */
final class FormReader {

    private static final Pattern KEY = Pattern.compile("[a-zA-Z][A-Za-z0-9_]{0,63}");
    private static final Set<String> SHOWN_ONLY = Set.of("text", "separator", "spacer");
    private static final Set<String> VALIDATIONS =
            Set.of("required", "minLength", "maxLength", "pattern", "patternErrorMessage", "min", "max");
    private static final int TEXTFIELD_LIMIT = 500;
    private static final int TEXTAREA_LIMIT = 4000;
    private static final int PATTERN_LIMIT = 300;
    private static final int ROWS_LIMIT = 200;
    private static final int ITEMS_LIMIT = 30;
    private static final int DEPTH_LIMIT = 6;

    private FormReader() {}

    static List<Component> read(JsonNode form) {
        return children(form, new HashSet<>(), false, 0);
    }

    private static List<Component> children(JsonNode parent, Set<String> taken, boolean inRows, int depth) {
        if (depth > DEPTH_LIMIT) {
            throw new IllegalForm(parent.path("id").asText(), "nested too deep");
        }
        var components = new ArrayList<Component>();
        for (var node : parent.path("components")) {
            var component = component(node, taken, inRows, depth);
            if (component != null) {
                components.add(component);
            }
        }
        return List.copyOf(components);
    }

    private static @Nullable Component component(JsonNode node, Set<String> taken, boolean inRows, int depth) {
        var type = node.path("type").asText();
        if (SHOWN_ONLY.contains(type)) {
            return null;
        }
        return switch (type) {
            case "group" -> group(node, taken, inRows, depth);
            case "dynamiclist" -> rows(node, taken, depth);
            default -> field(node, type, taken, inRows);
        };
    }

    private static Group group(JsonNode node, Set<String> taken, boolean inRows, int depth) {
        var path = node.path("path").asText("");
        if (path.isEmpty()) {
            return new Group(null, hide(node), children(node, taken, inRows, depth + 1));
        }
        claim(path, taken);
        return new Group(path, hide(node), children(node, new HashSet<>(), inRows, depth + 1));
    }

    private static Rows rows(JsonNode node, Set<String> taken, int depth) {
        var path = node.path("path").asText("");
        claim(path, taken);
        var properties = node.path("properties");
        return new Rows(
                path,
                node.path("label").asText(path),
                hide(node),
                children(node, new HashSet<>(), true, depth + 1),
                !node.path("allowAddRemove").asBoolean(true),
                node.path("defaultRepetitions").asInt(1),
                properties.path("minRows").asInt(0),
                Math.min(properties.path("maxRows").asInt(ROWS_LIMIT), ROWS_LIMIT));
    }

    private static Field field(JsonNode node, String typeName, Set<String> taken, boolean inRows) {
        var key = node.path("key").asText("");
        var type = type(node, typeName, key);
        claim(key, taken);
        var validate = node.path("validate");
        validate.fieldNames().forEachRemaining(name -> {
            if (!VALIDATIONS.contains(name)) {
                throw new IllegalForm(key, "validation '" + name + "' is not supported");
            }
        });
        var properties = node.path("properties");
        var kind = kind(properties, key, type);
        var routing = properties.path("routing").asBoolean(false);
        if (routing
                && (inRows
                        || !(type == Type.SELECT
                                || type == Type.RADIO
                                || type == Type.CHECKBOX
                                || kind == Kind.COUNT))) {
            throw new IllegalForm(key, "only a choice, a tick or a count outside lists can be routing");
        }
        var limit = type == Type.TEXTAREA ? TEXTAREA_LIMIT : TEXTFIELD_LIMIT;
        var withOptions = type == Type.SELECT || type == Type.RADIO || type == Type.CHECKLIST;
        var optionsFrom = withOptions && node.hasNonNull("valuesKey")
                ? node.path("valuesKey").asText()
                : null;
        return new Field(
                key,
                label(node, key),
                type,
                kind,
                hide(node),
                readonly(node, key) || kind == Kind.REFERENCE,
                routing,
                bool(validate, "required", key),
                integer(validate, "minLength", key, 0),
                Math.min(integer(validate, "maxLength", key, limit), limit),
                pattern(validate, key),
                validate.hasNonNull("patternErrorMessage")
                        ? validate.path("patternErrorMessage").asText()
                        : null,
                limit(validate, "min", key, kind),
                limit(validate, "max", key, kind),
                withOptions && optionsFrom == null ? options(node, key) : Map.of(),
                optionsFrom,
                node.hasNonNull("defaultValue") ? FormJson.plain(node.path("defaultValue")) : null,
                Math.min(properties.path("maxItems").asInt(ITEMS_LIMIT), ITEMS_LIMIT),
                sum(properties, key, kind == Kind.MONEY && readonly(node, key) && !inRows, taken),
                type == Type.DATE && properties.path("opens").asText("").equals("today"));
    }

    /** Builds on what stands above it, in the form itself. */
    private static @Nullable Sum sum(JsonNode properties, String key, boolean possible, Set<String> taken) {
        if (!properties.hasNonNull("sum")) {
            return null;
        }
        try {
            var sum = Sum.parse(
                    properties.path("sum").asText(),
                    properties.hasNonNull("per") ? properties.path("per").asText() : null);
            if (possible && sum.terms().stream().allMatch(term -> taken.contains(term.key()))) {
                return sum;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalForm(key, "no sum: " + e.getMessage());
        }
        throw new IllegalForm(key, "only a read-only amount outside lists is a sum, of what stands above it");
    }

    private static Type type(JsonNode node, String typeName, String key) {
        return switch (typeName) {
            case "textfield" -> Type.TEXTFIELD;
            case "textarea" -> Type.TEXTAREA;
            case "select" -> Type.SELECT;
            case "radio" -> Type.RADIO;
            case "checklist" -> Type.CHECKLIST;
            case "checkbox" -> Type.CHECKBOX;
            case "evidence" -> Type.EVIDENCE;
            case "datetime" -> {
                if (!node.path("subtype").asText("date").equals("date")) {
                    throw new IllegalForm(key, "only dates, no times");
                }
                yield Type.DATE;
            }
            default -> throw new IllegalForm(key, "type '" + typeName + "' is not supported");
        };
    }

    private static Kind kind(JsonNode properties, String key, Type type) {
        var name = properties.path("kind").asText("");
        if (name.isEmpty() || type != Type.TEXTFIELD) {
            return Kind.PLAIN;
        }
        try {
            return Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalForm(key, "kind '" + name + "' is not known");
        }
    }

    private static String label(JsonNode node, String key) {
        var label = node.path("label").asText("");
        if (label.isEmpty()) {
            label = node.path("dateLabel").asText("");
        }
        return label.isEmpty() ? key : label;
    }

    private static @Nullable HideCondition hide(JsonNode node) {
        var hide = node.path("conditional").path("hide");
        return hide.isTextual() && !hide.asText().isBlank()
                ? HideCondition.parse(node.path("key").asText(node.path("id").asText()), hide.asText())
                : null;
    }

    private static boolean readonly(JsonNode node, String key) {
        var disabled = node.path("disabled").asBoolean(false);
        return bool(node, "readonly", key) || disabled;
    }

    private static boolean bool(JsonNode node, String name, String key) {
        var value = node.path(name);
        if (value.isTextual() && !value.asText().isEmpty()) {
            throw new IllegalForm(key, name + " is fixed, not an expression");
        }
        return value.asBoolean(false);
    }

    private static int integer(JsonNode node, String name, String key, int otherwise) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new IllegalForm(key, name + " is a fixed number, not an expression");
        }
        return value.asInt();
    }

    private static @Nullable BigDecimal limit(JsonNode validate, String name, String key, Kind kind) {
        var value = validate.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !kind.number()) {
            throw new IllegalForm(key, name + " is a fixed number of a field of a kind");
        }
        return value.decimalValue();
    }

    private static @Nullable Pattern pattern(JsonNode validate, String key) {
        var pattern = validate.path("pattern").asText("");
        if (pattern.isEmpty()) {
            return null;
        }
        if (pattern.length() > PATTERN_LIMIT) {
            throw new IllegalForm(key, "the pattern is too long");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalForm(key, "the pattern is no regular expression");
        }
    }

    private static Map<String, String> options(JsonNode node, String key) {
        if (node.hasNonNull("valuesExpression")) {
            throw new IllegalForm(key, "options by expression are not supported");
        }
        var options = new LinkedHashMap<String, String>();
        for (var option : node.path("values")) {
            var value = option.path("value");
            if (!value.isTextual()) {
                throw new IllegalForm(key, "an option's value is a text");
            }
            if (options.put(value.asText(), option.path("label").asText(value.asText())) != null) {
                throw new IllegalForm(key, "an option stands twice");
            }
        }
        if (options.isEmpty()) {
            throw new IllegalForm(key, "no options");
        }
        return options;
    }

    private static void claim(String key, Set<String> taken) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalForm(key, "a key is a plain English word");
        }
        if (!taken.add(key)) {
            throw new IllegalForm(key, "the key stands twice");
        }
    }
}
