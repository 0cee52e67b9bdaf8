package cn.bangfu.process.identification;

import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the members who have signed with what departments sent (F1 五(二)2 行业部门数据比对). */
@Component
class CompareDepartmentDataDelegate implements JavaDelegate {

    private final CaseComparison comparison;

    CompareDepartmentDataDelegate(CaseComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        HouseholdIdentification.Variables.FINDINGS_OPEN.put(execution, comparison.compare(id));
    }
}
