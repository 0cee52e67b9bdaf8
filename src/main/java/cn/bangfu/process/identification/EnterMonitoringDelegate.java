package cn.bangfu.process.identification;

import cn.bangfu.identification.CountyConfirmationService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Enters the confirmed household as monitored; the database refuses before the notice has run its length. */
@Component
class EnterMonitoringDelegate implements JavaDelegate {

    private final CountyConfirmationService county;

    EnterMonitoringDelegate(CountyConfirmationService county) {
        this.county = county;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        county.enter(id);
    }
}
