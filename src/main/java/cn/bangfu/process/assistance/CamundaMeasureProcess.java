package cn.bangfu.process.assistance;

import cn.bangfu.assistance.MeasureProcess;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.assistance.AssistanceDelivery.Messages;
import cn.bangfu.process.assistance.AssistanceDelivery.Variables;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.identification.OwedDeliveries;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CamundaMeasureProcess implements MeasureProcess {

    private final CaseEngine engine;
    private final OwedDeliveries owed;

    CamundaMeasureProcess(CaseEngine engine, OwedDeliveries owed) {
        this.engine = engine;
        this.owed = owed;
    }

    @Override
    public void begin(CaseId caseId, UUID measure) {
        engine.start(AssistanceDelivery.PROCESS_KEY, caseId, Map.of(Variables.MEASURE, measure.toString()));
    }

    @Override
    public void paid(CaseId caseId, HouseholdId household, UUID measure) {
        owed.oweEach(caseId, DeliveryKind.PAYMENT, Parameters.INSPECTION_LIMIT);
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
