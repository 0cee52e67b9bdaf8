package cn.bangfu.process.identification;

import cn.bangfu.identification.AssessmentService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Run b, or c after relief, of {@code monitoring-category.dmn}: findings answered, income recounted (rules.md 1.1). */
@Component
class ProposeCategoryDelegate implements JavaDelegate {

    private final AssessmentService assessment;

    ProposeCategoryDelegate(AssessmentService assessment) {
        this.assessment = assessment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        HouseholdIdentification.Variables.PROPOSAL_ROUTE.put(
                execution, assessment.conclude(id).name());
    }
}
