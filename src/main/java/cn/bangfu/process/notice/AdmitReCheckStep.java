package cn.bangfu.process.notice;

import cn.bangfu.notice.ReCheck;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The level above looks whether the re-check is asked for by the household, against such a decision, in time. */
@Component
class AdmitReCheckStep implements Step {

    private final ReCheckForms forms;
    private final ReCheckDecisions decisions;

    AdmitReCheckStep(ReCheckForms forms, ReCheckDecisions decisions) {
        this.forms = forms;
        this.decisions = decisions;
    }

    @Override
    public String element() {
        return ReCheckProcess.Elements.ADMIT_RE_CHECK;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        return forms.values(context.caseId());
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var reason = answers.findText("reason").orElse("");
        return decisions.decide(
                context,
                answers.text("reCheckAdmitted").equals("YES") ? ReCheck.Result.ADMITTED : ReCheck.Result.NOT_ADMITTED,
                reason,
                reason);
    }
}
