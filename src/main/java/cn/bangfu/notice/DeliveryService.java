package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a household is to be handed, and how it was proved that it was (rules.md annex B). */
@Service
public class DeliveryService {

    private final Deliveries deliveries;
    private final DeliveryProcess process;
    private final LegalClock clock;
    private final Trail trail;

    DeliveryService(Deliveries deliveries, DeliveryProcess process, LegalClock clock, Trail trail) {
        this.deliveries = deliveries;
        this.process = process;
        this.clock = clock;
        this.trail = trail;
    }

    /** From now on the household is owed this; as long as it is, it is not owed a second time. */
    @Transactional
    public void owe(CaseId caseId, HouseholdId household, DeliveryKind kind, @Nullable Instant dueAt) {
        if (owed(caseId).stream().noneMatch(delivery -> delivery.kind() == kind)) {
            oweEach(caseId, household, kind, dueAt);
        }
    }

    /** From now on the household is owed this, too, such as the slip of one more payment. */
    @Transactional
    public void oweEach(CaseId caseId, HouseholdId household, DeliveryKind kind, @Nullable Instant dueAt) {
        var id = deliveries.owe(caseId, household, kind, dueAt);
        if (!kind.isHandedOverByStep()) {
            process.begin(caseId, id);
        }
    }

    /** Ends the tasks of what is owed no longer: what was missing was supplied, the case was withdrawn. */
    @Transactional
    public void settle(CaseId caseId) {
        deliveries.lapsed(caseId).forEach(this::endTask);
    }

    /**
     * Records a delivery that another step or page made; what was not owed before is recorded all the same. Errors name the parts of the
     * handover.
     */
    @Transactional
    public DeliverOutcome deliver(
            CaseId caseId, HouseholdId household, DeliveryKind kind, Handover handover, Actor actor) {
        var errors = errors(kind, handover);
        if (!errors.isEmpty()) {
            return new DeliverOutcome.Refused(errors);
        }
        var owed = owed(caseId).stream()
                .filter(delivery -> delivery.kind() == kind)
                .findFirst();
        record(
                owed.map(Delivery::id).orElseGet(() -> deliveries.owe(caseId, household, kind, null)),
                caseId,
                household,
                kind,
                handover,
                actor);
        owed.ifPresent(this::endTask);
        return new DeliverOutcome.Recorded();
    }

    /** Records what the delivery's own task hands over; the task ends by its answer. */
    @Transactional
    public DeliverOutcome handOver(Delivery owed, Handover handover, Actor actor) {
        if (!owed.isOwed()) {
            return DeliverOutcome.refused("", owed.kind().label() + "已经登记过送达");
        }
        var errors = errors(owed.kind(), handover);
        if (!errors.isEmpty()) {
            return new DeliverOutcome.Refused(errors);
        }
        record(owed.id(), owed.caseId(), owed.household(), owed.kind(), handover, actor);
        return new DeliverOutcome.Recorded();
    }

    /** Records what somebody else handed over than who has the task of it, such as the town's office; the task ends with it. */
    @Transactional
    public DeliverOutcome deliver(Delivery owed, Handover handover, Actor actor) {
        var outcome = handOver(owed, handover, actor);
        if (outcome instanceof DeliverOutcome.Recorded) {
            endTask(owed);
        }
        return outcome;
    }

    private void endTask(Delivery owed) {
        if (!owed.kind().isHandedOverByStep()) {
            process.end(owed.caseId(), owed.id());
        }
    }

    private List<FieldError> errors(DeliveryKind kind, Handover handover) {
        var errors = new ArrayList<FieldError>();
        if (handover.deliveredOn().isAfter(clock.today())) {
            errors.add(new FieldError("deliveredOn", "送达日期不能晚于今天"));
        }
        if (!kind.proofs().contains(handover.proof())) {
            errors.add(new FieldError(
                    "proof",
                    kind.label() + "不能以“" + handover.proof().label() + "”证明，请选择"
                            + kind.proofs().stream().map(DeliveryProof::label).collect(Collectors.joining("、"))));
        }
        if (handover.proof().shown() && handover.evidence().isEmpty()) {
            errors.add(new FieldError("evidence", "请上传送达凭证"));
        }
        if (handover.proof() == DeliveryProof.CALL_RECORD
                && (handover.receivedBy() == null || handover.receivedBy().isBlank())) {
            errors.add(new FieldError("receivedBy", "请写明接电话的人"));
        }
        return errors;
    }

    private void record(
            UUID id, CaseId caseId, HouseholdId household, DeliveryKind kind, Handover handover, Actor actor) {
        deliveries.record(id, household, handover, actor);
        trail.append(TrailEvent.of("delivery.recorded", caseId, household, actor)
                .with("what", kind.name())
                .with("proof", handover.proof().name())
                .with("deliveredOn", handover.deliveredOn().toString())
                .with("receivedBy", handover.receivedBy()));
    }

    /** The last record of it, unless it is owed once more. */
    @Transactional(readOnly = true)
    public Optional<Delivery> delivered(CaseId caseId, DeliveryKind kind) {
        var all = deliveries.of(caseId).stream()
                .filter(delivery -> delivery.kind() == kind)
                .toList();
        return all.stream().anyMatch(Delivery::isOwed)
                ? Optional.empty()
                : all.stream().reduce((first, second) -> second);
    }

    /** What the household of a case is still owed. */
    @Transactional(readOnly = true)
    public List<Delivery> owed(CaseId caseId) {
        return deliveries.open(caseId);
    }
}
