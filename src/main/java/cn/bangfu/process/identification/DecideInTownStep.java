package cn.bangfu.process.identification;

import cn.bangfu.identification.Hand;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.ReturnTo;
import cn.bangfu.identification.TownReviewService;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town's head: report and post, send back, or refuse. */
@Component
class DecideInTownStep implements Step {

    private final CaseFacts facts;
    private final TownReviewService town;
    private final OwedDeliveries owed;

    DecideInTownStep(CaseFacts facts, TownReviewService town, OwedDeliveries owed) {
        this.facts = facts;
        this.town = town;
        this.owed = owed;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DECIDE_IN_TOWN;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("handlerOpinion", facts.opinionText(id, Hand.TOWN_HANDLER));
        values.put("reviewerOpinion", facts.opinionLabel(id, Hand.TOWN_REVIEWER));
        values.put("reasons", facts.opinionText(id, Hand.TOWN_REVIEWER));
        values.put("villageResult", facts.villageResult(id));
        values.put("tableProposal", facts.proposal(id));
        facts.proposedCategory(id).ifPresent(category -> values.put("category", category.name()));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var decision = answers.choice("townDecision", Opinion.Decision.class);
        var text =
                switch (decision) {
                    case RETURN -> answers.text("returnNote");
                    case REFUSE -> answers.text("refusalReason");
                    default -> answers.findText("opinion").orElse("同意");
                };
        var proposal = decision == Opinion.Decision.AGREE
                ? new Opinions.TownProposal(
                        answers.choice("category", MonitoringCategory.class), answers.text("reportNumber"))
                : null;
        var result = StepOutcomes.of(town.decide(
                context.caseId(),
                decision,
                answers.findChoice("returnTo", ReturnTo.class).orElse(null),
                text,
                proposal,
                answers.findText("overrideReason").orElse(null),
                context.actor()));
        return decision == Opinion.Decision.REFUSE
                ? owed.owe(result, context.caseId(), DeliveryKind.REFUSED, Parameters.REFUSAL_LIMIT)
                : result;
    }
}
