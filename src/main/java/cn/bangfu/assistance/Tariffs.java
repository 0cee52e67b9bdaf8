package cn.bangfu.assistance;

import cn.bangfu.policy.DecisionResult;
import cn.bangfu.policy.DecisionResult.FiredRow;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.policy.UndecidedTable;
import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A county's tariffs of a day, from the decision table {@code tariff}: another county is other rows, not other code. */
@Service
public class Tariffs {

    public static final String TABLE = "tariff";

    private final DecisionTables tables;

    public Tariffs(DecisionTables tables) {
        this.tables = tables;
    }

    /** @param division any in the county */
    public List<Tariff> of(DivisionCode division, LocalDate day) {
        var county = division.county();
        var number = day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        var result = tables.evaluate(TABLE, Map.of("county", county.value(), "day", number));
        return result.rows().stream().map(row -> tariff(county, result, row)).toList();
    }

    /** @return empty if the county has no such item on that day */
    public Optional<Tariff> find(DivisionCode division, LocalDate day, String item) {
        return of(division, day).stream()
                .filter(tariff -> tariff.item().equals(item))
                .findFirst();
    }

    private static Tariff tariff(DivisionCode county, DecisionResult result, FiredRow row) {
        var method = constant(result, row, "method", Tariff.Method.class);
        var rate = number(row, "rate");
        if ((rate == null) != (method == Tariff.Method.UNSET)) {
            throw new UndecidedTable(result, "row " + row.name() + ": method " + method + " with rate " + rate);
        }
        var item = text(row, "item");
        var group = text(row, "capGroup");
        var label = text(row, "label");
        var notice = text(row, "noticeLabel");
        return new Tariff(
                county,
                item,
                label,
                notice.isEmpty() ? label : notice,
                group.isEmpty() ? item : group,
                constant(result, row, "kind", MeasureKind.class),
                method,
                rate,
                text(row, "unit"),
                number(row, "cap"),
                constant(result, row, "per", Tariff.Per.class),
                constant(result, row, "year", Tariff.Year.class),
                words(text(row, "beneficiaries")),
                text(row, "missingPaper"),
                new DecisionResult(result.decisionKey(), result.version(), List.of(row)).reference(),
                row.annotation());
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Exact: a figure with more than two decimals is a fault of the table. */
    private static @Nullable BigDecimal number(FiredRow row, String output) {
        var value = row.outputs().get(output);
        return value == null ? null : new BigDecimal(value.toString()).setScale(2, RoundingMode.UNNECESSARY);
    }

    private static String text(FiredRow row, String output) {
        var value = row.outputs().get(output);
        return value == null ? "" : value.toString().strip();
    }

    private static <E extends Enum<E>> E constant(DecisionResult result, FiredRow row, String output, Class<E> type) {
        var text = text(row, output);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new UndecidedTable(result, "output " + output + " of row " + row.name() + " is " + text));
    }
}
