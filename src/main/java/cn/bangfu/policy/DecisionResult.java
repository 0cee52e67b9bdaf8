package cn.bangfu.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table answered, complete enough to be explained years later.
 *
 * @param version of the table as released
 * @param rows that fired, in the table's order
 */
public record DecisionResult(String decisionKey, int version, List<FiredRow> rows) {

    /**
     * @param ruleId id of the row in the file
     * @param annotation the row's text for people: its name, what it says, its source
     * @param outputs by output name
     */
    public record FiredRow(String ruleId, String annotation, Map<String, @Nullable Object> outputs) {

        public FiredRow {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        /** First word of the annotation, such as {@code A5}; the row's id where a process owner wrote no annotation. */
        public String name() {
            var words = annotation.strip().split("\\s+", 2);
            return words[0].isEmpty() ? ruleId : words[0];
        }
    }

    public DecisionResult {
        rows = List.copyOf(rows);
    }

    /**
     * The row that decides.
     *
     * @throws UndecidedTable if none fired: the table has a gap
     */
    public FiredRow decidingRow() {
        if (rows.isEmpty()) {
            throw new UndecidedTable(this, "no row fired");
        }
        return rows.get(0);
    }

    /** @throws UndecidedTable if the table answers with a word that the product does not know */
    public <E extends Enum<E>> E outcome(String output, Class<E> type) {
        var text = String.valueOf(decidingRow().outputs().get(output));
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new UndecidedTable(
                this, "output " + output + " of row " + decidingRow().name() + " is " + text);
    }

    /** A boolean output; false where the row leaves it empty. */
    public boolean flag(String output) {
        return Boolean.TRUE.equals(decidingRow().outputs().get(output));
    }

    /** How the trail names it: key, version and rows, as in {@code entry-routing:3#A5}. */
    public String reference() {
        return decisionKey + ":" + version + "#" + String.join(",", rowNames());
    }

    List<String> rowNames() {
        return rows.stream().map(FiredRow::name).toList();
    }
}
