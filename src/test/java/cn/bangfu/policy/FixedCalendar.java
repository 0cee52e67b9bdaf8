package cn.bangfu.policy;

import cn.bangfu.shared.PersonId;
import java.util.List;

/** A work calendar that a test knows beforehand. */
public record FixedCalendar(WorkCalendar current) implements WorkCalendars {

    public static WorkCalendars of(WorkCalendar calendar) {
        return new FixedCalendar(calendar);
    }

    @Override
    public boolean add(int year, String source, PersonId loadedBy, List<CalendarDay> days) {
        throw new UnsupportedOperationException();
    }
}
