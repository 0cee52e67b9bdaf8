package cn.bangfu.process.identification;

import cn.bangfu.identification.ApplicationService;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks identity numbers and consents; what is missing goes back with a deadline. */
@Component
class CheckAcceptanceDelegate implements JavaDelegate {

    private final ApplicationService applications;
    private final OwedDeliveries owed;

    CheckAcceptanceDelegate(ApplicationService applications, OwedDeliveries owed) {
        this.applications = applications;
        this.owed = owed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        var acceptance = applications.check(id);
        owed.settle(id);
        if (acceptance instanceof ApplicationService.Acceptance.Incomplete incomplete) {
            owed.owe(id, DeliveryKind.CORRECTION_LIST, Parameters.ACCEPTANCE_LIMIT);
            HouseholdIdentification.Variables.CORRECTION_DUE.put(execution, Date.from(incomplete.dueAt()));
            HouseholdIdentification.Variables.ACCEPTANCE.put(execution, "INCOMPLETE");
        } else {
            HouseholdIdentification.Variables.ACCEPTANCE.put(execution, "COMPLETE");
        }
    }
}
