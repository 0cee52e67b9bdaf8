package cn.bangfu.policy;

import cn.bangfu.shared.PersonId;
import java.util.List;

/** The work calendar as loaded now. A year is added once and never changed: terms may run on it. */
public interface WorkCalendars {

    WorkCalendar current();

    /** Whether the year was added; not if it was there. */
    boolean add(int year, String source, PersonId loadedBy, List<CalendarDay> days);
}
