package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistanceMeasure;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.AssistancePlanService;
import cn.bangfu.assistance.MeasureService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.monitoring.MonitoredHousehold;
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

/** The household gets the plan on paper (帮扶明白纸, rules.md annex B) and says whether it agrees. */
@Component
class HandOverPlanStep implements Step {

    /** Keys of the form by the parts of a handover. */
    private static final Map<String, String> KEYS = Map.of("proof", "deliveryWay", "evidence", "deliveryEvidence");

    private final AssistedHouseholds households;
    private final AssistancePlanService planning;
    private final ResponsibleOfficers officers;
    private final DeliveryService deliveries;
    private final MeasureService measures;
    private final MeasureWords words;

    HandOverPlanStep(
            AssistedHouseholds households,
            AssistancePlanService planning,
            ResponsibleOfficers officers,
            DeliveryService deliveries,
            MeasureService measures,
            MeasureWords words) {
        this.households = households;
        this.planning = planning;
        this.officers = officers;
        this.deliveries = deliveries;
        this.measures = measures;
        this.words = words;
    }

    @Override
    public String element() {
        return AssistanceAssignment.Elements.HAND_OVER_PLAN;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var entry = households.of(context.caseId());
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "measures",
                planning.acceptedByDueDate(entry).stream()
                        .map(measure -> row(entry, measure))
                        .toList());
        officers.current(entry.household()).ifPresent(officer -> {
            values.put("officer", officer.name());
            values.put("officerOffice", officer.office() + " " + officer.post());
            values.put("officerPhone", officer.phone().value());
        });
        return values;
    }

    private Map<String, @Nullable Object> row(MonitoredHousehold entry, AssistanceMeasure measure) {
        var accepted = measure.proposed();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("kind", accepted.kind().label());
        row.put("amount", MeasureWords.amount(accepted));
        row.put("dueOn", ChinaTime.day(accepted.dueOn()));
        row.put("department", words.department(entry.household(), accepted.lead()));
        row.put("content", MeasureWords.content(accepted));
        return row;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var entry = households.of(context.caseId());
        var handover = new Handover(
                answers.date("deliveredOn"),
                answers.choice("deliveryWay", DeliveryProof.class),
                answers.evidence("deliveryEvidence"),
                answers.text("receivedBy"));
        var delivered = deliveries.deliver(
                context.caseId(), entry.household(), DeliveryKind.ASSISTANCE, handover, context.actor());
        if (delivered instanceof DeliverOutcome.Refused refused) {
            return new StepResult.Refused(refused.errors().stream()
                    .map(error -> new FieldError(KEYS.getOrDefault(error.field(), error.field()), error.message()))
                    .toList());
        }
        var confirms = answers.text("householdConfirms").equals("YES");
        var outcome = planning.handedOver(
                context.caseId(),
                entry,
                confirms,
                answers.findText("householdWord").orElse(null),
                context.actor());
        if (confirms && outcome instanceof AssistanceOutcome.Recorded) {
            measures.begin(context.caseId(), entry);
        }
        return StepOutcomes.of(outcome);
    }
}
