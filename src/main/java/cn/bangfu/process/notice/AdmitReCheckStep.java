package cn.bangfu.process.notice;

import cn.bangfu.identification.CaseHands;
import cn.bangfu.identification.Hand;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReCheckService;
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
    private final ReCheckCases cases;
    private final ReCheckService service;
    private final CaseHands hands;
    private final DeliveryService deliveries;

    AdmitReCheckStep(
            ReCheckForms forms,
            ReCheckCases cases,
            ReCheckService service,
            CaseHands hands,
            DeliveryService deliveries) {
        this.forms = forms;
        this.cases = cases;
        this.service = service;
        this.hands = hands;
        this.deliveries = deliveries;
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
        var asked = forms.require(context.caseId());
        var office = cases.office(asked.village());
        var objection = service.objection(asked, office);
        if (objection.isPresent()) {
            return StepResult.refused("", objection.get());
        }
        hands.take(context.caseId(), context.actor().person(), Hand.RECHECK);
        var admitted = answers.text("reCheckAdmitted").equals("YES");
        var reason = answers.findText("reason").orElse("");
        service.decide(
                context.caseId(),
                admitted ? ReCheck.Result.ADMITTED : ReCheck.Result.NOT_ADMITTED,
                reason,
                reason,
                office,
                context.actor());
        if (!admitted) {
            deliveries.owe(context.caseId(), asked.household(), DeliveryKind.RECHECK_ANSWER, null);
        }
        return StepResult.taken();
    }
}
