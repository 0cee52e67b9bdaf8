package cn.bangfu.process.identification;

import cn.bangfu.identification.Hand;
import cn.bangfu.identification.TownReviewService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town's reviewer agrees or gives the case back to the handler. */
@Component
class ReviewInTownStep implements Step {

    private final CaseFacts facts;
    private final TownReviewService town;

    ReviewInTownStep(CaseFacts facts, TownReviewService town) {
        this.facts = facts;
        this.town = town;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.REVIEW_IN_TOWN;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        facts.putHandler(values, context.caseId(), Hand.TOWN_HANDLER);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(town.review(
                context.caseId(),
                answers.text("townReview").equals("AGREE"),
                answers.text("opinion"),
                context.actor()));
    }
}
