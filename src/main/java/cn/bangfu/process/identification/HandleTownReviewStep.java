package cn.bangfu.process.identification;

import cn.bangfu.identification.TownReviewService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town's handler: papers, spot check, opinion (乡镇审核). */
@Component
class HandleTownReviewStep implements Step {

    private static final Map<String, String> HANDLER = Map.of("ENTER", "建议纳入", "NOT_ENTER", "建议不纳入", "RETURN", "建议退回");

    private final CaseFacts facts;
    private final TownReviewService town;

    HandleTownReviewStep(CaseFacts facts, TownReviewService town) {
        this.facts = facts;
        this.town = town;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.HANDLE_TOWN_REVIEW;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("papers", facts.papers(id));
        values.put("villageResult", facts.villageResult(id));
        values.put("votes", facts.votes(id));
        values.put("villageReason", facts.villageReason(id));
        values.put("tableProposal", facts.proposal(id));
        values.put("incomePerHead", facts.incomeAndLine(id));
        facts.proposedCategory(id).ifPresent(category -> values.put("category", category.name()));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(town.handle(
                context.caseId(),
                HANDLER.get(answers.text("handlerOpinion")) + "：" + answers.text("opinion"),
                context.actor()));
    }
}
