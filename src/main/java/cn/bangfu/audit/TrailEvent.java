package cn.bangfu.audit;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, to be written to the trail. Make it with {@link #of} and add what is known.
 *
 * @param action what was done, in the words of the code: {@code case.accepted}, {@code step.submitted}
 * @param caseId the case, whose chain it joins
 * @param household whose key seals the details
 * @param actor who did it; absent for timers and jobs
 * @param element the step in the model, such as {@code UserTask_VisitHousehold}
 * @param model process key and version that ran, {@code household-identification:3}
 * @param rule decision, version and rows that fired, {@code monitoring-category:2#B1}
 * @param fromState state before
 * @param toState state after
 * @param details values that matter, personal ones included; plain JSON types
 */
public record TrailEvent(
        String action,
        CaseId caseId,
        HouseholdId household,
        @Nullable Actor actor,
        @Nullable String element,
        @Nullable String model,
        @Nullable String rule,
        @Nullable String fromState,
        @Nullable String toState,
        Map<String, @Nullable Object> details) {

    public static TrailEvent of(String action, CaseId caseId, HouseholdId household, @Nullable Actor actor) {
        return new TrailEvent(action, caseId, household, actor, null, null, null, null, null, Map.of());
    }

    public TrailEvent at(String element, @Nullable String model) {
        return new TrailEvent(action, caseId, household, actor, element, model, rule, fromState, toState, details);
    }

    public TrailEvent under(String rule) {
        return new TrailEvent(action, caseId, household, actor, element, model, rule, fromState, toState, details);
    }

    public TrailEvent states(@Nullable Enum<?> from, Enum<?> to) {
        return new TrailEvent(
                action,
                caseId,
                household,
                actor,
                element,
                model,
                rule,
                from == null ? null : from.name(),
                to.name(),
                details);
    }

    public TrailEvent with(String name, @Nullable Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new TrailEvent(action, caseId, household, actor, element, model, rule, fromState, toState, more);
    }
}
