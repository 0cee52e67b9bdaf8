package cn.bangfu.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thing a county lays down: its name in the table, its name for people, its type, and the paper to ask for where it is unset.
 * {@link Parameters} lists them all.
 */
public final class Parameter<T> {

    private final String name;
    private final String label;
    private final String missingPaper;
    private final boolean required;
    private final Function<String, T> parse;
    private final Function<T, String> display;

    /** How people enter it. */
    public enum Kind {
        TERM,
        COUNT,
        AMOUNT,
        FLAG,
        ONE,
        SEVERAL
    }

    /** One of those to choose from. */
    public record Option(String value, String label) {}

    private final Kind kind;
    private final List<Option> options;

    private Parameter(
            Kind kind,
            List<Option> options,
            String name,
            String label,
            String missingPaper,
            boolean required,
            Function<String, T> parse,
            Function<T, String> display) {
        this.kind = kind;
        this.options = options;
        this.name = name;
        this.label = label;
        this.missingPaper = missingPaper;
        this.required = required;
        this.parse = parse;
        this.display = display;
    }

    static Parameter<Term> term(String name, String label, String missingPaper) {
        return new Parameter<>(
                Kind.TERM, List.of(), name, label, missingPaper, true, Parameter::parseTerm, Term::label);
    }

    static Parameter<Integer> count(String name, String label, String unit, String missingPaper) {
        return new Parameter<>(
                Kind.COUNT, List.of(), name, label, missingPaper, true, Integer::valueOf, count -> count + unit);
    }

    static Parameter<Boolean> flag(String name, String label, String missingPaper) {
        return new Parameter<>(
                Kind.FLAG,
                List.of(new Option("true", "是"), new Option("false", "否")),
                name,
                label,
                missingPaper,
                true,
                Parameter::parseFlag,
                flag -> flag ? "是" : "否");
    }

    static <E extends Enum<E> & Labelled> Parameter<E> choice(
            String name, String label, Class<E> type, String missingPaper) {
        return new Parameter<>(
                Kind.ONE,
                options(type),
                name,
                label,
                missingPaper,
                true,
                text -> Enum.valueOf(type, text),
                Labelled::label);
    }

    static <E extends Enum<E> & Labelled> Parameter<Set<E>> choices(
            String name, String label, Class<E> type, String missingPaper) {
        return new Parameter<>(
                Kind.SEVERAL,
                options(type),
                name,
                label,
                missingPaper,
                true,
                text -> parseSet(text, type),
                set -> set.stream().map(Labelled::label).collect(Collectors.joining("、")));
    }

    static Parameter<BigDecimal> amount(String name, String label, String unit, String missingPaper) {
        return new Parameter<>(
                Kind.AMOUNT,
                List.of(),
                name,
                label,
                missingPaper,
                true,
                BigDecimal::new,
                amount -> amount.toPlainString() + unit);
    }

    /** The same, which a county may leave unset. */
    Parameter<T> optional() {
        return new Parameter<>(kind, options, name, label, missingPaper, false, parse, display);
    }

    public String name() {
        return name;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** Whether a county cannot run the procedure without it. */
    public boolean required() {
        return required;
    }

    /** Whether it is a number of days. */
    boolean isTerm() {
        return kind == Kind.TERM;
    }

    public Kind kind() {
        return kind;
    }

    /** What there is to choose from; nothing where it is typed. */
    public List<Option> options() {
        return options;
    }

    private static <E extends Enum<E> & Labelled> List<Option> options(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> new Option(constant.name(), constant.label()))
                .toList();
    }

    /** The value for people. */
    public String display(T value) {
        return display.apply(value);
    }

    Setting.Unset<T> unset() {
        return new Setting.Unset<>(name, label, missingPaper);
    }

    /** @throws IllegalArgumentException if the text is no such value */
    T parse(String stored) {
        return parse.apply(stored);
    }

    private static Term parseTerm(String text) {
        var parts = text.split(" ");
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a term: " + text);
        }
        return new Term(Integer.parseInt(parts[0]), DayKind.valueOf(parts[1]));
    }

    private static Boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: " + text);
        };
    }

    private static <E extends Enum<E>> Set<E> parseSet(String text, Class<E> type) {
        var set = EnumSet.noneOf(type);
        if (!text.isEmpty()) {
            Arrays.stream(text.split(","))
                    .map(constant -> Enum.valueOf(type, constant))
                    .forEach(set::add);
        }
        return Collections.unmodifiableSet(set);
    }
}
