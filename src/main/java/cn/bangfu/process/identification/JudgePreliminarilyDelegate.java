package cn.bangfu.process.identification;

import cn.bangfu.identification.AssessmentService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Run a of {@code monitoring-category.dmn}: after the visit (rules.md 1.1). */
@Component
class JudgePreliminarilyDelegate implements JavaDelegate {

    private final AssessmentService assessment;

    JudgePreliminarilyDelegate(AssessmentService assessment) {
        this.assessment = assessment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        assessment.judgePreliminarily(id);
    }
}
