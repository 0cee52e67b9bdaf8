package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.household.Households;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.process.identification.OwedDeliveries;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town's head lets all households change hands at once, or sends the proposal back, or the officer stays. */
@Component
class ApproveHandoverStep implements Step {

    private final OfficerDuties duties;
    private final OfficerDutyService service;
    private final Households households;
    private final MonitoredHouseholds monitored;
    private final DeliveryService deliveries;
    private final OwedDeliveries owed;

    ApproveHandoverStep(
            OfficerDuties duties,
            OfficerDutyService service,
            Households households,
            MonitoredHouseholds monitored,
            DeliveryService deliveries,
            OwedDeliveries owed) {
        this.duties = duties;
        this.service = service;
        this.households = households;
        this.monitored = monitored;
        this.deliveries = deliveries;
        this.owed = owed;
    }

    @Override
    public String element() {
        return OfficerHandover.Elements.APPROVE_HANDOVER;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var handover = duties.handover(context.caseId().value()).orElseThrow();
        var values = PrepareHandoverStep.head(handover);
        var text = IntStream.range(0, handover.items().size())
                .mapToObj(i -> households.require(handover.households().get(i)).headName() + "户："
                        + handover.successors().stream()
                                .filter(s -> s.officer().equals(handover.items().get(i)))
                                .map(s -> s.name() + "（" + s.office() + " " + s.post() + "）")
                                .findFirst()
                                .orElse("没有接任人"))
                .collect(Collectors.joining("\n"));
        values.put("successors", text.length() <= 2000 ? text : text.substring(0, 1999) + "…");
        return values;
    }

    /** Whoever has a plan in hand is told the new officer's name and phone (rules.md annex B). */
    private AssistanceOutcome approve(UUID id, StepContext context) {
        var outcome = service.approve(id, context.actor());
        if (outcome instanceof AssistanceOutcome.Recorded) {
            duties.handover(id).orElseThrow().households().stream()
                    .flatMap(household -> monitored.current(household).stream())
                    .flatMap(entry -> Stream.ofNullable(entry.caseId()))
                    .filter(caseId -> deliveries
                            .delivered(caseId, DeliveryKind.ASSISTANCE)
                            .isPresent())
                    .forEach(caseId -> owed.owe(caseId, DeliveryKind.ASSISTANCE, Parameters.HANDOVER_LIMIT));
        }
        return outcome;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId().value();
        var remark = answers.findText("remark").orElse("");
        return StepOutcomes.of(
                switch (answers.text("handoverDecision")) {
                    case "APPROVE" -> approve(id, context);
                    case "CANCEL" -> service.cancel(id, remark, context.actor());
                    default ->
                        remark.isBlank()
                                ? AssistanceOutcome.of(List.of(new FieldError("remark", "请写明退回的原因")))
                                : new AssistanceOutcome.Recorded();
                });
    }
}
