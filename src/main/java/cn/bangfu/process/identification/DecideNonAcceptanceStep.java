package cn.bangfu.process.identification;

import cn.bangfu.identification.ApplicationService;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.Recording;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A correction is late: the town extends, takes the application as it is, or does not accept it (rules.md annex A). */
@Component
class DecideNonAcceptanceStep implements Step {

    private final ApplicationService applications;
    private final Applications applicationFiles;
    private final EarlierAnswers earlier;
    private final OwedDeliveries owed;

    DecideNonAcceptanceStep(
            ApplicationService applications,
            Applications applicationFiles,
            EarlierAnswers earlier,
            OwedDeliveries owed) {
        this.applications = applications;
        this.applicationFiles = applicationFiles;
        this.earlier = earlier;
        this.owed = owed;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DECIDE_NON_ACCEPTANCE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("missingItems", String.join("\n", applications.askedFor(id)));
        values.put(
                "correctionDue",
                applicationFiles
                        .openCorrection(id)
                        .map(c -> ChinaTime.day(c.dueAt().minusMillis(1)))
                        .orElse(""));
        values.put("toldOn", earlier.text(id, HouseholdIdentification.Elements.CORRECT_APPLICATION, "toldOn"));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var newDue = answers.findDate("newCorrectionDue");
        var decision = answers.choice("acceptanceDecision", ApplicationService.LateCorrection.class);
        var recording = applications.decideLate(
                context.caseId(), decision, newDue.orElse(null), answers.text("reason"), context.actor());
        if (recording instanceof Recording.Done) {
            owed.settle(context.caseId());
        }
        if (decision == ApplicationService.LateCorrection.NOT_ACCEPTED) {
            return owed.owe(
                    StepOutcomes.of(recording),
                    context.caseId(),
                    DeliveryKind.NON_ACCEPTANCE,
                    Parameters.REFUSAL_LIMIT);
        }
        if (newDue.isEmpty()) {
            return StepOutcomes.of(recording);
        }
        var extended = StepOutcomes.of(
                recording,
                Map.of(
                        HouseholdIdentification.Variables.CORRECTION_DUE,
                        Date.from(ApplicationService.endOf(newDue.get()))));
        // The household is told the new date.
        return owed.owe(extended, context.caseId(), DeliveryKind.CORRECTION_LIST, Parameters.ACCEPTANCE_LIMIT);
    }
}
