package cn.bangfu.process.identification;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.RoutingService;
import cn.bangfu.policy.Residency;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Two places each say the other is responsible: the county decides (rules.md 1.4 A10). */
@Component
class DecideResponsiblePlaceStep implements Step {

    private final IdentificationCases cases;
    private final RoutingService routing;
    private final EarlierAnswers earlier;

    DecideResponsiblePlaceStep(IdentificationCases cases, RoutingService routing, EarlierAnswers earlier) {
        this.cases = cases;
        this.routing = routing;
        this.earlier = earlier;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DECIDE_RESPONSIBLE_PLACE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var answer = earlier.firstOf(context.caseId(), HouseholdIdentification.Elements.ANSWER_ROUTING);
        values.put("dispute", answer.get("dispute"));
        values.put("receivingPlace", answer.get("receivingPlace"));
        values.put(
                "residencePlace",
                earlier.text(
                        context.caseId(), HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION, "residencePlace"));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        if (answers.text("responsiblePlace").equals("HERE")) {
            return StepOutcomes.of(
                    routing.decideResidency(context.caseId(), Residency.YES, answers.text("reason"), context.actor()));
        }
        return StepResult.taken();
    }
}
