package cn.bangfu.household.jdbc;

import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseLevel;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.policy.Labelled;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Codes as they stand in the tables, in the words officials read. */
final class FieldWords {

    private static final Map<String, Map<String, String>> WORDS = new HashMap<>();

    static {
        put(RegisterColumn.REGISTRATION_TYPE, RegistrationType.values());
        put(RegisterColumn.POLICY_STATUS, PolicyStatus.values());
        put(RegisterColumn.RESIDENCY, Residency.values());
        put(RegisterColumn.CATEGORY, MonitoringCategory.values());
        put(RegisterColumn.HOUSE_LEVEL, HouseLevel.values());
        put(RegisterColumn.HEALTH, HealthState.values());
        put(RegisterColumn.LABOUR, LabourCapacity.values());
        var yesNo = Map.of("true", "是", "false", "否");
        WORDS.put(RegisterColumn.WATER_SAFE.heading(), yesNo);
        WORDS.put(RegisterColumn.INSURED.heading(), yesNo);
    }

    private FieldWords() {}

    private static <T extends Enum<T> & Labelled> void put(RegisterColumn column, T[] values) {
        WORDS.put(column.heading(), Arrays.stream(values).collect(Collectors.toMap(Enum::name, Labelled::label)));
    }

    /** A stored value of a field; what is no code of the field is shown as it is. */
    static String shown(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        var words = WORDS.get(field);
        return words == null
                ? value
                : Arrays.stream(value.split(","))
                        .map(code -> words.getOrDefault(code, code))
                        .collect(Collectors.joining("、"));
    }
}
