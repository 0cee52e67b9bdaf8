package cn.bangfu.process.identification;

import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the members who have signed with what departments sent (F1 五(二)2 行业部门数据比对). */
@Component
class CompareDepartmentDataDelegate implements JavaDelegate {

    private final CaseComparison comparison;
    private final OwedDeliveries owed;

    CompareDepartmentDataDelegate(CaseComparison comparison, OwedDeliveries owed) {
        this.comparison = comparison;
        this.owed = owed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        var open = comparison.compare(id);
        if (open) {
            owed.owe(id, DeliveryKind.ADVERSE_FINDING, Parameters.REVIEW_LIMIT);
        }
        HouseholdIdentification.Variables.FINDINGS_OPEN.put(execution, open);
    }
}
