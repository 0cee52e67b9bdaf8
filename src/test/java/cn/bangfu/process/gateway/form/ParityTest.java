package cn.bangfu.process.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.bangfu.process.gateway.form.Component.Field;
import cn.bangfu.process.gateway.form.Component.Group;
import cn.bangfu.process.gateway.form.Component.Kind;
import cn.bangfu.process.gateway.form.Component.Rows;
import cn.bangfu.shared.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The browser's checker and the server's find the same fields wrong and the same ones hidden: for every form, with every option chosen
 * once, with each field broken in every way it can be.
 */
class ParityTest {

    private static final String PHOTO = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";

    /** For each pattern of a form one of these must fit. */
    private static final List<String> SAMPLES = List.of(
            "家中老人住院三个月",
            "1200.5",
            "3",
            "09:30",
            "13947712345",
            "15069919650528426X",
            "NM2026112100001",
            "2026-11-21",
            "ABCDEF123456");

    private record Try(String what, Map<String, Object> opening, Map<String, Object> typed) {}

    static Stream<Path> forms() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form")).sorted().toList().stream();
        }
    }

    private record Form(FormSchema schema, List<Try> tries, List<JsonNode> browser) {}

    private static final Map<Path, Form> FORMS = new LinkedHashMap<>();

    @BeforeAll
    static void askBrowser() throws IOException {
        assumeThat(Path.of("node_modules/esbuild")).as("npm ci was run").exists();
        var forms = new LinkedHashMap<Path, Form>();
        for (var file : forms().toList()) {
            var schema = FormSchema.parse(Files.readAllBytes(file));
            forms.put(file, new Form(schema, new Tries(FormReader.read(schema.json())).all(), List.of()));
        }
        var answers = askBrowser(forms.values()).iterator();
        forms.forEach((file, form) -> FORMS.put(
                file,
                new Form(
                        form.schema(),
                        form.tries(),
                        form.tries().stream().map(one -> answers.next()).toList())));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void bothSidesSayTheSame(Path file) {
        var form = FORMS.get(file);
        assertThat(form.tries()).hasSizeGreaterThan(3);
        // The first try is a good answer; if it were not, breaking it would prove nothing.
        assertThat(form.browser().get(0).path("invalid"))
                .as(file + " " + form.tries().get(0))
                .isEmpty();
        assertThat(form.browser())
                .anySatisfy(said -> assertThat(said.path("invalid")).isNotEmpty());
        for (var i = 0; i < form.tries().size(); i++) {
            var one = form.tries().get(i);
            var said = form.browser().get(i);
            assertThat(said.path("error").asText()).as(one.what()).isEmpty();
            var check = form.schema().check(FormJson.plainObject(said.path("data")), one.opening());
            var wrongHere =
                    new TreeSet<>(check.errors().stream().map(FieldError::field).toList());
            var wrongThere = new TreeSet<String>();
            said.path("invalid").fieldNames().forEachRemaining(wrongThere::add);
            assertThat(wrongHere)
                    .as("%s: %s — %s", file.getFileName(), one.what(), check.errors())
                    .isEqualTo(wrongThere);
            for (var hidden : said.path("hidden")) {
                assertThat(at(check.values(), hidden.asText()))
                        .as("%s: %s hides %s", file.getFileName(), one.what(), hidden.asText())
                        .isNull();
            }
        }
    }

    private static Object at(Map<?, ?> values, String path) {
        Object here = values;
        for (var step : path.split("[.\\[\\]]+")) {
            if (here instanceof Map<?, ?> map) {
                here = map.get(step);
            } else if (here instanceof List<?> list && Integer.parseInt(step) < list.size()) {
                here = list.get(Integer.parseInt(step));
            } else {
                return null;
            }
        }
        return here;
    }

    private static List<JsonNode> askBrowser(Collection<Form> forms) throws IOException {
        var input = Files.createTempFile("parity", ".jsonl");
        try {
            Files.write(
                    input,
                    forms.stream()
                            .flatMap(form -> form.tries().stream()
                                    .map(one -> FormJson.write(Map.of(
                                            "schema", form.schema().json(),
                                            "values", one.opening(),
                                            "data", one.typed()))))
                            .toList());
            var node = new ProcessBuilder("node", "src/main/frontend/parity/run.mjs")
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var lines = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
                var answers = lines.lines()
                        .map(line -> FormJson.read(line.getBytes(StandardCharsets.UTF_8)))
                        .toList();
                assertThat(answers)
                        .hasSize(forms.stream()
                                .mapToInt(form -> form.tries().size())
                                .sum());
                return answers;
            }
        } finally {
            Files.delete(input);
        }
    }

    /** What is tried on one form. */
    private static final class Tries {

        private final List<Component> parts;
        private final List<Try> tries = new ArrayList<>();
        private final Map<String, Object> opening = new LinkedHashMap<>();

        Tries(List<Component> parts) {
            this.parts = parts;
            open(parts, opening);
        }

        List<Try> all() {
            var good = new LinkedHashMap<String, Object>();
            fill(parts, good, opening);
            tries.add(new Try("everything answered", opening, good));
            tries.add(new Try("nothing answered", opening, Map.of()));
            choices(parts, "", good);
            breakEach(parts, "", good, "everything answered");
            return tries;
        }

        private static void open(List<Component> parts, Map<String, Object> here) {
            for (var part : parts) {
                if (part instanceof Field field && field.readonly()) {
                    here.put(
                            field.key(),
                            field.options().isEmpty()
                                    ? "一" + field.key()
                                    : first(field.options().keySet()));
                    if (field.kind().number()) {
                        here.put(field.key(), "12");
                    } else if (field.type() == Component.Type.DATE) {
                        here.put(field.key(), "2026-11-01");
                    } else if (field.type() == Component.Type.CHECKBOX) {
                        here.put(field.key(), true);
                    } else if (field.type() == Component.Type.CHECKLIST) {
                        here.put(field.key(), List.of(first(field.options().keySet())));
                    } else if (field.type() == Component.Type.EVIDENCE) {
                        here.put(field.key(), List.of(PHOTO));
                    }
                } else if (part instanceof Field field && field.optionsFrom() != null) {
                    here.put(
                            field.optionsFrom(),
                            List.of(Map.of("value", "A", "label", "甲"), Map.of("value", "B", "label", "乙")));
                } else if (part instanceof Group group && group.path() == null) {
                    open(group.children(), here);
                } else if (part instanceof Group group) {
                    var inner = new LinkedHashMap<String, Object>();
                    open(group.children(), inner);
                    here.put(group.path(), inner);
                } else if (part instanceof Rows rows) {
                    var list = new ArrayList<Map<String, Object>>();
                    for (var i = 0; i < 2; i++) {
                        var row = new LinkedHashMap<String, Object>();
                        open(rows.children(), row);
                        for (var child : rows.children()) {
                            if (child instanceof Field field && field.kind() == Kind.REFERENCE) {
                                row.put(field.key(), "r" + i);
                            }
                        }
                        list.add(row);
                    }
                    here.put(rows.path(), list);
                }
            }
        }

        private void fill(List<Component> parts, Map<String, Object> here, Map<String, Object> start) {
            for (var part : parts) {
                if (part instanceof Field field) {
                    here.put(field.key(), field.readonly() ? start.get(field.key()) : good(field));
                } else if (part instanceof Group group && group.path() == null) {
                    fill(group.children(), here, start);
                } else if (part instanceof Group group) {
                    var inner = new LinkedHashMap<String, Object>();
                    fill(group.children(), inner, object(start.get(group.path())));
                    here.put(group.path(), inner);
                } else if (part instanceof Rows rows) {
                    var list = new ArrayList<Map<String, Object>>();
                    for (var row : (List<?>) start.get(rows.path())) {
                        var filled = new LinkedHashMap<String, Object>();
                        fill(rows.children(), filled, object(row));
                        list.add(filled);
                    }
                    while (list.size() < rows.min()) {
                        var filled = new LinkedHashMap<String, Object>();
                        fill(rows.children(), filled, Map.of());
                        filled.values().removeIf(value -> value == null);
                        list.add(filled);
                    }
                    here.put(rows.path(), list);
                }
            }
        }

        private static Object good(Field field) {
            return switch (field.type()) {
                case SELECT, RADIO ->
                    field.optionsFrom() == null ? first(field.options().keySet()) : "A";
                case CHECKLIST ->
                    List.of(field.optionsFrom() == null ? first(field.options().keySet()) : "A");
                case CHECKBOX -> true;
                case DATE -> "2026-11-21";
                case EVIDENCE -> List.of(PHOTO);
                case TEXTFIELD, TEXTAREA ->
                    SAMPLES.stream()
                            .filter(sample ->
                                    FieldRules.judge(field, sample, Set.of()).error() == null)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no sample fits " + field.key()));
            };
        }

        /** Every option of every choice once, and every tick both ways: what is hidden depends on them. */
        private void choices(List<Component> parts, String path, Map<String, Object> good) {
            for (var part : parts) {
                if (part instanceof Group group) {
                    choices(group.children(), group.path() == null ? path : path + group.path() + ".", good);
                } else if (part instanceof Rows rows) {
                    choices(rows.children(), path + rows.path() + "[1].", good);
                } else if (part instanceof Field field && !field.readonly()) {
                    var values =
                            switch (field.type()) {
                                case SELECT, RADIO ->
                                    new ArrayList<Object>(field.options().keySet());
                                case CHECKBOX -> List.<Object>of(false);
                                default -> List.of();
                            };
                    for (var value : values) {
                        var key = path + field.key();
                        tries.add(new Try(key + " = " + value, opening, with(good, key, value)));
                        tries.add(new Try(
                                key + " = " + value + ", texts empty", opening, with(emptied(good), key, value)));
                    }
                }
            }
        }

        /** All texts away: with one option chosen each, every field that is then shown and required is missing once. */
        private static Map<String, Object> emptied(Map<String, Object> values) {
            var emptied = new LinkedHashMap<String, Object>();
            values.forEach((key, value) -> {
                if (value instanceof Map<?, ?>) {
                    emptied.put(key, emptied(object(value)));
                } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?>) {
                    emptied.put(
                            key, list.stream().map(row -> emptied(object(row))).toList());
                } else if (!(value instanceof String text) || !SAMPLES.contains(text)) {
                    emptied.put(key, value);
                }
            });
            return emptied;
        }

        private void breakEach(List<Component> parts, String path, Map<String, Object> base, String what) {
            for (var part : parts) {
                if (part instanceof Group group) {
                    breakEach(group.children(), group.path() == null ? path : path + group.path() + ".", base, what);
                } else if (part instanceof Rows rows) {
                    if (at(base, path + rows.path()) instanceof List<?> list && !list.isEmpty()) {
                        breakEach(rows.children(), path + rows.path() + "[" + (list.size() - 1) + "].", base, what);
                        if (!rows.fixed()) {
                            tries.add(new Try(
                                    what + ", no row of " + rows.path(),
                                    opening,
                                    with(base, path + rows.path(), List.of())));
                        }
                    }
                } else if (part instanceof Field field && !field.readonly()) {
                    for (var bad : bad(field)) {
                        var key = path + field.key();
                        var shown = String.valueOf(bad);
                        tries.add(new Try(
                                what + ", " + key + " = " + shown.substring(0, Math.min(20, shown.length())),
                                opening,
                                with(base, key, bad)));
                    }
                }
            }
        }

        private static Set<Object> bad(Field field) {
            var bad = new LinkedHashSet<Object>();
            switch (field.type()) {
                case TEXTFIELD, TEXTAREA -> {
                    bad.add("");
                    bad.add("   ");
                    bad.add("长".repeat(field.maxLength() + 1));
                    if (field.minLength() > 1) {
                        bad.add("短");
                    }
                    if (field.pattern() != null || field.kind().number()) {
                        bad.add("不是数");
                        bad.add("-1");
                        bad.add("1.234");
                        bad.add("１２");
                        bad.add("1,200.50");
                        bad.add("12345678901234");
                    }
                }
                case SELECT, RADIO -> {
                    bad.add("");
                    bad.add("NO_SUCH_OPTION");
                }
                case CHECKLIST -> {
                    bad.add(List.of());
                    bad.add(List.of("NO_SUCH_OPTION"));
                }
                case CHECKBOX -> bad.add(false);
                case DATE -> {
                    bad.add("");
                    bad.add("2026-02-30");
                    bad.add("昨天");
                }
                case EVIDENCE -> bad.add(List.of());
            }
            return bad;
        }

        private static Map<String, Object> with(Map<String, Object> base, String path, Object value) {
            var dot = path.indexOf('.');
            var step = dot < 0 ? path : path.substring(0, dot);
            var copy = new LinkedHashMap<>(base);
            if (dot < 0) {
                copy.put(step, value);
                return copy;
            }
            var rest = path.substring(dot + 1);
            var bracket = step.indexOf('[');
            if (bracket < 0) {
                copy.put(step, with(object(base.get(step)), rest, value));
                return copy;
            }
            var list = new ArrayList<Object>((List<?>) base.getOrDefault(step.substring(0, bracket), List.of()));
            var index = Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
            if (index < list.size()) {
                list.set(index, with(object(list.get(index)), rest, value));
            }
            copy.put(step.substring(0, bracket), list);
            return copy;
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> object(Object value) {
            return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
        }

        private static <T> T first(Set<T> values) {
            return values.iterator().next();
        }
    }
}
