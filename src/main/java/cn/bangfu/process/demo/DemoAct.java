package cn.bangfu.process.demo;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.InputStream;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What somebody does in one of the demo's cases.
 *
 * @param household number of the household in the register
 * @param daysAgo in workdays before today, at least one
 * @param by username
 * @param opens the start event, if this opens the case
 * @param does the step, if it is one of the open case
 * @param says what differs from what the form opens with
 */
record DemoAct(
        String household,
        int daysAgo,
        LocalTime at,
        String by,
        @Nullable String opens,
        @Nullable String does,
        Map<String, ?> says) {

    private static final Comparator<DemoAct> IN_TIME =
            Comparator.comparing(DemoAct::daysAgo).reversed().thenComparing(DemoAct::at);

    /** All of them, the earliest first. */
    static List<DemoAct> read(InputStream script) {
        Map<String, ?> whole = new Yaml(new SafeConstructor(new LoaderOptions())).load(script);
        var acts = new ArrayList<DemoAct>();
        for (var one : list(whole.get("cases"))) {
            for (var act : list(one.get("acts"))) {
                acts.add(new DemoAct(
                        String.valueOf(one.get("household")),
                        (Integer) requireNonNull(act.get("daysAgo")),
                        LocalTime.parse((String) requireNonNull(act.get("at"))),
                        (String) requireNonNull(act.get("by")),
                        (String) act.get("opens"),
                        (String) act.get("does"),
                        requireNonNullElse(map(act.get("says")), Map.of())));
            }
        }
        acts.sort(IN_TIME);
        return acts;
    }

    @SuppressWarnings("unchecked") // what YAML gives for a list of mappings
    private static List<Map<String, ?>> list(@Nullable Object value) {
        return (List<Map<String, ?>>) requireNonNull(value);
    }

    @SuppressWarnings("unchecked") // what YAML gives for a mapping
    private static @Nullable Map<String, ?> map(@Nullable Object value) {
        return (Map<String, ?>) value;
    }
}
