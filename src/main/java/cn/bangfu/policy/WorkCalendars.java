package cn.bangfu.policy;

/** The work calendar as loaded now. */
public interface WorkCalendars {

    WorkCalendar current();
}
