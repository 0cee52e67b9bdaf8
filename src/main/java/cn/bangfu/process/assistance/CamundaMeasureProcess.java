package cn.bangfu.process.assistance;

import cn.bangfu.assistance.MeasureProcess;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.assistance.AssistanceDelivery.Messages;
import cn.bangfu.process.assistance.AssistanceDelivery.Variables;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CamundaMeasureProcess implements MeasureProcess {

    private final CaseEngine engine;
    private final Deliveries deliveries;
    private final IdentificationCases cases;
    private final CaseTerms terms;

    CamundaMeasureProcess(CaseEngine engine, Deliveries deliveries, IdentificationCases cases, CaseTerms terms) {
        this.engine = engine;
        this.deliveries = deliveries;
        this.cases = cases;
        this.terms = terms;
    }

    @Override
    public void begin(CaseId caseId, UUID measure) {
        engine.start(AssistanceDelivery.PROCESS_KEY, caseId, Map.of(Variables.MEASURE, measure.toString()));
    }

    @Override
    public void paid(CaseId caseId, HouseholdId household, UUID measure) {
        deliveries.owe(
                caseId,
                household,
                DeliveryKind.PAYMENT,
                terms.endFromNow(cases.require(caseId), Parameters.INSPECTION_LIMIT));
        tell(Messages.MEASURE_PAID, caseId, measure);
    }

    @Override
    public void fundsWithdrawn(CaseId caseId, UUID measure) {
        tell(Messages.FUNDS_WITHDRAWN, caseId, measure);
    }

    /** Nobody need wait: a measure may be paid from two batches, and money may be allocated before anything is delivered. */
    private void tell(String message, CaseId caseId, UUID measure) {
        engine.asApplication(e -> e.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(caseId.toString())
                .processInstanceVariableEquals(Variables.MEASURE.name(), measure.toString())
                .correlateAllWithResult());
    }
}
