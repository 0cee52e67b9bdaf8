package cn.bangfu.process.identification;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.RoutingService;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Civil affairs report what became of emergency relief (rules.md 1.5). Measure and amount are their own procedure. */
@Component
class DeliverReliefStep implements Step {

    private final IdentificationCases cases;
    private final RoutingService routing;
    private final CaseFacts facts;
    private final EarlierAnswers earlier;

    DeliverReliefStep(IdentificationCases cases, RoutingService routing, CaseFacts facts, EarlierAnswers earlier) {
        this.cases = cases;
        this.routing = routing;
        this.facts = facts;
        this.earlier = earlier;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DELIVER_RELIEF;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put(
                "hardship",
                earlier.firstOf(
                                id,
                                HouseholdIdentification.Elements.CORRECT_APPLICATION,
                                HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                                HouseholdIdentification.Elements.VERIFY_CLUE)
                        .get("difficulty"));
        values.put("risks", facts.risks(id));
        values.put("contactName", context.actor().name());
        values.put("reliefWaitEnd", ChinaTime.day(routing.reliefWaitEnd(id).minusMillis(1)));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        routing.reliefEnded(context.caseId(), answers.choice("relief", ReliefState.class), context.actor());
        return StepResult.taken();
    }
}
