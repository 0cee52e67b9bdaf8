package cn.bangfu.process.identification;

import cn.bangfu.household.Households;
import cn.bangfu.identification.ApplicationService;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was missing comes in, or the household no longer wants to apply (补正). */
@Component
class CorrectApplicationStep implements Step {

    /** What was said before and need not be said again. */
    private static final List<String> KEPT = List.of(
            "applicationWay",
            "difficulty",
            "risks",
            "otherRisk",
            "helpWanted",
            "registers",
            "relativesInOffice",
            "relativesInOfficeWho",
            "writtenBy",
            "writerName",
            "writerRelation");

    private final IdentificationCases cases;
    private final Households households;
    private final ApplicationPart part;
    private final ApplicationService applications;
    private final Applications applicationFiles;
    private final EarlierAnswers earlier;
    private final LegalClock clock;

    CorrectApplicationStep(
            IdentificationCases cases,
            Households households,
            ApplicationPart part,
            ApplicationService applications,
            Applications applicationFiles,
            EarlierAnswers earlier,
            LegalClock clock) {
        this.cases = cases;
        this.households = households;
        this.part = part;
        this.applications = applications;
        this.applicationFiles = applicationFiles;
        this.earlier = earlier;
        this.clock = clock;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CORRECT_APPLICATION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = context.caseId();
        var values = part.prefill(households.require(cases.require(id).household()));
        var before = earlier.firstOf(
                id,
                HouseholdIdentification.Elements.CORRECT_APPLICATION,
                HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                HouseholdIdentification.Elements.VERIFY_CLUE);
        for (var key : KEPT) {
            if (before.get(key) != null) {
                values.put(key, before.get(key));
            }
        }
        var missing = new ArrayList<Map<String, Object>>();
        for (var item : applications.askedFor(id)) {
            missing.add(Map.of(
                    "reference",
                    String.valueOf(missing.size() + 1),
                    "item",
                    item,
                    "remedy",
                    "请本人在承诺授权书上签字；人在外地的选“以后补签”并写明日期；不同意的选“不同意授权”"));
        }
        values.put("missing", missing);
        values.put(
                "correctionDue",
                applicationFiles
                        .openCorrection(id)
                        .map(c -> ChinaTime.day(c.dueAt().minusMillis(1)))
                        .orElse(""));
        values.put("toldOn", clock.today());
        values.put("correctionResult", "SUPPLIED");
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId();
        if (answers.text("correctionResult").equals("DECLINED")) {
            applications.corrected(id, List.of(), context.actor());
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
        cases.setRisks(id, part.risks(answers));
        applications.corrected(id, part.consents(household, answers), context.actor());
        answers.findText("relativesInOffice").ifPresent(said -> applications.declareRelatives(id, said.equals("YES")));
        return StepResult.taken();
    }
}
