package cn.bangfu.policy;

import java.time.LocalDate;

/**
 * A day that differs from its weekday.
 *
 * @param name of the festival: 春节
 */
public record CalendarDay(LocalDate date, WorkCalendar.Kind kind, String name) {}
