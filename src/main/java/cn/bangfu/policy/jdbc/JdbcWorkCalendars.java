package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.CalendarDay;
import cn.bangfu.policy.WorkCalendar;
import cn.bangfu.policy.WorkCalendars;
import cn.bangfu.shared.PersonId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Read anew each time: a few hundred rows, and a year added on one node is there for all. */
@Repository
class JdbcWorkCalendars implements WorkCalendars {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    JdbcWorkCalendars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public WorkCalendar current() {
        var years = new HashSet<>(jdbc.sql("select year from app.work_calendar_year")
                .query(Integer.class)
                .list());
        var days = new HashMap<LocalDate, WorkCalendar.Kind>();
        jdbc.sql("select day, kind from app.work_calendar_day").query(row -> {
            days.put(
                    row.getObject("day", LocalDate.class),
                    WorkCalendar.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)));
        });
        return new WorkCalendar(years, days);
    }

    @Override
    public boolean add(int year, String source, PersonId loadedBy, List<CalendarDay> days) {
        var json = days.stream()
                .map(day -> Map.of(
                        "day", day.date().toString(),
                        "kind", day.kind().name().toLowerCase(Locale.ROOT),
                        "name", day.name()))
                .toList();
        try {
            return jdbc.sql("select app.add_work_calendar_year(?, ?, ?, ?::jsonb)")
                    .params(year, source, loadedBy.value(), JSON.writeValueAsString(json))
                    .query(Boolean.class)
                    .single();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
