package cn.bangfu.reading;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine remembers of a case, and facts that lie over several cases of a household. */
public interface CaseHistory {

    /**
     * One process instance.
     *
     * @param definition id of the very version that ran
     * @param name as the diagram says
     * @param parent of a called process
     */
    record Run(
            String id,
            String key,
            String name,
            int version,
            String definition,
            @Nullable String parent,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** One time that an element of a diagram was entered. */
    record Activity(
            String run,
            String element,
            String type,
            @Nullable String name,
            Instant startedAt,
            @Nullable Instant endedAt,
            boolean canceled,
            @Nullable String assignee) {}

    List<Run> runs(CaseId id);

    List<Activity> activities(CaseId id);

    /**
     * A step that was not done in time.
     *
     * @param doneAt none if it is still owed
     */
    record Overdue(
            String element,
            String name,
            Instant dueAt,
            @Nullable Instant doneAt) {}

    List<Overdue> overdue(CaseId id);

    /** The diagram's file as it was released. */
    Optional<String> diagram(String definition);

    /** What a diagram calls its process. */
    Optional<String> nameOf(String process, int version);

    /**
     * A case that is over.
     *
     * @param said how it ended
     */
    record Ended(CaseId id, String number, DivisionCode village, String said, Instant at) {}

    /** Cases that ended under that diagram, the latest first. */
    List<Ended> ended(String definition, DivisionScope scope, int limit);

    /** The decision table's file as it was released. */
    Optional<String> decisionTable(String key, int version);

    /**
     * One day of a term.
     *
     * @param why 第1天, or why it does not count
     */
    record Day(LocalDate day, boolean counts, String why) {}

    /** How a term that began then is counted, day by day. */
    List<Day> days(Instant from, int days, boolean working);

    /**
     * A piece of a household's life.
     *
     * @param kind CASE, MONITORED or STATUS
     * @param until none if it goes on
     * @param said in Chinese
     */
    record Life(
            String kind,
            Instant from,
            @Nullable Instant until,
            String said,
            @Nullable CaseId caseId) {}

    /** All cases, entries, exits and statuses of a household, the earliest first. */
    List<Life> life(HouseholdId household);

    /** What was changed in the register or in statuses after the case was decided. */
    List<Later> later(CaseId id);

    record Later(Instant at, String who, String what) {}
}
