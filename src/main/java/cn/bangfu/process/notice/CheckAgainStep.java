package cn.bangfu.process.notice;

import cn.bangfu.identification.ClueService;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Somebody who has not acted in the case hears the household and decides anew. A decision that does not stand does not come back to
 * life as an entry: the procedure begins again, with the village's visit, in a new case.
 */
@Component
class CheckAgainStep implements Step {

    private final ReCheckForms forms;
    private final ReCheckDecisions decisions;
    private final IdentificationCases cases;
    private final ClueService clues;

    CheckAgainStep(ReCheckForms forms, ReCheckDecisions decisions, IdentificationCases cases, ClueService clues) {
        this.forms = forms;
        this.decisions = decisions;
        this.cases = cases;
        this.clues = clues;
    }

    @Override
    public String element() {
        return ReCheckProcess.Elements.CHECK_AGAIN;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        return forms.values(context.caseId());
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        if (answers.text("checkers").strip().split("[、,;，；\\s]+").length < 2) {
            return StepResult.refused("checkers", "复核人至少两人，姓名之间用顿号隔开");
        }
        var result = answers.choice("reCheckResult", ReCheck.Result.class);
        var decided = decisions.decide(
                context,
                result,
                "复核人：%s\n经过：%s".formatted(answers.text("checkers"), answers.text("heard")),
                answers.findText("answer").orElse("申请人撤回复核申请。"));
        if (decided instanceof StepResult.Taken && result == ReCheck.Result.OVERTURNED) {
            var ended = cases.require(context.caseId());
            var risks = ended.risks().isEmpty() ? Set.of(RiskCause.OTHER) : ended.risks();
            clues.report(ended.household(), Channel.CADRE_SCREENING, risks, context.actor());
        }
        return decided;
    }
}
