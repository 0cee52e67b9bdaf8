package cn.bangfu.process.identification;

import cn.bangfu.household.ChangeOutcome;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.household.Households;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The county says the policy status, with its source; the table is asked again (rules.md 1.4 A4). */
@Component
class SupplyPolicyStatusStep implements Step {

    private final IdentificationCases cases;
    private final Households households;
    private final HouseholdService householdService;

    SupplyPolicyStatusStep(IdentificationCases cases, Households households, HouseholdService householdService) {
        this.cases = cases;
        this.households = households;
        this.householdService = householdService;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.SUPPLY_POLICY_STATUS;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var household = households.require(cases.require(context.caseId()).household());
        values.put("registrationType", household.registrationType().label());
        values.put("previousStatus", household.policyStatus().label());
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var outcome = householdService.recordPolicyStatus(
                cases.require(context.caseId()).household(),
                answers.choice("policyStatus", PolicyStatus.class),
                answers.date("statusDate"),
                answers.text("source"),
                context.actor());
        return outcome instanceof ChangeOutcome.Refused refused
                ? StepResult.refused("policyStatus", refused.message())
                : StepResult.taken();
    }
}
