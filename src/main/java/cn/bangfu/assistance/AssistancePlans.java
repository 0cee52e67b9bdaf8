package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The plans, all versions. */
public interface AssistancePlans {

    /** The newest version for an entry. */
    Optional<AssistancePlan> newest(UUID monitored);

    /** All versions of all entries of a household, the newest first. */
    List<AssistancePlan> of(HouseholdId household);

    Optional<AssistancePlan> withMeasure(UUID measure);

    /**
     * A measure about to be kept.
     *
     * @param accountHolder id of the member who is paid
     */
    record NewMeasure(
            ProposedMeasure proposed,
            @Nullable UUID accountHolder,
            @Nullable UUID takenFrom) {}

    /** Adds the next version. */
    AssistancePlan add(MonitoredHousehold entry, HouseholdOpinion opinion, List<NewMeasure> measures, Actor actor);

    /** The database refuses a second answer, and one to a plan that is no longer proposed. */
    void answer(UUID measure, MeasureAnswer answer, Actor actor);

    /**
     * The database refuses any way but the proper one.
     *
     * @param objection what the household has against it, if it has
     */
    void moveTo(UUID plan, PlanState state, @Nullable String objection);
}
