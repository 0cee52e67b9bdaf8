package cn.bangfu.process.identification;

import cn.bangfu.identification.Confirmation;
import cn.bangfu.identification.CountyConfirmationService;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Recording;
import cn.bangfu.identification.ReturnTo;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The county's head: confirm with category and risks, back to a named step, or refuse. */
@Component
class DecideInCountyStep implements Step {

    private final CaseFacts facts;
    private final CountyConfirmationService county;
    private final IdentificationCases cases;
    private final OwedDeliveries owed;

    DecideInCountyStep(
            CaseFacts facts, CountyConfirmationService county, IdentificationCases cases, OwedDeliveries owed) {
        this.facts = facts;
        this.county = county;
        this.cases = cases;
        this.owed = owed;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DECIDE_IN_COUNTY;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("handlerOpinion", facts.opinionText(id, Hand.COUNTY_HANDLER));
        values.put("reviewerOpinion", facts.opinionLabel(id, Hand.COUNTY_REVIEWER));
        values.put("reasons", facts.opinionText(id, Hand.COUNTY_REVIEWER));
        values.put("tableProposal", facts.proposal(id));
        values.put("townResult", facts.townResult(id));
        values.put("incomeLines", facts.line(id) + " / " + facts.currentLine(id));
        facts.townCategory(id).ifPresent(category -> values.put("category", category.name()));
        facts.mainRisk(id).ifPresent(risk -> values.put("mainRisk", risk.name()));
        values.put(
                "risks",
                cases.require(id).risks().stream().map(Enum::name).sorted().toList());
        values.put("lineUsed", "AT_ACCEPTANCE");
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId();
        var decision = answers.text("countyDecision");
        var result = StepOutcomes.of(
                switch (decision) {
                    case "RETURN" ->
                        county.sendBack(
                                id,
                                answers.choice("returnTo", ReturnTo.class),
                                answers.text("returnNote"),
                                context.actor());
                    case "REFUSE" -> county.refuse(id, answers.text("refusalReason"), context.actor());
                    default -> confirm(context, answers);
                });
        return switch (decision) {
            case "RETURN" -> result;
            case "REFUSE" -> owed.owe(result, id, DeliveryKind.REFUSED, Parameters.REFUSAL_LIMIT);
            default -> owed.owe(result, id, DeliveryKind.ENTERED, Parameters.REFUSAL_LIMIT);
        };
    }

    private Recording confirm(StepContext context, Answers answers) {
        var risks = new LinkedHashSet<RiskCause>();
        risks.add(answers.choice("mainRisk", RiskCause.class));
        risks.addAll(answers.choices("risks", RiskCause.class));
        var confirmation = new Confirmation(
                answers.choice("category", MonitoringCategory.class),
                risks,
                answers.findText("overrideReason").orElse(null),
                answers.text("documentNumber"),
                answers.date("decidedOn"));
        return county.confirm(context.caseId(), confirmation, "确认纳入，" + answers.text("decidedAt"), context.actor());
    }
}
