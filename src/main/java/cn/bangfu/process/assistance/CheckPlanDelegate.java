package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlanService;
import cn.bangfu.process.assistance.AssistanceAssignment.Variables;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether every recorded risk still has a measure after the departments have answered. */
@Component
class CheckPlanDelegate implements JavaDelegate {

    private final AssistedHouseholds households;
    private final AssistancePlanService plans;

    CheckPlanDelegate(AssistedHouseholds households, AssistancePlanService plans) {
        this.households = households;
        this.plans = plans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        Variables.PLAN_STANDS.put(execution, plans.check(id, households.of(id)));
    }
}
