package cn.bangfu.process.identification;

import cn.bangfu.identification.RoutingService;
import cn.bangfu.shared.CaseId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nobody said by the last day what became of relief: the household is judged on what is known (rules.md 1.5 R4b). */
@Component
class EndReliefWaitDelegate implements JavaDelegate {

    private final RoutingService routing;

    EndReliefWaitDelegate(RoutingService routing) {
        this.routing = routing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        routing.reliefTimedOut(id);
    }
}
