package cn.bangfu.policy;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * When terms end, by legal time and the work calendar. In training a term lasts as many training days as the real one would last
 * calendar days.
 */
@Service
public class Deadlines {

    private final LegalClock clock;
    private final WorkCalendars calendars;
    private final TrainingTime training;

    public Deadlines(LegalClock clock, WorkCalendars calendars, TrainingTime training) {
        this.clock = clock;
        this.calendars = calendars;
        this.training = training;
    }

    /** The end of a term that begins then. */
    public DueDate end(Instant from, Term term) {
        return end(from, term, List.of());
    }

    /** The end of a term whose clock stood still in between. */
    public DueDate end(Instant from, Term term, List<ClockStop> stops) {
        return counting(from, term, stops).end();
    }

    /** The end of a term on real days, as papers say it also in training. */
    public DueDate withoutTraining(Instant from, Term term) {
        return new DayCount(from, term, List.of(), calendars.current(), TrainingTime.OFF, clock.now()).end();
    }

    /** What is left of a term now. */
    public TimeLeft left(Instant from, Term term, List<ClockStop> stops) {
        return counting(from, term, stops).left();
    }

    private DayCount counting(Instant from, Term term, List<ClockStop> stops) {
        return new DayCount(from, term, stops, calendars.current(), training, clock.now());
    }
}
