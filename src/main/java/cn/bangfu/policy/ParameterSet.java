package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one county lays down from a date on. A change is a new set from a later date; a case keeps the set of the day it began.
 *
 * @param version identifies the set; the same for all counties that have none
 */
public record ParameterSet(UUID version, DivisionCode county, LocalDate validFrom, Map<String, Entry> entries) {

    /**
     * One line of the set as stored.
     *
     * @param value {@code null} where the county has not laid it down
     * @param source clause or paper
     * @param confirmed whether it stands in the county's own papers
     */
    public record Entry(@Nullable String value, String source, boolean confirmed) {}

    public ParameterSet {
        entries = Map.copyOf(entries);
    }

    /** Of a county that has laid down nothing yet. */
    public static ParameterSet none(DivisionCode county) {
        return new ParameterSet(new UUID(0, 0), county, LocalDate.MIN, Map.of());
    }

    public <T> Setting<T> get(Parameter<T> parameter) {
        var entry = entries.get(parameter.name());
        if (entry == null || entry.value() == null) {
            return parameter.unset();
        }
        return new Setting.Value<>(parameter.parse(entry.value()), entry.source(), entry.confirmed());
    }

    /** The value for people; empty where it is unset. */
    public <T> Optional<String> display(Parameter<T> parameter) {
        return get(parameter).value().map(parameter::display);
    }

    /**
     * For what every published set holds.
     *
     * @throws IllegalStateException if the county has not laid it down
     */
    public <T> T require(Parameter<T> parameter) {
        return get(parameter)
                .value()
                .orElseThrow(() -> new IllegalStateException(
                        "county " + county + " has no " + parameter.name() + " on " + validFrom));
    }

    /** What is wrong with the set, for people; empty if it may be used. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        for (var parameter : Parameters.ALL) {
            var entry = entries.get(parameter.name());
            var value = entry == null ? null : entry.value();
            if (value == null) {
                if (parameter.required()) {
                    faults.add(parameter.unset().message());
                }
            } else if (!readable(parameter, value)) {
                faults.add(parameter.label() + "的值“" + value + "”无法识别，请更正。");
            }
        }
        for (var name : entries.keySet()) {
            if (Parameters.byName(name).isEmpty()) {
                faults.add("没有名为“" + name + "”的参数，请删除。");
            }
        }
        if (faults.isEmpty()) {
            StepLimits.check(this, faults);
            if (get(Parameters.RIGID_EXCESS_AMOUNT).value().isPresent()
                    && get(Parameters.RIGID_EXCESS_SHARE).value().isPresent()) {
                faults.add("刚性支出过大标准只能定金额或者比例其中一项，请删去一项。");
            }
        }
        return faults;
    }

    private static boolean readable(Parameter<?> parameter, String value) {
        try {
            parameter.parse(value);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
