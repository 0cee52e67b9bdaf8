package cn.bangfu.process.identification;

import cn.bangfu.identification.AssessmentService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A finding that came late has been answered and checked: the table is asked again (rules.md 1.1). */
@Component
class JudgeAgainDelegate implements JavaDelegate {

    private final AssessmentService assessment;

    JudgeAgainDelegate(AssessmentService assessment) {
        this.assessment = assessment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        assessment.judgeAgain(CaseId.of(execution.getProcessBusinessKey()));
    }
}
