package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseEndings;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town closes a withdrawn application, having asked whether it is the household's own will. */
@Component
class CloseWithdrawalStep implements Step {

    private final CaseEndings endings;

    CloseWithdrawalStep(CaseEndings endings) {
        this.endings = endings;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CLOSE_WITHDRAWAL;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "withdrawnOn",
                endings.recordedAt(context.caseId()).map(ChinaTime::day).orElse("—"));
        values.put("withdrawalReason", endings.reason(context.caseId()).orElse("—"));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepResult.taken();
    }
}
