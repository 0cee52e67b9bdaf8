package cn.bangfu.process.identification;

import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares who signed later, and with what departments sent later (rules.md annex A: 留缺口，数据到了再核对). */
@Component
class CompareLateDataDelegate implements JavaDelegate {

    private final CaseComparison comparison;
    private final LateFindings late;
    private final OwedDeliveries owed;

    CompareLateDataDelegate(CaseComparison comparison, LateFindings late, OwedDeliveries owed) {
        this.comparison = comparison;
        this.late = late;
        this.owed = owed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        var open = comparison.compareLate(id);
        if (open) {
            owed.owe(id, DeliveryKind.ADVERSE_FINDING, Parameters.REVIEW_LIMIT);
        }
        HouseholdIdentification.Variables.LATE_FINDINGS_OPEN.putLocal(execution, open && !late.alreadyAsked(id));
    }
}
