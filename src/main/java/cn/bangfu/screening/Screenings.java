package cn.bangfu.screening;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.comparison.Register;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs and clues as they are kept. */
public interface Screenings {

    /** Whoever began last; anybody else has been given up and ends nothing. */
    record Attempt(UUID id, int number, DivisionCode county, LocalDate day) {}

    /** Something that stands in a file and that the decision table is asked about. */
    record Attribute(Register register, String attribute) {}

    /** @param over none where the fact itself is the clue */
    record Threshold(
            Attribute attribute,
            RegistrationType type,
            RiskCause cause,
            @Nullable BigDecimal over,
            String rule) {}

    /** A clue that waits to be sent, with who sends it. */
    record Sending(UUID clue, Actor actor, int attempts) {}

    /** One line of the table by town. @param waiting sent, not yet looked at, by age in days since it was sent */
    record TownLine(DivisionCode town, int fresh, int upTo2, int upTo5, int older, int verified, int closed) {}

    /** What to list. */
    record Filter(
            DivisionScope scope,
            @Nullable DivisionCode town,
            ScreeningClue.@Nullable State state,
            @Nullable RiskCause cause,
            boolean onlyLate) {}

    UUID create(DivisionCode county, LocalDate day, @Nullable Actor actor);

    Optional<ScreeningRun> latest(DivisionCode county);

    boolean isRunning(DivisionCode county);

    Optional<Attempt> claim();

    void heartbeat(Attempt attempt, String stage);

    /** Notes the files that are looked at; clears what an earlier attempt left. @return registers that have a file */
    List<Register> takeFiles(Attempt attempt);

    /** What stands in the files, each once. */
    List<Attribute> attributes(Attempt attempt, int most);

    void keep(Attempt attempt, List<Threshold> thresholds);

    /** Facts over the thresholds: one join of everybody with everything. */
    void match(Attempt attempt);

    /** Who was in the allowance list before and is no longer. @return in Chinese why this was not looked at; null if it was */
    @Nullable
    String matchLost(Attempt attempt);

    /** Makes clues of what is new. */
    void conclude(Attempt attempt, List<String> notes);

    void fail(Attempt attempt, String message);

    List<ScreeningClue> list(Filter filter, int limit);

    List<TownLine> byTown(DivisionScope scope);

    Optional<ScreeningClue> find(UUID id);

    /** @return how many of them were waiting for it */
    int markSending(DivisionScope scope, Collection<UUID> clues, Actor actor);

    int markAllSending(DivisionScope scope, Actor actor);

    int close(DivisionScope scope, Collection<UUID> clues, String reason, Actor actor);

    Optional<Sending> nextToSend();

    void sent(UUID clue, CaseId caseId);

    /** A try that came to nothing counts, though all else of it is undone. */
    void tried(UUID clue);

    void notSent(UUID clue, String problem);

    int count(DivisionScope scope, ScreeningClue.State state);

    /** Files of pushed registers that are newer than the last screening. */
    int unscreenedFiles(DivisionCode county);
}
