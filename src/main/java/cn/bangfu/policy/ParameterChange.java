package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the county shall lay down from a day on.
 *
 * @param name of the parameter, or {@link #INCOME_LINE}
 * @param year of an income line only
 * @param confirmed whether it stands in the county's own paper
 */
public record ParameterChange(
        UUID id,
        DivisionCode county,
        String name,
        String value,
        @Nullable Integer year,
        LocalDate validFrom,
        String source,
        boolean confirmed,
        String reason,
        Instant proposedAt,
        PersonId person,
        String personName) {

    public static final String INCOME_LINE = "incomeLine";

    public boolean isIncomeLine() {
        return name.equals(INCOME_LINE);
    }

    public String label() {
        return isIncomeLine()
                ? year + "年监测线"
                : Parameters.byName(name).map(Parameter::label).orElse(name);
    }

    /** The value for people. */
    public String shown() {
        return isIncomeLine()
                ? value + "元"
                : Parameters.byName(name)
                        .map(parameter -> shown(parameter, value))
                        .orElse(value);
    }

    private static <T> String shown(Parameter<T> parameter, String value) {
        return parameter.display(parameter.parse(value));
    }
}
