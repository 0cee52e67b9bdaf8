package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseEndings;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town closes a withdrawn application, having asked whether it is the household's own will. */
@Component
class CloseWithdrawalStep implements Step {

    private final CaseEndings endings;
    private final LegalClock clock;

    CloseWithdrawalStep(CaseEndings endings, LegalClock clock) {
        this.endings = endings;
        this.clock = clock;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CLOSE_WITHDRAWAL;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("withdrawnOn", Shown.day(clock.today()));
        values.put("withdrawalReason", endings.reason(context.caseId()).orElse("—"));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepResult.taken();
    }
}
