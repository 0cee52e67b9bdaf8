package cn.bangfu.process.assistance;

import cn.bangfu.assistance.MeasureService;
import cn.bangfu.process.assistance.AssistanceDelivery.Variables;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether a given-up measure leaves a recorded risk open. */
@Component
class CheckCoverDelegate implements JavaDelegate {

    private final AssistedHouseholds households;
    private final MeasureService measures;

    CheckCoverDelegate(AssistedHouseholds households, MeasureService measures) {
        this.households = households;
        this.measures = measures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        Variables.RISKS_COVERED.put(
                execution, measures.uncovered(households.of(id)).isEmpty());
    }
}
