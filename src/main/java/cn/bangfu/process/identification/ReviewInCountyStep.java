package cn.bangfu.process.identification;

import cn.bangfu.identification.CountyConfirmationService;
import cn.bangfu.identification.Hand;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The county's reviewer agrees or gives the case back to the handler. */
@Component
class ReviewInCountyStep implements Step {

    private final CaseFacts facts;
    private final CountyConfirmationService county;

    ReviewInCountyStep(CaseFacts facts, CountyConfirmationService county) {
        this.facts = facts;
        this.county = county;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.REVIEW_IN_COUNTY;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        facts.putHandler(values, context.caseId(), Hand.COUNTY_HANDLER);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(county.review(
                context.caseId(),
                answers.text("countyReview").equals("AGREE"),
                answers.text("opinion"),
                context.actor()));
    }
}
