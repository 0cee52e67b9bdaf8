package cn.bangfu.reading;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks through a county for what does not conform, and keeps who follows it up. */
public interface Conformance {

    /** All rules, the heaviest first. */
    List<ConformanceRule> rules();

    default Optional<ConformanceRule> rule(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** How a followed finding stands. */
    enum State {
        OPEN("跟进中"),
        EXPLAINED("已说明"),
        RECTIFIED("已整改"),
        PASSED_ON("已移送");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param happenedAt when it was done, not when it was found
     * @param href its place, a path of this site
     * @param gone it is no longer so
     * @param followUp the last line, if somebody follows it up
     */
    record Finding(
            UUID id,
            ConformanceRule rule,
            DivisionCode division,
            @Nullable CaseId caseId,
            @Nullable String caseNumber,
            @Nullable HouseholdId household,
            Instant happenedAt,
            String said,
            String href,
            Instant firstFoundAt,
            boolean gone,
            @Nullable FollowUp followUp) {}

    record FollowUp(State state, String inCharge, @Nullable LocalDate dueOn, String note, Instant at, String by) {}

    /**
     * @param rule only of that one
     * @param followed only those that are followed up and not settled
     */
    record Query(
            @Nullable DivisionCode division,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String rule,
            boolean followed) {}

    /** The last time a county was looked through. */
    record Run(
            Instant startedAt,
            Instant finishedAt,
            int findings,
            @Nullable String by) {}

    /** Looks through a county now. */
    Run look(DivisionCode county, @Nullable String by);

    Optional<Run> last(DivisionCode county);

    /** The latest first. */
    List<Finding> find(Query query, DivisionScope scope, int limit);

    /** How many of each rule, by its id; those that are gone left out. */
    Map<String, Integer> counts(Query query, DivisionScope scope);

    List<Finding> of(CaseId id);

    Optional<Finding> find(UUID id);

    /** The latest first. */
    List<FollowUp> followUps(UUID id);

    void follow(UUID id, State state, String inCharge, @Nullable LocalDate dueOn, String note, Actor actor);
}
