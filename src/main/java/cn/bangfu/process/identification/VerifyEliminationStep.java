package cn.bangfu.process.identification;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.RoutingService;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An earlier risk elimination is looked at again: rolled back, or it stands (rules.md 1.4 A2). */
@Component
class VerifyEliminationStep implements Step {

    private final IdentificationCases cases;
    private final MonitoredHouseholds monitored;
    private final RoutingService routing;
    private final DeliveryPart deliveries;

    VerifyEliminationStep(
            IdentificationCases cases, MonitoredHouseholds monitored, RoutingService routing, DeliveryPart deliveries) {
        this.cases = cases;
        this.monitored = monitored;
        this.routing = routing;
        this.deliveries = deliveries;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.VERIFY_ELIMINATION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        monitored.lastEnded(cases.require(context.caseId()).household()).ifPresent(entry -> {
            values.put("previousCategory", entry.category().label());
            values.put("enteredOn", ChinaTime.day(entry.enteredAt()));
            var ended = entry.endedAt();
            values.put("eliminatedOn", ended == null ? "—" : ChinaTime.day(ended));
            values.put("previousRisks", Shown.labels(entry.risks()));
        });
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var stands = answers.text("eliminationCheck").equals("EXIT_VERIFIED");
        routing.verifiedElimination(context.caseId(), stands, answers.text("reason"), context.actor());
        return stands ? StepResult.taken() : deliveries.record(context, DeliveryKind.ROUTING_ANSWER, answers);
    }
}
