package cn.bangfu.process.notice;

import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.process.identification.DeliveryPart;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The household gets the answer of the re-check in plain words, proved like every letter. */
@Component
class DeliverReCheckAnswerStep implements Step {

    private final ReCheckForms forms;
    private final DeliveryPart deliveries;

    DeliverReCheckAnswerStep(ReCheckForms forms, DeliveryPart deliveries) {
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
        deliveries.prefill(context, DeliveryKind.RECHECK_ANSWER, values);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return deliveries.record(context, DeliveryKind.RECHECK_ANSWER, answers);
    }
}
