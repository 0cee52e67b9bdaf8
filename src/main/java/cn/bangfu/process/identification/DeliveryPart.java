package cn.bangfu.process.identification;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part of many forms that says how the household was handed a letter (送达; rules.md annex B). */
@Component
public class DeliveryPart {

    /** Keys of the forms by the parts of a handover. */
    private static final Map<String, String> KEYS = Map.of("proof", "deliveryWay", "evidence", "deliveryEvidence");

    private final IdentificationCases cases;
    private final DeliveryService deliveries;

    DeliveryPart(IdentificationCases cases, DeliveryService deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    /** What was recorded on the page of deliveries is not asked again. */
    public void prefill(StepContext context, DeliveryKind kind, Map<String, @Nullable Object> values) {
        deliveries.delivered(context.caseId(), kind).map(Delivery::handover).ifPresent(handover -> {
            values.put("deliveredOn", handover.deliveredOn());
            values.put("deliveryWay", handover.proof().name());
            values.put(
                    "deliveryEvidence",
                    handover.evidence().stream().map(UUID::toString).toList());
            // Delivered by its signed original: who signed stands on the paper.
            values.put("receivedBy", handover.receivedBy() == null ? "见签字原件" : handover.receivedBy());
        });
    }

    public StepResult record(StepContext context, DeliveryKind kind, Answers answers) {
        if (deliveries.delivered(context.caseId(), kind).isPresent()) {
            return StepResult.taken();
        }
        var handover = new Handover(
                answers.date("deliveredOn"),
                answers.choice("deliveryWay", DeliveryProof.class),
                answers.evidence("deliveryEvidence"),
                answers.text("receivedBy"));
        var household = cases.require(context.caseId()).household();
        var outcome = deliveries.deliver(context.caseId(), household, kind, handover, context.actor());
        return outcome instanceof DeliverOutcome.Refused refused
                ? new StepResult.Refused(refused.errors().stream()
                        .map(error -> new FieldError(KEYS.getOrDefault(error.field(), error.field()), error.message()))
                        .toList())
                : StepResult.taken();
    }
}
