package cn.bangfu.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which days are worked: Monday to Friday, less the State Council's holidays, and with the weekend days worked instead (调休). Of a
 * year whose holidays are not loaded nothing is known.
 *
 * @param years whose holidays are loaded
 * @param exceptions days that differ from their weekday
 */
public record WorkCalendar(Set<Integer> years, Map<LocalDate, Kind> exceptions) {

    /** How a day differs from its weekday. */
    public enum Kind {
        HOLIDAY,
        WORKDAY
    }

    /** Whether a day is worked, or why that is not known. */
    public sealed interface Answer {

        record Known(boolean workday) implements Answer {}

        record YearMissing(int year) implements Answer {}
    }

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    public WorkCalendar {
        years = Set.copyOf(years);
        exceptions = Map.copyOf(exceptions);
    }

    public Answer isWorkday(LocalDate day) {
        if (!years.contains(day.getYear())) {
            return new Answer.YearMissing(day.getYear());
        }
        var exception = exceptions.get(day);
        return new Answer.Known(exception == null ? !WEEKEND.contains(day.getDayOfWeek()) : exception == Kind.WORKDAY);
    }
}
