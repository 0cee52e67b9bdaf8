package cn.bangfu.process.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Parts of a form: what is asked once for all households. */
final class FormParts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private FormParts() {}

    /** The form with those of its fields that may be answered and that the predicate names; groups left empty go with them. */
    static JsonNode only(JsonNode schema, Predicate<String> wanted) {
        ObjectNode part = schema.deepCopy();
        keep((ArrayNode) part.get("components"), wanted);
        dropConditions((ArrayNode) part.get("components"), names(part));
        return part;
    }

    /** Keys of fields and paths of lists, outside of lists. */
    static Set<String> names(JsonNode schema) {
        var names = new LinkedHashSet<String>();
        collect(schema.get("components"), names);
        return names;
    }

    private static void collect(JsonNode components, Set<String> names) {
        for (var component : components) {
            if (isGroup(component)) {
                collect(component.get("components"), names);
            } else if (component.has("key")) {
                names.add(component.get("key").asText());
            } else if (component.has("path")) {
                names.add(component.get("path").asText());
            }
        }
    }

    private static boolean isGroup(JsonNode component) {
        return component.path("type").asText().equals("group");
    }

    private static void keep(ArrayNode components, Predicate<String> wanted) {
        for (var i = components.size() - 1; i >= 0; i--) {
            var component = components.get(i);
            if (isGroup(component)) {
                var children = (ArrayNode) component.get("components");
                keep(children, wanted);
                if (children.isEmpty()) {
                    components.remove(i);
                }
            } else {
                var name = component.path("key").asText(component.path("path").asText());
                if (name.isEmpty() || component.path("readonly").asBoolean() || !wanted.test(name)) {
                    components.remove(i);
                }
            }
        }
    }

    /** A condition on what is not asked here would hide its field for good. */
    private static void dropConditions(ArrayNode components, Set<String> names) {
        for (var component : components) {
            var hide = component.path("conditional").path("hide").asText();
            var words = NAME.matcher(hide.replaceAll("\"[^\"]*\"", ""));
            while (words.find()) {
                if (!Set.of("and", "or", "not", "true", "false", "this").contains(words.group())
                        && !names.contains(words.group())) {
                    ((ObjectNode) component).remove("conditional");
                    break;
                }
            }
            if (component.has("components") && isGroup(component)) {
                dropConditions((ArrayNode) component.get("components"), names);
            }
        }
    }
}
