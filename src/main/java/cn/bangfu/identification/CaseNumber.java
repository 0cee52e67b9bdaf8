package cn.bangfu.identification;

import java.util.regex.Pattern;

/**
 * What people call a case: county code, year, running number of the county and year.
 *
 * @param value {@code 150625-2026-00001}
 */
public record CaseNumber(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{6}-\\d{4}-\\d{5,}");

    /** @throws IllegalArgumentException if the value has another shape */
    public CaseNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case number: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
