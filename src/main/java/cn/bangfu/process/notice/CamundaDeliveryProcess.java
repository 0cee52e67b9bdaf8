package cn.bangfu.process.notice;

import cn.bangfu.notice.DeliveryProcess;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.process.notice.PaperDelivery.Messages;
import cn.bangfu.process.notice.PaperDelivery.Variables;
import cn.bangfu.shared.CaseId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CamundaDeliveryProcess implements DeliveryProcess {

    private final CaseEngine engine;
    private final StepPermits permits;

    CamundaDeliveryProcess(CaseEngine engine, StepPermits permits) {
        this.engine = engine;
        this.permits = permits;
    }

    @Override
    public void begin(CaseId caseId, UUID owed) {
        engine.start(PaperDelivery.PROCESS_KEY, caseId, Map.of(Variables.DELIVERY, owed.toString()));
    }

    @Override
    public void end(CaseId caseId, UUID owed) {
        permits.whileEnding(
                caseId,
                () -> engine.asApplication(e -> e.getRuntimeService()
                        .createMessageCorrelation(Messages.NOTHING_OWED)
                        .processInstanceBusinessKey(caseId.toString())
                        .processInstanceVariableEquals(Variables.DELIVERY.name(), owed.toString())
                        .correlateAllWithResult()));
    }
}
