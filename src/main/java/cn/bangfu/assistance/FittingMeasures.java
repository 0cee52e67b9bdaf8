package cn.bangfu.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.policy.DecisionResult;
import cn.bangfu.policy.DecisionResult.FiredRow;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.UndecidedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks {@code risk-measure} (rules.md 2.1) which measures fit a household, and {@code measure-department} (2.2) who leads them. */
@Service
public class FittingMeasures {

    public static final String MEASURES = "risk-measure";
    public static final String DEPARTMENTS = "measure-department";

    private static final String ANY = "ANY";

    /** What a row of the table asks for. */
    private enum Asked {
        /** A measure for this very risk. */
        RISK,
        /** The damaged house besides. */
        HOUSE,
        /** What the household's labour asks for. */
        HOUSEHOLD
    }

    /**
     * A department that leads such a measure.
     *
     * @param cooperating units that are informed and given tasks, without a say (F4 二); empty if none
     */
    public record Lead(Department department, String cooperating) {}

    private final DecisionTables tables;

    public FittingMeasures(DecisionTables tables) {
        this.tables = tables;
    }

    /** Everything a plan for such a household has to answer, risks in the register's order. */
    public List<MeasureNeed> needs(Collection<RiskCause> risks, Circumstances household) {
        var needs = new ArrayList<MeasureNeed>();
        risks.stream().sorted().forEach(risk -> needs.addAll(ask(risk.name(), risk.label(), risk, household)));
        switch (household.labour()) {
            case NONE -> needs.addAll(ask("NO_LABOUR", "整户无劳动力（兜底）", null, household));
            case PRESENT -> needs.addAll(ask("LABOUR", "有劳动力（发展类措施）", null, household));
            case UNKNOWN -> {}
        }
        return needs;
    }

    private List<MeasureNeed> ask(String subject, String label, @Nullable RiskCause risk, Circumstances household) {
        var result = tables.evaluate(
                MEASURES,
                Map.of(
                        "subject",
                        subject,
                        "houseDamaged",
                        household.houseDamaged(),
                        "weakLabourOfAge",
                        household.weakLabourOfAge()));
        result.decidingRow();
        var rows = new LinkedHashMap<Asked, List<FiredRow>>();
        for (var row : result.rows()) {
            rows.computeIfAbsent(constant(result, row, "need", Asked.class), need -> new ArrayList<>())
                    .add(row);
        }
        return rows.entrySet().stream()
                .map(entry -> need(result, entry.getKey(), entry.getValue(), label, risk))
                .toList();
    }

    private static MeasureNeed need(
            DecisionResult result, Asked asked, List<FiredRow> rows, String label, @Nullable RiskCause risk) {
        var kinds = rows.stream().anyMatch(row -> ANY.equals(row.outputs().get("kind")))
                ? List.of(MeasureKind.values())
                : rows.stream()
                        .map(row -> constant(result, row, "kind", MeasureKind.class))
                        .toList();
        var rule = new DecisionResult(result.decisionKey(), result.version(), rows).reference();
        return new MeasureNeed(
                asked == Asked.RISK ? risk : null, asked == Asked.HOUSE ? label + "（房屋受损）" : label, kinds, rule);
    }

    /** Those that lead such a measure, the usual one first. */
    public List<Lead> leads(MeasureKind kind) {
        var result = tables.evaluate(DEPARTMENTS, Map.of("kind", kind.name()));
        result.decidingRow();
        return result.rows().stream()
                .map(row -> new Lead(
                        constant(result, row, "lead", Department.class),
                        text(row.outputs().get("cooperating"))))
                .toList();
    }

    private static String text(@Nullable Object output) {
        return output == null ? "" : output.toString();
    }

    private static <E extends Enum<E>> E constant(DecisionResult result, FiredRow row, String output, Class<E> type) {
        var text = text(row.outputs().get(output));
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new UndecidedTable(result, "output " + output + " of row " + row.name() + " is " + text));
    }
}
