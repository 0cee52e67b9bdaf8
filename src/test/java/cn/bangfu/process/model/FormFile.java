package cn.bangfu.process.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A form's file as it stands, field by field. */
record FormFile(String name, JsonNode json, List<Entry> entries) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A field or list.
     *
     * @param path key with the lists it lies in: {@code visitors[].name}
     * @param group label of the group or list it lies in; empty for none
     */
    record Entry(String path, String group, JsonNode node) {

        String key() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        String label() {
            return node.path("label").asText(node.path("dateLabel").asText());
        }

        String type() {
            return node.path("type").asText();
        }

        String kind() {
            return node.path("properties").path("kind").asText("");
        }

        boolean required() {
            return node.path("validate").path("required").asBoolean();
        }

        boolean readonly() {
            return node.path("readonly").asBoolean();
        }

        boolean routing() {
            return node.path("properties").path("routing").asBoolean();
        }

        String hide() {
            return node.path("conditional").path("hide").asText("");
        }

        Map<String, String> options() {
            var options = new LinkedHashMap<String, String>();
            node.path("values")
                    .forEach(option -> options.put(
                            option.path("value").asText(), option.path("label").asText()));
            return options;
        }
    }

    static List<FormFile> all() {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".form"))
                    .sorted()
                    .map(name -> read(name.replace(".form", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FormFile read(String name) {
        try {
            var json = MAPPER.readTree(Files.readString(Path.of("forms", name + ".form")));
            var entries = new ArrayList<Entry>();
            collect(json, "", "", entries);
            return new FormFile(name, json, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode parent, String prefix, String group, List<Entry> entries) {
        for (var node : parent.path("components")) {
            var type = node.path("type").asText();
            if (type.equals("group")) {
                collect(node, prefix, node.path("label").asText(), entries);
            } else if (type.equals("dynamiclist")) {
                var path = prefix + node.path("path").asText();
                entries.add(new Entry(path + "[]", group, node));
                collect(node, path + "[].", node.path("label").asText(), entries);
            } else if (node.hasNonNull("key")) {
                entries.add(new Entry(prefix + node.path("key").asText(), group, node));
            }
        }
    }

    /** Fields whose answers become process variables, by their names. */
    Map<String, Entry> routingFields() {
        var fields = new LinkedHashMap<String, Entry>();
        entries.stream().filter(Entry::routing).forEach(entry -> fields.put(entry.key(), entry));
        return fields;
    }

    /** Fields of that key, wherever they lie. */
    List<Entry> fields(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key) && !entry.type().equals("dynamiclist"))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
