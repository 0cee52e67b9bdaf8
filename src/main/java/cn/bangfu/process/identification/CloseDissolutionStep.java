package cn.bangfu.process.identification;

import cn.bangfu.household.ChangeOutcome;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town closes the case of a household that is no more, or has left the county. */
@Component
class CloseDissolutionStep implements Step {

    private final CaseEndings endings;
    private final LegalClock clock;
    private final IdentificationCases cases;
    private final HouseholdService householdService;

    CloseDissolutionStep(
            CaseEndings endings, LegalClock clock, IdentificationCases cases, HouseholdService householdService) {
        this.endings = endings;
        this.clock = clock;
        this.cases = cases;
        this.householdService = householdService;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CLOSE_DISSOLUTION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("reportedOn", Shown.day(clock.today()));
        values.put("reportedNote", endings.reason(context.caseId()).orElse("—"));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var outcome = householdService.dissolve(
                cases.require(context.caseId()).household(),
                answers.date("happenedOn"),
                answers.text("opinion"),
                context.actor());
        return outcome instanceof ChangeOutcome.Refused refused
                ? StepResult.refused("dissolution", refused.message())
                : StepResult.taken();
    }
}
