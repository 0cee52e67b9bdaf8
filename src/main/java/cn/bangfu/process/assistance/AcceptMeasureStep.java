package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlanService;
import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.MeasureAnswer;
import cn.bangfu.process.assistance.AssistanceAssignment.Variables;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lead department takes one measure on or gives it back to the town. */
@Component
class AcceptMeasureStep implements Step {

    private final AssistancePlans plans;
    private final AssistancePlanService planning;

    AcceptMeasureStep(AssistancePlans plans, AssistancePlanService planning) {
        this.plans = plans;
        this.planning = planning;
    }

    @Override
    public String element() {
        return AssistanceAssignment.Elements.ACCEPT_MEASURE;
    }

    private static UUID measure(StepContext context) {
        return UUID.fromString(context.local().require(Variables.MEASURE));
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = measure(context);
        var asked = plans.withMeasure(id).orElseThrow().measure(id).proposed();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("kind", asked.kind().label());
        values.put("risk", asked.risk().label());
        values.put("dueOn", ChinaTime.day(asked.dueOn()));
        values.put("content", MeasureWords.content(asked));
        values.put("amount", MeasureWords.amount(asked));
        values.put("fundSource", asked.fundSource() == null ? "—" : asked.fundSource());
        values.put("cooperating", asked.cooperating() == null ? "—" : asked.cooperating());
        values.put("handler", context.actor().name());
        values.put("expectedOn", asked.dueOn());
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = measure(context);
        return StepOutcomes.of(
                answers.text("accepted").equals("YES")
                        ? planning.accept(
                                context.caseId(),
                                id,
                                new MeasureAnswer.Accepted(
                                        answers.text("handler").strip(),
                                        answers.text("phone"),
                                        answers.date("expectedOn")),
                                context.actor())
                        : planning.decline(
                                context.caseId(),
                                id,
                                new MeasureAnswer.Declined(answers.text("reason")),
                                context.actor()));
    }
}
