package cn.bangfu.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much time is left, and clocks that stand still. November 2026: the 21st is a Saturday. */
class DeadlinesTest {

    private static final WorkCalendar CALENDAR = new WorkCalendar(
            Set.of(2026),
            Map.of(
                    LocalDate.of(2026, 10, 1), WorkCalendar.Kind.HOLIDAY,
                    LocalDate.of(2026, 10, 10), WorkCalendar.Kind.WORKDAY));

    private final Instant monday = at("2026-11-02T10:00");

    @Test
    void weekendsHolidaysAndDaysWorkedInsteadAreKnown() {
        assertThat(CALENDAR.isWorkday(LocalDate.of(2026, 11, 20))).isEqualTo(new WorkCalendar.Answer.Known(true));
        assertThat(CALENDAR.isWorkday(LocalDate.of(2026, 11, 21))).isEqualTo(new WorkCalendar.Answer.Known(false));
        assertThat(CALENDAR.isWorkday(LocalDate.of(2026, 10, 1))).isEqualTo(new WorkCalendar.Answer.Known(false));
        assertThat(CALENDAR.isWorkday(LocalDate.of(2026, 10, 10))).isEqualTo(new WorkCalendar.Answer.Known(true));
        assertThat(CALENDAR.isWorkday(LocalDate.of(2027, 1, 4))).isEqualTo(new WorkCalendar.Answer.YearMissing(2027));
    }

    @Test
    void daysLeftCountDownToZeroOnTheLastDayAndGoOnAsOverdue() {
        var term = Term.workingDays(5);
        assertThat(label("2026-11-02T11:00", term)).isEqualTo("剩5天");
        assertThat(label("2026-11-06T09:00", term)).isEqualTo("剩1天");
        assertThat(label("2026-11-08T09:00", term)).isEqualTo("剩1天");
        assertThat(label("2026-11-09T23:59:59", term)).isEqualTo("今天到期");
        assertThat(label("2026-11-10T00:00", term)).isEqualTo("已超期1天");
        assertThat(label("2026-11-16T00:00", term)).isEqualTo("已超期5天");
    }

    @Test
    void aClockThatStoodStillEndsAsManyDaysLater() {
        var stop = new ClockStop(StopReason.CORRECTION, at("2026-11-04T15:00"), at("2026-11-07T08:00"), null);
        assertThat(end("2026-11-20T00:00", Term.calendarDays(5), stop)).isEqualTo(at("2026-11-11T00:00"));
        // 5, 6 (7 is a Saturday) are not counted: 3, 4, 9, 10, 11.
        assertThat(end("2026-11-20T00:00", Term.workingDays(5), stop)).isEqualTo(at("2026-11-12T00:00"));
    }

    @Test
    void aStopThatBeginsAndEndsOnOneDayMovesNothing() {
        var stop = new ClockStop(StopReason.OBJECTION, at("2026-11-04T08:00"), at("2026-11-04T17:00"), null);
        assertThat(end("2026-11-20T00:00", Term.calendarDays(5), stop)).isEqualTo(at("2026-11-08T00:00"));
    }

    @Test
    void overlappingStopsCountOnce() {
        var one = new ClockStop(StopReason.CORRECTION, at("2026-11-03T08:00"), at("2026-11-06T08:00"), null);
        var two = new ClockStop(StopReason.DEPARTMENT_LATE, at("2026-11-04T08:00"), at("2026-11-07T08:00"), null);
        assertThat(end("2026-11-20T00:00", Term.calendarDays(5), one, two)).isEqualTo(at("2026-11-12T00:00"));
    }

    @Test
    void whileAClockStandsStillNothingIsUsedUp() {
        var stop = new ClockStop(StopReason.RELIEF, at("2026-11-04T08:00"), null, null);
        for (var now : List.of("2026-11-05T09:00", "2026-11-25T09:00")) {
            assertThat(deadlines(now).left(monday, Term.calendarDays(5), List.of(stop)))
                    .isInstanceOfSatisfying(TimeLeft.Days.class, left -> {
                        assertThat(left.days()).isEqualTo(3);
                        assertThat(left.standing()).isTrue();
                        assertThat(left.label()).isEqualTo("计时暂停");
                    });
        }
    }

    @Test
    void aStopEndsByItsOwnLimitEvenIfNobodyEndsIt() {
        var stop = new ClockStop(StopReason.RELIEF, at("2026-11-04T08:00"), null, at("2026-11-07T00:00"));
        assertThat(end("2026-11-20T00:00", Term.calendarDays(5), stop)).isEqualTo(at("2026-11-11T00:00"));
        assertThat(deadlines("2026-11-09T12:00").left(monday, Term.calendarDays(5), List.of(stop)))
                .isInstanceOfSatisfying(
                        TimeLeft.Days.class, left -> assertThat(left.standing()).isFalse());
    }

    @Test
    void aTermThatCannotBeToldSaysWhy() {
        assertThat(deadlines("2026-12-30T10:00").left(at("2026-12-30T10:00"), Term.workingDays(5), List.of()))
                .isEqualTo(new TimeLeft.Unknown(new DueDate.CalendarMissing(2027)));
    }

    @Test
    void aTrainingTermCountsTrainingDays() {
        var from = at("2026-11-02T10:00");
        var term = Term.calendarDays(5);
        assertThat(training("2026-11-02T10:00:00").end(from, term)).isEqualTo(new DueDate.At(from.plusSeconds(50)));
        assertThat(trainingDays("2026-11-02T10:00:00", from, term)).isEqualTo(4);
        assertThat(trainingDays("2026-11-02T10:00:45", from, term)).isZero();
        assertThat(trainingDays("2026-11-02T10:00:50", from, term)).isEqualTo(-1);
        var stop = new ClockStop(StopReason.OBJECTION, from.plusSeconds(10), from.plusSeconds(25), null);
        assertThat(training("2026-11-02T11:00:00").end(from, term, List.of(stop)))
                .isEqualTo(new DueDate.At(from.plusSeconds(65)));
    }

    @Test
    void aTrainingDayIsNoLongerThanADayAndNotNothing() {
        assertThatThrownBy(() -> TrainingTime.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrainingTime.of(Duration.ofDays(2))).isInstanceOf(IllegalArgumentException.class);
        assertThat(TrainingTime.OFF.active()).isFalse();
    }

    @Test
    void aTermHasADay() {
        assertThatThrownBy(() -> Term.calendarDays(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private String label(String now, Term term) {
        return ((TimeLeft.Days) deadlines(now).left(monday, term, List.of())).label();
    }

    private Instant end(String now, Term term, ClockStop... stops) {
        return ((DueDate.At) deadlines(now).end(monday, term, List.of(stops))).end();
    }

    private static int trainingDays(String now, Instant from, Term term) {
        return ((TimeLeft.Days) training(now).left(from, term, List.of())).days();
    }

    private static Deadlines deadlines(String now) {
        return new Deadlines(() -> at(now), FixedCalendar.of(CALENDAR), TrainingTime.OFF);
    }

    private static Deadlines training(String now) {
        return new Deadlines(() -> at(now), FixedCalendar.of(CALENDAR), TrainingTime.of(Duration.ofSeconds(10)));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LegalClock.ZONE).toInstant();
    }
}
