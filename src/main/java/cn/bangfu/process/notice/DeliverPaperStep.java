package cn.bangfu.process.notice;

import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveredPapers;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What no other step hands over reaches the household (rules.md annex B). */
@Component
class DeliverPaperStep implements Step {

    /** Keys of the form by the parts of a handover. */
    static final Map<String, String> KEYS = Map.of("proof", "deliveryWay", "evidence", "deliveryEvidence");

    private final Deliveries deliveries;
    private final DeliveryService service;
    private final DeliveredPapers papers;

    DeliverPaperStep(Deliveries deliveries, DeliveryService service, DeliveredPapers papers) {
        this.deliveries = deliveries;
        this.service = service;
        this.papers = papers;
    }

    @Override
    public String element() {
        return PaperDelivery.Elements.DELIVER_PAPER;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var owed = owed(context);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("paper", owed.kind().label());
        var printed = papers.of(owed);
        var signed = papers.signed(owed);
        if (signed.isEmpty()) {
            values.put("printed", printed.map(paper -> "已打印：" + paper.label()).orElse("还没有打印，请在“文书与送达”打印"));
        } else {
            values.put("printed", "签字原件已归档：" + printed.orElseThrow().label());
            values.put("deliveryWay", DeliveryProof.SIGNATURE.name());
            values.put("deliveryEvidence", signed.stream().map(UUID::toString).toList());
        }
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var handover = new Handover(
                answers.date("deliveredOn"),
                answers.choice("deliveryWay", DeliveryProof.class),
                answers.evidence("deliveryEvidence"),
                answers.findText("receivedBy").orElse(null));
        return service.handOver(owed(context), handover, context.actor()) instanceof DeliverOutcome.Refused refused
                ? new StepResult.Refused(refused.errors().stream()
                        .map(error -> new FieldError(KEYS.getOrDefault(error.field(), error.field()), error.message()))
                        .toList())
                : StepResult.taken();
    }

    private Delivery owed(StepContext context) {
        return deliveries
                .find(UUID.fromString(context.local().require(PaperDelivery.Variables.DELIVERY)))
                .orElseThrow();
    }
}
