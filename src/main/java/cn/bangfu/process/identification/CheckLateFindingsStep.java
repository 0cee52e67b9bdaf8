package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The town looks at late answers. Income is not counted anew here: where a finding changes it, whoever decides next sends the case back
 * to the visit. A death counts at once.
 */
@Component
class CheckLateFindingsStep implements Step {

    private final CheckFindingsStep inTime;
    private final IdentificationCases cases;
    private final CaseService caseService;
    private final LegalClock clock;

    CheckLateFindingsStep(
            CheckFindingsStep inTime, IdentificationCases cases, CaseService caseService, LegalClock clock) {
        this.inTime = inTime;
        this.cases = cases;
        this.caseService = caseService;
        this.clock = clock;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CHECK_LATE_FINDINGS;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("findings", inTime.rows(context));
        values.put("checkedOn", clock.today());
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var accepts = answers.text("lateFindingsAccepted").equals("YES");
        var objections = inTime.check(context, answers, "lateFindingsAccepted", accepts);
        if (!objections.isEmpty()) {
            return new StepResult.Refused(objections);
        }
        if (accepts && inTime.recordDeaths(context)) {
            caseService.householdChanged(cases.require(context.caseId()).household(), context.actor());
        }
        return StepResult.taken();
    }
}
