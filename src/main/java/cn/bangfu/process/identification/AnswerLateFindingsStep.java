package cn.bangfu.process.identification;

import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was found late is answered like what was found in time. */
@Component
class AnswerLateFindingsStep implements Step {

    private final AnswerFindingsStep inTime;

    AnswerLateFindingsStep(AnswerFindingsStep inTime) {
        this.inTime = inTime;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.ANSWER_LATE_FINDINGS;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        return inTime.prefill(context);
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return inTime.submit(context, answers);
    }
}
