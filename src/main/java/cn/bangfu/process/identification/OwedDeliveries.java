package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Term;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.CaseId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a step of the procedure makes the household's due, until when, and what it hands over on the spot (rules.md annex B). */
@Component
public class OwedDeliveries {

    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final DeliveryService deliveries;

    OwedDeliveries(IdentificationCases cases, CaseTerms terms, DeliveryService deliveries) {
        this.cases = cases;
        this.terms = terms;
        this.deliveries = deliveries;
    }

    public void owe(CaseId id, DeliveryKind kind, Parameter<Term> within) {
        var owing = cases.require(id);
        deliveries.owe(id, owing.household(), kind, terms.endFromNow(owing, within));
    }

    /** Each time anew, though the last one may still be owed. */
    public void oweEach(CaseId id, DeliveryKind kind, Parameter<Term> within) {
        var owing = cases.require(id);
        deliveries.oweEach(id, owing.household(), kind, terms.endFromNow(owing, within));
    }

    /** Ends the tasks of what is owed no longer. */
    void settle(CaseId id) {
        deliveries.settle(id);
    }

    /** Only where the step was taken. */
    StepResult owe(StepResult result, CaseId id, DeliveryKind kind, Parameter<Term> within) {
        if (result instanceof StepResult.Taken) {
            owe(id, kind, within);
        }
        return result;
    }

    /** Proved by what the household signed at the step itself. */
    StepResult signed(
            CaseId id,
            DeliveryKind kind,
            LocalDate day,
            List<UUID> signature,
            @Nullable String receivedBy,
            Actor actor) {
        return handedOver(id, kind, new Handover(day, DeliveryProof.SIGNATURE, signature, receivedBy), actor);
    }

    StepResult handedOver(CaseId id, DeliveryKind kind, Handover handover, Actor actor) {
        if (deliveries.delivered(id, kind).isPresent()) {
            return StepResult.taken();
        }
        return deliveries.deliver(id, cases.require(id).household(), kind, handover, actor)
                        instanceof DeliverOutcome.Refused refused
                ? new StepResult.Refused(refused.errors())
                : StepResult.taken();
    }
}
