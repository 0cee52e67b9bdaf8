package cn.bangfu.process.identification;

import cn.bangfu.household.Households;
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

/** The town decides on residency with a reason; the table is asked again (rules.md 1.4 A5b). */
@Component
class DecideResidencyStep implements Step {

    private final IdentificationCases cases;
    private final Households households;
    private final RoutingService routing;
    private final EarlierAnswers earlier;

    DecideResidencyStep(
            IdentificationCases cases, Households households, RoutingService routing, EarlierAnswers earlier) {
        this.cases = cases;
        this.households = households;
        this.routing = routing;
        this.earlier = earlier;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DECIDE_RESIDENCY;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "residency",
                households
                        .require(cases.require(context.caseId()).household())
                        .residency()
                        .label());
        values.put(
                "statedPlace",
                earlier.firstText(
                        context.caseId(),
                        "residencePlace",
                        HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                        HouseholdIdentification.Elements.VERIFY_CLUE));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(routing.decideResidency(
                context.caseId(),
                answers.choice("permanentResident", Residency.class),
                answers.text("reason"),
                context.actor()));
    }
}
