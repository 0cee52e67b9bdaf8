package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At every end of a case: the domain's case ends with it. The end event names its outcome as input {@code outcome}. */
@Component
class CloseCaseDelegate implements ExecutionListener {

    static final String OUTCOME = "outcome";

    private final CaseService cases;
    private final EndingReasons reasons;
    private final OwedDeliveries owed;

    CloseCaseDelegate(CaseService cases, EndingReasons reasons, OwedDeliveries owed) {
        this.cases = cases;
        this.reasons = reasons;
        this.owed = owed;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        var outcome = CaseOutcome.valueOf((String) execution.getVariable(OUTCOME));
        cases.close(id, outcome, reasons.of(id, outcome), null);
        owed.settle(id);
    }
}
