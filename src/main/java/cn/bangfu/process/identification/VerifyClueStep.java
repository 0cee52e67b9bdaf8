package cn.bangfu.process.identification;

import cn.bangfu.household.Households;
import cn.bangfu.identification.ApplicationService;
import cn.bangfu.identification.ClueService;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.RiskClues;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first visit after a clue: no risk, does not wish to apply (signed), or applies and signs (rules.md annex A). */
@Component
class VerifyClueStep implements Step {

    private final IdentificationCases cases;
    private final Households households;
    private final ApplicationPart part;
    private final ClueService clues;
    private final ApplicationService applications;
    private final EarlierAnswers earlier;
    private final ReceiptPart receipt;

    VerifyClueStep(
            IdentificationCases cases,
            Households households,
            ApplicationPart part,
            ClueService clues,
            ApplicationService applications,
            EarlierAnswers earlier,
            ReceiptPart receipt) {
        this.cases = cases;
        this.households = households;
        this.part = part;
        this.clues = clues;
        this.applications = applications;
        this.earlier = earlier;
        this.receipt = receipt;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.VERIFY_CLUE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var verified = cases.require(context.caseId());
        var values = part.prefill(households.require(verified.household()));
        var clue = earlier.firstOf(
                context.caseId(),
                HouseholdIdentification.Elements.CADRE_SCREENING,
                HouseholdIdentification.Elements.DEPARTMENT_ALERT);
        values.put("clue", clue.get("clue"));
        values.put("visitPlace", "HOME");
        values.put("visitors", EarlierAnswers.visitors(context.actor()));
        values.put("channel", verified.channel().label());
        values.put("foundOn", ChinaTime.day(verified.openedAt()));
        values.put("risks", verified.risks().stream().map(Enum::name).sorted().toList());
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId();
        if (answers.list("visitors").size() < 2) {
            return StepResult.refused("visitors", "上门核实至少两人，请补填同行核实人。");
        }
        var result = answers.choice("clueResult", RiskClues.Result.class);
        if (result != RiskClues.Result.APPLIES) {
            clues.verified(id, result, Set.of(), context.actor());
            return StepResult.taken();
        }
        var household = cases.require(id).household();
        var objections = part.objections(household, answers);
        if (!objections.isEmpty()) {
            return new StepResult.Refused(objections);
        }
        if (part.register(household, answers, context.actor()) instanceof ApplicationPart.Applying.Refused refused) {
            return new StepResult.Refused(refused.errors());
        }
        clues.verified(id, result, part.risks(answers), context.actor());
        applications.receive(id, part.consents(household, answers), context.actor());
        receipt.record(id, answers, context.actor());
        return StepResult.taken();
    }
}
