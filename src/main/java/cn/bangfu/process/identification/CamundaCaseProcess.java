package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseProcess;
import cn.bangfu.policy.Channel;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.shared.CaseId;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class CamundaCaseProcess implements CaseProcess {

    private final CaseEngine engine;
    private final StepPermits permits;

    CamundaCaseProcess(CaseEngine engine, StepPermits permits) {
        this.engine = engine;
        this.permits = permits;
    }

    @Override
    public void start(CaseId id, Channel channel) {
        switch (channel) {
            case APPLICATION -> engine.start(HouseholdIdentification.PROCESS_KEY, id, Map.of());
            case CADRE_SCREENING -> engine.startByMessage(HouseholdIdentification.Messages.CLUE_REPORTED, id, Map.of());
            case DEPARTMENT_ALERT ->
                engine.startByMessage(HouseholdIdentification.Messages.DEPARTMENT_ALERT, id, Map.of());
        }
    }

    @Override
    public void withdrawn(CaseId id) {
        end(HouseholdIdentification.Messages.CASE_WITHDRAWN, id);
    }

    @Override
    public void dissolved(CaseId id) {
        end(HouseholdIdentification.Messages.HOUSEHOLD_DISSOLVED, id);
    }

    /** Open tasks of the case are cancelled by the model's event sub-process; only this port may let that happen. */
    private void end(String message, CaseId id) {
        permits.whileEnding(id, () -> {
            engine.tell(message, id, Map.of());
            return id;
        });
    }

    @Override
    public void householdChanged(CaseId id) {
        engine.tell(HouseholdIdentification.Messages.HOUSEHOLD_CHANGED, id, Map.of());
    }

    @Override
    public void dataArrived(CaseId id) {
        engine.tell(HouseholdIdentification.Messages.DATA_ARRIVED, id, Map.of());
    }
}
