package cn.bangfu.household;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import org.jspecify.annotations.Nullable;

/**
 * A household in one line of a list or at the head of a form, without opening a sealed value.
 *
 * @param head name of the head, of the first member where there is none
 * @param members how many belong to it today
 */
public record HouseholdSummary(
        HouseholdId id,
        String number,
        DivisionCode village,
        @Nullable String group,
        String head,
        int members,
        RegistrationType registrationType,
        PolicyStatus policyStatus,
        @Nullable MonitoringCategory registeredCategory,
        boolean dissolved) {}
