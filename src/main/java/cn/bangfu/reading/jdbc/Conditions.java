package cn.bangfu.reading.jdbc;

import cn.bangfu.policy.LegalClock;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader narrows a list by, as SQL with its parameters. What is not asked narrows nothing. */
final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    Conditions and(String condition) {
        all.add(condition);
        return this;
    }

    /** @param condition names the parameter */
    Conditions and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            all.add(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /** Whole days of the county. */
    Conditions days(String column, @Nullable LocalDate from, @Nullable LocalDate until) {
        and(column + " >= :from", "from", from == null ? null : begin(from));
        return and(column + " < :until", "until", until == null ? null : begin(until.plusDays(1)));
    }

    private static Timestamp begin(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(LegalClock.ZONE).toInstant());
    }

    String sql() {
        return String.join(" and ", all);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** A pattern for what begins with a text. */
    static String beginning(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
