package cn.bangfu.process.gateway.form;

import cn.bangfu.process.gateway.form.Component.Field;
import cn.bangfu.process.gateway.form.Component.Group;
import cn.bangfu.process.gateway.form.Component.Rows;
import cn.bangfu.shared.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form as it was released with one version of a process. */
public final class FormSchema {

    private final String key;
    private final String hash;
    private final JsonNode json;
    private final List<Component> components;

    private FormSchema(String key, String hash, JsonNode json, List<Component> components) {
        this.key = key;
        this.hash = hash;
        this.json = json;
        this.components = components;
    }

    /** @throws IllegalForm if an answer to it could not be checked here as the browser checks it */
    public static FormSchema parse(byte[] file) {
        JsonNode json;
        try {
            json = FormJson.read(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalForm("form", "no JSON");
        }
        var key = json.path("id").asText("");
        if (key.isEmpty()) {
            throw new IllegalForm("form", "no id");
        }
        return new FormSchema(key, Sha256.hex(file), json, FormReader.read(json));
    }

    /** The form's id. */
    public String key() {
        return key;
    }

    /** SHA-256 of the file, hexadecimal. */
    public String hash() {
        return hash;
    }

    /** The file, for whoever renders it. */
    public JsonNode json() {
        return json;
    }

    /**
     * Measures an answer.
     *
     * @param answer plain JSON types by form key
     * @param opening what the form opens with now, as a step's {@code prefill} gives it
     */
    public FormCheck check(Map<String, @Nullable Object> answer, Map<String, @Nullable Object> opening) {
        return new Checking(components, opening).check(answer);
    }

    /**
     * What a browser or a program gets of the opening values: what the form asks, shows or offers, and nothing that a step knows beside
     * it. Sending it back unchanged is no mistake.
     */
    public Map<String, @Nullable Object> shown(Map<String, @Nullable Object> opening, LocalDate today) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        show(components, plain(opening), today, shown, shown);
        return shown;
    }

    private static void show(
            List<Component> parts,
            Map<String, @Nullable Object> opening,
            LocalDate today,
            Map<String, @Nullable Object> shown,
            Map<String, @Nullable Object> form) {
        for (var part : parts) {
            if (part instanceof Field field) {
                if (field.opensToday() && opening.get(field.key()) == null) {
                    shown.put(field.key(), today.toString());
                } else if (opening.containsKey(field.key())) {
                    shown.put(field.key(), opening.get(field.key()));
                }
                var options = field.optionsFrom();
                if (options != null && opening.containsKey(options)) {
                    form.put(options, opening.get(options));
                }
            } else if (part instanceof Group group && group.path() == null) {
                show(group.children(), opening, today, shown, form);
            } else if (part instanceof Group group && opening.get(group.path()) instanceof Map<?, ?> inner) {
                shown.put(group.path(), shownRow(group.children(), inner, today, form));
            } else if (part instanceof Rows rows && opening.get(rows.path()) instanceof List<?> list) {
                shown.put(
                        rows.path(),
                        list.stream()
                                .map(row -> row instanceof Map<?, ?> map
                                        ? shownRow(rows.children(), map, today, form)
                                        : row)
                                .toList());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> shownRow(
            List<Component> parts, Map<?, ?> row, LocalDate today, Map<String, @Nullable Object> form) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        show(parts, (Map<String, @Nullable Object>) row, today, shown, form);
        return shown;
    }

    /** Opening values in plain JSON types. */
    static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> opening) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        opening.forEach((name, value) -> plain.put(name, FormJson.plain(value)));
        return plain;
    }

    /** Paths of all fields, such as {@code visitors[].name}: for tests that compare forms with steps. */
    public List<String> fieldPaths() {
        var paths = new ArrayList<String>();
        collect(components, "", paths);
        return paths;
    }

    private static void collect(List<Component> components, String prefix, List<String> paths) {
        for (var component : components) {
            if (component instanceof Field field) {
                paths.add(prefix + field.key());
            } else if (component instanceof Group group) {
                collect(group.children(), group.path() == null ? prefix : prefix + group.path() + ".", paths);
            } else if (component instanceof Rows rows) {
                collect(rows.children(), prefix + rows.path() + "[].", paths);
            }
        }
    }
}
