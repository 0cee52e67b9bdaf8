package cn.bangfu.process.gateway.form;

import cn.bangfu.process.gateway.form.Component.Field;
import cn.bangfu.process.gateway.form.Component.Group;
import cn.bangfu.process.gateway.form.Component.Kind;
import cn.bangfu.process.gateway.form.Component.Rows;
import cn.bangfu.process.gateway.form.Component.Type;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer measured against one form. Conditions see what the browser lets them see: of a hidden field the value with which the form
 * opened, never one that somebody sent along.
 */
final class Checking {

    private final List<Component> form;
    private final Map<String, @Nullable Object> opening;
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<String, @Nullable Object> routing = new LinkedHashMap<>();
    private final Map<UUID, String> evidence = new LinkedHashMap<>();
    private boolean judging;

    Checking(List<Component> form, Map<String, @Nullable Object> opening) {
        this.form = form;
        this.opening = FormSchema.plain(opening);
    }

    FormCheck check(Map<String, @Nullable Object> answer) {
        var visible = shape(form, answer, "");
        // Dropping a hidden field may show or hide another; each round drops at least one, so this ends.
        while (true) {
            var kept = walk(visible);
            if (kept.equals(visible)) {
                break;
            }
            visible = kept;
        }
        judging = true;
        var values = walk(visible);
        return new FormCheck(values, routing, evidence, List.copyOf(errors));
    }

    // First the shape: unknown names and wrong containers are refused, so that all that follows may rely on it.

    private Map<String, @Nullable Object> shape(
            List<Component> parts, Map<String, @Nullable Object> answer, String prefix) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        var names = new HashSet<String>();
        shape(parts, answer, prefix, kept, names);
        for (var name : answer.keySet()) {
            if (!names.contains(name)) {
                errors.add(new FieldError(prefix + name, "表单里没有这一项，不能提交"));
            }
        }
        return kept;
    }

    private void shape(
            List<Component> parts,
            Map<String, @Nullable Object> answer,
            String prefix,
            Map<String, @Nullable Object> kept,
            Set<String> names) {
        for (var part : parts) {
            if (part instanceof Field field) {
                names.add(field.key());
                if (answer.containsKey(field.key())) {
                    kept.put(field.key(), answer.get(field.key()));
                }
            } else if (part instanceof Group group) {
                var path = group.path();
                if (path == null) {
                    shape(group.children(), answer, prefix, kept, names);
                    continue;
                }
                names.add(path);
                var value = answer.get(path);
                if (value instanceof Map<?, ?>) {
                    kept.put(path, shape(group.children(), object(value), prefix + path + "."));
                } else if (value != null) {
                    errors.add(new FieldError(prefix + path, "内容的格式不对，请重新打开后填写"));
                }
            } else if (part instanceof Rows rows) {
                names.add(rows.path());
                var value = answer.get(rows.path());
                if (value instanceof List<?> list) {
                    kept.put(rows.path(), shapeRows(rows, list, prefix + rows.path()));
                } else if (value != null) {
                    errors.add(new FieldError(prefix + rows.path(), "“" + rows.label() + "”的格式不对，请重新打开后填写"));
                }
            }
        }
    }

    private List<Map<String, @Nullable Object>> shapeRows(Rows rows, List<?> list, String path) {
        var kept = new ArrayList<Map<String, @Nullable Object>>();
        if (list.size() > rows.max()) {
            errors.add(new FieldError(path, "“%s”最多%d行，现在有%d行".formatted(rows.label(), rows.max(), list.size())));
            return kept;
        }
        for (var row : list) {
            if (row == null || row instanceof Map<?, ?>) {
                kept.add(shape(rows.children(), object(row), path + "[" + kept.size() + "]."));
            } else {
                errors.add(new FieldError(path + "[" + kept.size() + "]", "“" + rows.label() + "”的格式不对，请重新打开后填写"));
                kept.add(new LinkedHashMap<>());
            }
        }
        return kept;
    }

    // Then the walk, first dropping what is hidden, at last judging what is left.

    private Map<String, @Nullable Object> walk(Map<String, @Nullable Object> answer) {
        var data = merged(form, answer, opening);
        var kept = new LinkedHashMap<String, @Nullable Object>();
        if (judging) {
            declareRouting(form);
        }
        walk(form, new Place(answer, opening, data, ""), new Context(data, data, Map.of()), kept);
        return kept;
    }

    /**
     * Where the walk stands.
     *
     * @param answer what was answered here
     * @param start what the form opened with here
     * @param merged both, as conditions see it
     */
    private record Place(
            Map<String, @Nullable Object> answer,
            Map<String, @Nullable Object> start,
            Map<String, @Nullable Object> merged,
            String prefix) {

        Place in(String group) {
            return new Place(
                    object(answer.get(group)),
                    object(start.get(group)),
                    object(merged.get(group)),
                    prefix + group + ".");
        }
    }

    /**
     * What a condition may name.
     *
     * @param data the whole form's values
     * @param self values of the row; outside lists those of the form
     * @param parent what a row's surroundings may name
     */
    private record Context(
            Map<String, @Nullable Object> data,
            Map<String, @Nullable Object> self,
            Map<String, @Nullable Object> parent) {

        boolean hides(Component component) {
            var condition = component.hide();
            if (condition == null) {
                return false;
            }
            var names = new HashMap<String, @Nullable Object>();
            names.put("this", self);
            names.put("parent", parent);
            names.putAll(data);
            return condition.holds(names);
        }

        Context row(Map<String, @Nullable Object> row) {
            var around = new HashMap<>(self);
            around.put("this", self);
            return new Context(data, row, around);
        }
    }

    private void walk(List<Component> parts, Place place, Context context, Map<String, @Nullable Object> kept) {
        for (var part : parts) {
            if (context.hides(part)) {
                continue;
            }
            if (part instanceof Field field) {
                walkField(field, place, kept);
            } else if (part instanceof Group group) {
                var path = group.path();
                if (path == null) {
                    walk(group.children(), place, context, kept);
                } else {
                    var inner = new LinkedHashMap<String, @Nullable Object>();
                    walk(group.children(), place.in(path), context, inner);
                    if (judging ? !inner.isEmpty() : place.answer.containsKey(path)) {
                        kept.put(path, inner);
                    }
                }
            } else if (part instanceof Rows rows) {
                walkRows(rows, place, context, kept);
            }
        }
    }

    private void walkField(Field field, Place place, Map<String, @Nullable Object> kept) {
        if (!judging) {
            if (place.answer.containsKey(field.key())) {
                kept.put(field.key(), place.answer.get(field.key()));
            }
            return;
        }
        var value = field.readonly() ? readonlyValue(field, place, kept) : judged(field, place);
        if (value != null && !value.equals("") && !value.equals(List.of())) {
            kept.put(field.key(), value);
            if (field.routing()) {
                routing.put(field.key(), field.type() == Type.TEXTFIELD ? Integer.valueOf((String) value) : value);
            }
            if (field.type() == Type.EVIDENCE && value instanceof List<?> ids) {
                ids.forEach(id -> evidence.put(UUID.fromString((String) id), place.prefix + field.key()));
            }
        }
    }

    private static @Nullable Object readonlyValue(Field field, Place place, Map<String, @Nullable Object> kept) {
        var sum = field.sum();
        return sum != null ? sum.of(kept) : place.start.get(field.key());
    }

    private @Nullable Object judged(Field field, Place place) {
        var judgement = FieldRules.judge(field, place.answer.get(field.key()), optionsOf(field));
        if (judgement.error() != null) {
            errors.add(new FieldError(place.prefix + field.key(), judgement.error()));
        }
        return judgement.value();
    }

    private Set<String> optionsOf(Field field) {
        if (field.optionsFrom() == null) {
            return field.options().keySet();
        }
        var options = new HashSet<String>();
        if (opening.get(field.optionsFrom()) instanceof List<?> given) {
            for (var option : given) {
                var value = option instanceof Map<?, ?> map ? map.get("value") : option;
                if (value != null) {
                    options.add(value.toString());
                }
            }
        }
        return options;
    }

    private void walkRows(Rows rows, Place place, Context context, Map<String, @Nullable Object> kept) {
        var path = rows.path();
        var answered = rowsOf(place.answer.get(path));
        var start = startRows(rows, place.start, answered);
        if (start == null) {
            if (judging) {
                errors.add(stale(rows, place));
            }
            start = List.of();
        }
        if (judging && rows.fixed() && place.answer.containsKey(path) && answered.size() != start.size()) {
            errors.add(stale(rows, place));
            return;
        }
        var count = rows.fixed() && judging ? start.size() : answered.size();
        var merged = rowsOf(place.merged.get(path));
        var keptRows = new ArrayList<Map<String, @Nullable Object>>();
        for (var i = 0; i < count; i++) {
            var row = new Place(at(answered, i), at(start, i), at(merged, i), place.prefix + path + "[" + i + "].");
            var keptRow = new LinkedHashMap<String, @Nullable Object>();
            if (judging) {
                keepUnshown(rows, row, keptRow);
                if (rows.fixed() && !sameReadonly(rows.children(), row)) {
                    errors.add(stale(rows, place));
                    return;
                }
            }
            walk(rows.children(), row, context.row(row.merged), keptRow);
            keptRows.add(keptRow);
        }
        if (judging && keptRows.size() < rows.min()) {
            errors.add(new FieldError(place.prefix + path, "“%s”至少填写%d行".formatted(rows.label(), rows.min())));
        }
        if (judging ? !keptRows.isEmpty() : place.answer.containsKey(path)) {
            kept.put(path, keptRows);
        }
    }

    private static FieldError stale(Rows rows, Place place) {
        return new FieldError(place.prefix + rows.path(), "“" + rows.label() + "”的名单在您填写期间有变化，请重新打开此事项核对后再提交");
    }

    /** What the step gave with a row and the form does not show, such as the member's id. */
    private static void keepUnshown(Rows rows, Place row, Map<String, @Nullable Object> kept) {
        var shown = new HashSet<String>();
        names(rows.children(), shown);
        row.start.forEach((name, value) -> {
            if (!shown.contains(name)) {
                kept.put(name, value);
            }
        });
    }

    private static void names(List<Component> parts, Set<String> names) {
        for (var part : parts) {
            if (part instanceof Field field) {
                names.add(field.key());
            } else if (part instanceof Rows rows) {
                names.add(rows.path());
            } else if (part instanceof Group group && group.path() != null) {
                names.add(group.path());
            } else if (part instanceof Group group) {
                names(group.children(), names);
            }
        }
    }

    /** Rows are told apart by what they show: if the register has changed meanwhile, row 3 may be another person. */
    private static boolean sameReadonly(List<Component> parts, Place row) {
        for (var part : parts) {
            if (part instanceof Field field
                    && field.readonly()
                    && row.answer.get(field.key()) != null
                    && !text(row.answer.get(field.key())).equals(text(row.start.get(field.key())))) {
                return false;
            }
            if (part instanceof Group group && group.path() == null && !sameReadonly(group.children(), row)) {
                return false;
            }
        }
        return true;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Texts.trim(value.toString());
    }

    /** A gateway that asks for a value which is hidden this time must find nothing, not the value of an earlier round. */
    private void declareRouting(List<Component> parts) {
        for (var part : parts) {
            if (part instanceof Field field && field.routing()) {
                routing.put(field.key(), null);
            } else if (part instanceof Group group) {
                declareRouting(group.children());
            }
        }
    }

    private static Map<String, @Nullable Object> merged(
            List<Component> parts, Map<String, @Nullable Object> answer, Map<String, @Nullable Object> start) {
        var merged = new HashMap<>(start);
        merge(parts, answer, start, merged);
        return merged;
    }

    private static void merge(
            List<Component> parts,
            Map<String, @Nullable Object> answer,
            Map<String, @Nullable Object> start,
            Map<String, @Nullable Object> merged) {
        for (var part : parts) {
            if (part instanceof Field field) {
                var key = field.key();
                if (answer.containsKey(key) && !field.readonly()) {
                    merged.put(key, answer.get(key));
                } else if (start.get(key) == null) {
                    merged.put(key, field.defaultValue() != null ? field.defaultValue() : field.type().empty);
                }
            } else if (part instanceof Group group) {
                var path = group.path();
                if (path == null) {
                    merge(group.children(), answer, start, merged);
                } else {
                    merged.put(path, merged(group.children(), object(answer.get(path)), object(start.get(path))));
                }
            } else if (part instanceof Rows rows) {
                var answered = rowsOf(answer.get(rows.path()));
                var given = Objects.requireNonNullElse(
                        startRows(rows, start, answered), List.<Map<String, @Nullable Object>>of());
                var list = new ArrayList<Map<String, @Nullable Object>>();
                for (var i = 0; i < Math.max(answered.size(), given.size()); i++) {
                    list.add(merged(rows.children(), at(answered, i), at(given, i)));
                }
                merged.put(rows.path(), list);
            }
        }
    }

    /**
     * The rows with which the form opened, in the order of the answer: those of a fixed list one by one, those of a free list by their
     * reference, an added row being empty.
     *
     * @return nothing if a row refers to none of them, or two to the same
     */
    private static @Nullable List<Map<String, @Nullable Object>> startRows(
            Rows rows, Map<String, @Nullable Object> start, List<Map<String, @Nullable Object>> answered) {
        var given = rowsOf(start.get(rows.path()));
        if (rows.fixed()) {
            if (!(start.get(rows.path()) instanceof List<?>)) {
                for (var i = 0; i < rows.defaultRows(); i++) {
                    given.add(Map.of());
                }
            }
            return given;
        }
        var reference = rows.children().stream()
                .filter(part -> part instanceof Field field && field.kind() == Kind.REFERENCE)
                .map(part -> ((Field) part).key())
                .findFirst();
        var found = new ArrayList<Map<String, @Nullable Object>>();
        for (var row : answered) {
            var wanted = reference.map(key -> text(row.get(key))).orElse("");
            if (wanted.isEmpty()) {
                found.add(Map.of());
                continue;
            }
            var match = given.stream()
                    .filter(opened -> text(opened.get(reference.get())).equals(wanted))
                    .findFirst()
                    .orElse(null);
            if (match == null || found.contains(match)) {
                return null;
            }
            found.add(match);
        }
        return found;
    }

    private static List<Map<String, @Nullable Object>> rowsOf(@Nullable Object value) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        if (value instanceof List<?> list) {
            list.forEach(row -> rows.add(object(row)));
        }
        return rows;
    }

    private static Map<String, @Nullable Object> at(List<Map<String, @Nullable Object>> rows, int index) {
        return index < rows.size() ? rows.get(index) : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, @Nullable Object>) value : Map.of();
    }
}
