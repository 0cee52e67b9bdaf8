package cn.bangfu.process.gateway;

import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of an answer that fits its form. Numbers are already written with plain digits. The methods without {@code find} are
 * for fields that the form requires: a missing value, like a wrong type, is a mistake of the programmer and is thrown. A field that
 * the form's condition hides is missing.
 */
public final class Answers {

    private final Map<String, @Nullable Object> values;
    private final String prefix;

    private Answers(Map<String, @Nullable Object> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    /** @param values plain JSON types by form key; money and counts as texts */
    public static Answers of(Map<String, @Nullable Object> values) {
        return new Answers(values, "");
    }

    public boolean has(String key) {
        var value = values.get(key);
        return value != null && !value.equals("");
    }

    public String text(String key) {
        return findText(key).orElseThrow(() -> missing(key));
    }

    public Optional<String> findText(String key) {
        return has(key) ? Optional.of((String) value(key)) : Optional.empty();
    }

    public LocalDate date(String key) {
        return findDate(key).orElseThrow(() -> missing(key));
    }

    public Optional<LocalDate> findDate(String key) {
        return findText(key).map(LocalDate::parse);
    }

    /** Yuan with two decimals. */
    public BigDecimal money(String key) {
        return findMoney(key).orElseThrow(() -> missing(key));
    }

    public Optional<BigDecimal> findMoney(String key) {
        return findDecimal(key).map(amount -> amount.setScale(2));
    }

    /** A money or percentage field's number as it was written. */
    public Optional<BigDecimal> findDecimal(String key) {
        return findText(key).map(BigDecimal::new);
    }

    public int integer(String key) {
        return findInteger(key).orElseThrow(() -> missing(key));
    }

    public Optional<Integer> findInteger(String key) {
        return findText(key).map(Integer::valueOf);
    }

    /** Whether a checkbox is ticked. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** The constant chosen in a select or radio field; options' values are the constants' names. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return findChoice(key, type).orElseThrow(() -> missing(key));
    }

    public <E extends Enum<E>> Optional<E> findChoice(String key, Class<E> type) {
        return findText(key).map(name -> Enum.valueOf(type, name));
    }

    /** What is ticked in a checklist, in the form's order; empty if nothing is. */
    public List<String> codes(String key) {
        var codes = new ArrayList<String>();
        for (var code : (List<?>) values.getOrDefault(key, List.of())) {
            codes.add((String) code);
        }
        return codes;
    }

    public <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        var constants = new LinkedHashSet<E>();
        codes(key).forEach(code -> constants.add(Enum.valueOf(type, code)));
        return constants;
    }

    /** Ids of photographs and scans. They exist and belong to the case when the step sees them. */
    public List<UUID> evidence(String key) {
        return codes(key).stream().map(UUID::fromString).toList();
    }

    /** Rows of a dynamic list; empty if there are none. */
    public List<Answers> list(String key) {
        var rows = new ArrayList<Answers>();
        for (var row : (List<?>) values.getOrDefault(key, List.of())) {
            rows.add(new Answers(object(row), prefix + key + "[" + rows.size() + "]."));
        }
        return rows;
    }

    /** Fields of a group that has a path of its own. */
    public Answers group(String key) {
        return new Answers(object(values.getOrDefault(key, Map.of())), prefix + key + ".");
    }

    /** Path of a field from the top of the form, as a {@link FieldError} names it. */
    public String path(String key) {
        return prefix + key;
    }

    /** An error at a field, found also inside lists and groups. */
    public FieldError error(String key, String message) {
        return new FieldError(path(key), message);
    }

    /** All values, also of fields that only the process owner knows. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    private Object value(String key) {
        var value = values.get(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private IllegalStateException missing(String key) {
        return new IllegalStateException("the form has no answer at " + path(key));
    }
}
