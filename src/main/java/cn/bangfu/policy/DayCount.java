package cn.bangfu.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts one term. Days are counted from the day after it begins; it ends at 24:00 of its last day in Asia/Shanghai (procedure 3,
 * notice length; the way of counting is a choice of ours). {@code app.legal_end} counts independently and must agree.
 */
record DayCount(
        Instant from, Term term, List<ClockStop> stops, WorkCalendar calendar, TrainingTime training, Instant now) {

    DueDate end() {
        return training.active() ? trainingEnd() : realEnd(stops);
    }

    TimeLeft left() {
        var due = end();
        if (due instanceof DueDate.CalendarMissing missing) {
            return new TimeLeft.Unknown(missing);
        }
        var end = ((DueDate.At) due).end();
        var standing = stops.stream().anyMatch(stop -> stop.standing(now));
        if (training.active()) {
            // As on real days: none is left on the last one.
            var left = Math.floorDiv(
                    Duration.between(now, end).minusMillis(1).toMillis(),
                    training.length().orElseThrow().toMillis());
            return new TimeLeft.Days((int) left, end, standing);
        }
        var lastDay = LegalClock.dayOf(end).minusDays(1);
        var today = LegalClock.dayOf(now);
        return today.isAfter(lastDay)
                ? leftBetween(lastDay, today, -1, end, standing)
                : leftBetween(today, lastDay, 1, end, standing);
    }

    private TimeLeft leftBetween(LocalDate after, LocalDate upTo, int sign, Instant end, boolean standing) {
        var days = 0;
        for (var day = after.plusDays(1); !day.isAfter(upTo); day = day.plusDays(1)) {
            var answer = counts(day);
            if (answer instanceof WorkCalendar.Answer.YearMissing missing) {
                return new TimeLeft.Unknown(new DueDate.CalendarMissing(missing.year()));
            }
            days += isWorkday(answer) ? 1 : 0;
        }
        return new TimeLeft.Days(sign * days, end, standing);
    }

    private DueDate realEnd(List<ClockStop> stopped) {
        var day = LegalClock.dayOf(from);
        var counted = 0;
        while (counted < term.days()) {
            day = day.plusDays(1);
            if (isStopped(day, stopped)) {
                continue;
            }
            var answer = counts(day);
            if (answer instanceof WorkCalendar.Answer.YearMissing missing) {
                return new DueDate.CalendarMissing(missing.year());
            }
            counted += isWorkday(answer) ? 1 : 0;
        }
        return new DueDate.At(day.plusDays(1).atStartOfDay(LegalClock.ZONE).toInstant());
    }

    private WorkCalendar.Answer counts(LocalDate day) {
        return term.kind() == DayKind.CALENDAR ? new WorkCalendar.Answer.Known(true) : calendar.isWorkday(day);
    }

    private static boolean isWorkday(WorkCalendar.Answer answer) {
        return answer instanceof WorkCalendar.Answer.Known known && known.workday();
    }

    private boolean isStopped(LocalDate day, List<ClockStop> stopped) {
        return stopped.stream()
                .anyMatch(stop ->
                        day.isAfter(LegalClock.dayOf(stop.from())) && !day.isAfter(LegalClock.dayOf(stop.end(now))));
    }

    private DueDate trainingEnd() {
        var dayLength = training.length().orElseThrow();
        if (realEnd(List.of()) instanceof DueDate.At real) {
            var lastDay = LegalClock.dayOf(real.end()).minusDays(1);
            var days = ChronoUnit.DAYS.between(LegalClock.dayOf(from), lastDay);
            return new DueDate.At(from.plus(dayLength.multipliedBy(days)).plus(stoppedTime()));
        }
        return realEnd(List.of());
    }

    /** Overlapping stops count once. */
    private Duration stoppedTime() {
        var sorted = new ArrayList<>(stops);
        sorted.sort(Comparator.comparing(ClockStop::from));
        var total = Duration.ZERO;
        var reached = from;
        for (var stop : sorted) {
            var begin = stop.from().isAfter(reached) ? stop.from() : reached;
            var end = stop.end(now);
            if (end.isAfter(begin)) {
                total = total.plus(Duration.between(begin, end));
                reached = end;
            }
        }
        return total;
    }
}
