package cn.bangfu.process.identification;

import cn.bangfu.identification.RoutingService;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.shared.CaseId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks {@code entry-routing.dmn} which way the case goes (rules.md 1.4). */
@Component
class RouteEntryDelegate implements JavaDelegate {

    private final RoutingService routing;

    RouteEntryDelegate(RoutingService routing) {
        this.routing = routing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = CaseId.of(execution.getProcessBusinessKey());
        var route = routing.route(id);
        HouseholdIdentification.Variables.ROUTE.put(execution, route.name());
        if (route == RouteOutcome.RELIEF_FIRST) {
            HouseholdIdentification.Variables.RELIEF_WAIT_END.put(execution, Date.from(routing.reliefWaitEnd(id)));
        }
    }
}
