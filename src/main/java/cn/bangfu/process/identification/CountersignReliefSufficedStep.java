package cn.bangfu.process.identification;

import cn.bangfu.access.Role;
import cn.bangfu.identification.AssessmentService;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Relief has done what was needed: the town countersigns, the household is told and may insist (rules.md 1.5 R4). */
@Component
class CountersignReliefSufficedStep implements Step {

    private final AssessmentService assessment;
    private final CaseFacts facts;
    private final EarlierAnswers earlier;
    private final DeliveryPart deliveries;
    private final RecheckRoute recheck;

    CountersignReliefSufficedStep(
            AssessmentService assessment,
            CaseFacts facts,
            EarlierAnswers earlier,
            DeliveryPart deliveries,
            RecheckRoute recheck) {
        this.assessment = assessment;
        this.facts = facts;
        this.earlier = earlier;
        this.deliveries = deliveries;
        this.recheck = recheck;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.COUNTERSIGN_RELIEF_SUFFICED;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var id = context.caseId();
        values.put("reliefSummary", reliefs(earlier.firstOf(id, HouseholdIdentification.Elements.DELIVER_RELIEF)));
        values.put("incomePerHead", facts.incomePerHead(id));
        values.put("incomeLine", facts.line(id));
        values.put("proposal", facts.proposal(id));
        values.put("risks", facts.risks(id));
        recheck.putInto(values, id, Role.TOWN_HEAD);
        return values;
    }

    /** What was paid, when and by whom, a line each; who saw to it where nothing was listed. */
    private static String reliefs(Map<String, @Nullable Object> relief) {
        var lines = new ArrayList<String>();
        if (relief.get("reliefs") instanceof List<?> paid) {
            for (var one : paid) {
                if (one instanceof Map<?, ?> row && row.get("amount") != null) {
                    lines.add("%s %s（%s）"
                            .formatted(
                                    row.get("paidOn"),
                                    Shown.yuan(new BigDecimal(String.valueOf(row.get("amount")))),
                                    row.get("payer")));
                }
            }
        }
        return lines.isEmpty() ? relief.getOrDefault("contactName", "—") + "经办，救助已到位" : String.join("\n", lines);
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        assessment.reliefSuffices(
                context.caseId(),
                answers.text("reliefSufficed").equals("YES"),
                answers.text("reason"),
                context.actor());
        return deliveries.record(context, DeliveryKind.ROUTING_ANSWER, answers);
    }
}
