package cn.bangfu.process.identification;

import cn.bangfu.identification.AssessmentService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A member died or the head changed: counted and judged again, the case goes on (rules.md annex A). */
@Component
class RecountHouseholdDelegate implements JavaDelegate {

    private final AssessmentService assessment;

    RecountHouseholdDelegate(AssessmentService assessment) {
        this.assessment = assessment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        assessment.countAgain(id);
    }
}
