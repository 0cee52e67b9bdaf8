package cn.bangfu.process.identification;

import cn.bangfu.access.Role;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.RoutingService;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.process.assistance.AssistanceAssignment;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The written answer where there is no new entry: policy continues, monitored already, other place (rules.md annex A). */
@Component
class AnswerRoutingStep implements Step {

    private final IdentificationCases cases;
    private final RoutingService routing;
    private final CaseFacts facts;
    private final EarlierAnswers earlier;
    private final DeliveryPart deliveries;
    private final RecheckRoute recheck;
    private final CaseEngine engine;

    AnswerRoutingStep(
            IdentificationCases cases,
            RoutingService routing,
            CaseFacts facts,
            EarlierAnswers earlier,
            DeliveryPart deliveries,
            RecheckRoute recheck,
            CaseEngine engine) {
        this.cases = cases;
        this.routing = routing;
        this.facts = facts;
        this.earlier = earlier;
        this.deliveries = deliveries;
        this.recheck = recheck;
        this.engine = engine;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.ANSWER_ROUTING;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var routed = cases.require(context.caseId());
        values.put("route", routed.route());
        values.put("basis", facts.routingBasis(context.caseId()));
        values.put(
                "addedRisks", routed.risks().stream().map(Enum::name).sorted().toList());
        values.put("routingAnswer", "ANSWERED");
        values.put(
                "receivingPlace",
                earlier.firstOf(context.caseId(), HouseholdIdentification.Elements.DECIDE_RESIDENCY)
                        .get("residencePlace"));
        recheck.putInto(values, context.caseId(), Role.TOWN_HEAD);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId();
        if (answers.text("routingAnswer").equals("DISPUTED")) {
            return StepResult.taken();
        }
        if (String.valueOf(cases.require(id).route()).equals(RouteOutcome.ALREADY_MONITORED.name())) {
            cases.setRisks(id, answers.choices("addedRisks", RiskCause.class));
            routing.addRisksToEntry(id, context.actor());
            var delivered = deliveries.record(context, DeliveryKind.ROUTING_ANSWER, answers);
            if (delivered instanceof StepResult.Taken) {
                // A risk that was added needs its measure as the first ones did (风险补录); the case itself ends here.
                engine.start(AssistanceAssignment.PROCESS_KEY, id, Map.of());
            }
            return delivered;
        }
        return deliveries.record(context, DeliveryKind.ROUTING_ANSWER, answers);
    }
}
