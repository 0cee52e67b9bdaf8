package cn.bangfu.process.notice;

import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The household gets the answer of the re-check in plain words, proved like every letter. */
@Component
class DeliverReCheckAnswerStep implements Step {

    private static final Map<String, String> KEYS = Map.of("proof", "deliveryWay", "evidence", "deliveryEvidence");

    private final ReCheckForms forms;
    private final DeliveryService deliveries;

    DeliverReCheckAnswerStep(ReCheckForms forms, DeliveryService deliveries) {
        this.forms = forms;
        this.deliveries = deliveries;
    }

    @Override
    public String element() {
        return ReCheckProcess.Elements.DELIVER_RE_CHECK_ANSWER;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var answer = forms.require(context.caseId()).answer();
        if (answer != null) {
            values.put("decision", answer.result().label());
            values.put("decidedOffice", answer.office());
            values.put("decidedOn", ChinaTime.minute(answer.decidedAt()));
            values.put("answer", answer.answer());
        }
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var handover = new Handover(
                answers.date("deliveredOn"),
                answers.choice("deliveryWay", DeliveryProof.class),
                answers.evidence("deliveryEvidence"),
                answers.text("receivedBy"));
        var outcome = deliveries.deliver(
                context.caseId(),
                forms.require(context.caseId()).household(),
                DeliveryKind.RECHECK_ANSWER,
                handover,
                context.actor());
        return outcome instanceof DeliverOutcome.Refused refused
                ? new StepResult.Refused(refused.errors().stream()
                        .map(error -> new FieldError(KEYS.getOrDefault(error.field(), error.field()), error.message()))
                        .toList())
                : StepResult.taken();
    }
}
