package cn.bangfu.process.identification;

import cn.bangfu.identification.CountyConfirmationService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The county's handler: everything on one page, and an opinion. */
@Component
class HandleCountyConfirmationStep implements Step {

    private static final Map<String, String> HANDLER =
            Map.of("CONFIRM", "建议确认纳入", "RETURN", "建议退回", "REFUSE", "建议不予纳入");

    private final CaseFacts facts;
    private final CountyConfirmationService county;

    HandleCountyConfirmationStep(CaseFacts facts, CountyConfirmationService county) {
        this.facts = facts;
        this.county = county;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.HANDLE_COUNTY_CONFIRMATION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("incomePerHead", facts.incomePerHead(id));
        values.put("incomeLine", facts.line(id));
        values.put("currentLine", facts.currentLine(id));
        values.put("daysUsed", facts.daysLeft(id));
        values.put("risks", facts.risks(id));
        values.put("tableProposal", facts.proposal(id));
        values.put("villageResult", facts.villageResult(id) + "（" + facts.votes(id) + "）");
        values.put("townResult", facts.townResult(id));
        values.put("findings", facts.findings(id));
        values.put("notice", facts.notice(id));
        values.put("papers", facts.papers(id));
        facts.townCategory(id).ifPresent(category -> values.put("category", category.name()));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(county.handle(
                context.caseId(),
                HANDLER.get(answers.text("handlerOpinion")) + "：" + answers.text("opinion"),
                context.actor()));
    }
}
