package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What households are owed and were handed, as it is kept. */
public interface Deliveries {

    UUID owe(CaseId caseId, HouseholdId household, DeliveryKind kind, @Nullable Instant dueAt);

    void record(UUID owed, HouseholdId household, Handover handover, Actor actor);

    /** In the order in which they were owed. */
    List<Delivery> of(CaseId caseId);

    /** What the household of a case still waits for, in the order in which it was owed. */
    List<Delivery> open(CaseId caseId);

    /** What was owed in a case, never handed over, and is owed no longer. */
    List<Delivery> lapsed(CaseId caseId);

    Optional<Delivery> find(UUID owed);

    /**
     * What is owed within the scope, the most urgent first.
     *
     * @param limit how many at most
     */
    List<Delivery> owed(DivisionScope scope, int limit);

    /** How much is owed within the scope, and how much of it late. */
    Count count(DivisionScope scope);

    record Count(int owed, int late) {}

    /** In the order in which they were owed. */
    List<Delivery> of(HouseholdId household);
}
