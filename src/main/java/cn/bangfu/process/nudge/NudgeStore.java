package cn.bangfu.process.nudge;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public interface NudgeStore {

    /**
     * A task that is open now.
     *
     * @param group the engine's, to which it is offered: a role in one office
     * @param last nudge
     */
    record Waiting(
            String task,
            CaseId caseId,
            String element,
            String step,
            String group,
            @Nullable Instant due,
            @Nullable Nudge last) {}

    Optional<Waiting> waiting(String task);

    /**
     * Due before that moment, of offices below one of these; those due first come first.
     *
     * @param above where the officer may nudge
     */
    List<Waiting> below(Collection<Above> above, Instant dueBefore, int limit);

    /** How many of them; counts no further than a limit. */
    int countBelow(Collection<Above> above, Instant dueBefore, int limit);

    /** Open tasks of these groups that somebody has been reminded of, the latest first. */
    List<Waiting> nudged(Collection<String> groups, int limit);

    /** Overdue tasks of which the clock has not reminded yet, and nobody today. */
    List<Waiting> overdueUntold(int limit);

    /** @return false if the office has been reminded of it today already */
    boolean add(Waiting task, String office, @Nullable Actor by, @Nullable String note);

    /** Of one task, the earliest first. */
    List<Nudge> of(String task);
}
