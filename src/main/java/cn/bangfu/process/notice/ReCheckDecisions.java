package cn.bangfu.process.notice;

import cn.bangfu.identification.CaseHands;
import cn.bangfu.identification.Hand;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReCheckService;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.process.identification.OwedDeliveries;
import org.springframework.stereotype.Component;

/** What is decided about a re-check is decided one level up, by a hand that has done nothing else in the case, and answered. */
@Component
class ReCheckDecisions {

    private final ReCheckForms forms;
    private final ReCheckCases cases;
    private final ReCheckService service;
    private final CaseHands hands;
    private final OwedDeliveries owed;

    ReCheckDecisions(
            ReCheckForms forms, ReCheckCases cases, ReCheckService service, CaseHands hands, OwedDeliveries owed) {
        this.forms = forms;
        this.cases = cases;
        this.service = service;
        this.hands = hands;
        this.owed = owed;
    }

    StepResult decide(StepContext context, ReCheck.Result result, String finding, String answer) {
        var asked = forms.require(context.caseId());
        var office = cases.office(asked.village());
        var objection = service.objection(asked, office);
        if (objection.isPresent()) {
            return StepResult.refused("", objection.get());
        }
        hands.take(context.caseId(), context.actor().person(), Hand.RECHECK);
        service.decide(context.caseId(), result, finding, answer, office, context.actor());
        if (result.isFinal() && result != ReCheck.Result.WITHDRAWN) {
            owed.owe(context.caseId(), DeliveryKind.RECHECK_ANSWER, Parameters.REFUSAL_LIMIT);
        }
        return StepResult.taken();
    }
}
