package cn.bangfu.process.gateway.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sum that nobody has to do by hand: {@code crops + livestock - fodder}, where the form says so by the head. What is not filled in, or
 * hidden, counts for nothing. Browser and server do it alike; the server's is the one that is kept.
 *
 * @param per what it is divided by; none for a plain sum
 */
record Sum(List<Term> terms, @Nullable Divisor per) {

    private static final Pattern TERM = Pattern.compile("\\s*([+-])?\\s*([a-z][A-Za-z0-9]*)");
    private static final Pattern ROWS = Pattern.compile("([a-z][A-Za-z0-9]*)\\.([a-z][A-Za-z0-9]*) = ([A-Z_]+)");

    /** @param less whether it is taken away */
    record Term(String key, boolean less) {}

    sealed interface Divisor {

        /** A count that stands in the form. */
        record Count(String key) implements Divisor {}

        /** As many as there are rows of a list with this choice. */
        record RowsWith(String list, String key, String value) implements Divisor {}
    }

    /** @throws IllegalArgumentException if it can't be read as one */
    static Sum parse(String sum, @Nullable String per) {
        var terms = new ArrayList<Term>();
        var matcher = TERM.matcher(sum.strip());
        while (!matcher.hitEnd()) {
            if (!matcher.lookingAt() || (matcher.group(1) == null) != terms.isEmpty()) {
                throw new IllegalArgumentException(sum);
            }
            terms.add(new Term(matcher.group(2), Objects.equals(matcher.group(1), "-")));
            matcher.region(matcher.end(), sum.strip().length());
        }
        return new Sum(List.copyOf(terms), per == null ? null : divisor(per));
    }

    private static Divisor divisor(String per) {
        var rows = ROWS.matcher(per);
        if (rows.matches()) {
            return new Divisor.RowsWith(rows.group(1), rows.group(2), rows.group(3));
        }
        if (!per.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(per);
        }
        return new Divisor.Count(per);
    }

    /** Yuan with two decimals; nothing if there is nobody to divide by. */
    @Nullable
    String of(Map<String, @Nullable Object> values) {
        var total = BigDecimal.ZERO;
        for (var term : terms) {
            var value = number(values.get(term.key));
            total = term.less ? total.subtract(value) : total.add(value);
        }
        if (per == null) {
            return total.setScale(2, RoundingMode.HALF_UP).toPlainString();
        }
        var heads = heads(per, values);
        return heads.signum() == 0
                ? null
                : total.divide(heads, 2, RoundingMode.HALF_UP).toPlainString();
    }

    private static BigDecimal heads(Divisor per, Map<String, @Nullable Object> values) {
        if (per instanceof Divisor.RowsWith rows) {
            var list = values.get(rows.list) instanceof List<?> found ? found : List.of();
            return BigDecimal.valueOf(list.stream()
                    .filter(row -> row instanceof Map<?, ?> map && rows.value.equals(map.get(rows.key)))
                    .count());
        }
        return number(values.get(((Divisor.Count) per).key));
    }

    private static BigDecimal number(@Nullable Object value) {
        return value instanceof String text
                        && Objects.requireNonNull(Component.Kind.MONEY.pattern)
                                .matcher(text)
                                .matches()
                ? new BigDecimal(text)
                : BigDecimal.ZERO;
    }
}
