package cn.bangfu.identification;

import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Term;
import cn.bangfu.policy.TimeLeft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Terms of a case, by the county's parameters of the day it was opened: a later change never touches a running case. */
@Service
public class CaseTerms {

    private final CountyParameters parameters;
    private final Deadlines deadlines;
    private final CaseClock caseClock;
    private final LegalClock clock;

    public CaseTerms(CountyParameters parameters, Deadlines deadlines, CaseClock caseClock, LegalClock clock) {
        this.parameters = parameters;
        this.deadlines = deadlines;
        this.caseClock = caseClock;
        this.clock = clock;
    }

    public ParameterSet parameters(IdentificationCase of) {
        return parameters.of(of.village(), LegalClock.dayOf(of.openedAt()));
    }

    /**
     * The end of a step's term that begins now.
     *
     * @throws IllegalStateException with a message for people if the work calendar does not reach so far
     */
    public Instant endFromNow(IdentificationCase of, Parameter<Term> term) {
        var end = deadlines.end(clock.now(), parameters(of).require(term));
        if (end instanceof DueDate.At at) {
            return at.end();
        }
        throw new IllegalStateException(((DueDate.CalendarMissing) end).message());
    }

    /** What is left of the total clock, which runs from clue or application and stands still while it is stopped. */
    public TimeLeft total(IdentificationCase of) {
        return deadlines.left(of.openedAt(), parameters(of).require(Parameters.TOTAL_LIMIT), caseClock.stops(of.id()));
    }

    /** Last day of the total clock as things stand; empty where the work calendar does not reach so far. */
    public Optional<LocalDate> lastDay(IdentificationCase of) {
        return total(of) instanceof TimeLeft.Days days
                ? Optional.of(LegalClock.dayOf(days.end().minusMillis(1)))
                : Optional.empty();
    }
}
