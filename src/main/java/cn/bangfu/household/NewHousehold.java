package cn.bangfu.household;

import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A household that lives here but stands in no ledger: it is added, not refused (rules.md annex E). All texts as people typed them.
 *
 * @param policyStatus {@link PolicyStatus#UNKNOWN} unless the county has said it
 * @param phone as typed; empty if there is none
 * @param reason why it was missing, shown with the change
 */
public record NewHousehold(
        DivisionCode village,
        @Nullable String group,
        RegistrationType registrationType,
        PolicyStatus policyStatus,
        Residency residency,
        String phone,
        List<NewMember> members,
        String reason) {

    public NewHousehold {
        members = List.copyOf(members);
    }

    /**
     * @param identityNumber as typed
     * @param relation 户主 for exactly one
     */
    public record NewMember(
            String name,
            String identityNumber,
            String relation,
            @Nullable String ethnicity,
            Set<HealthState> health,
            @Nullable LabourCapacity labour,
            @Nullable String schooling,
            @Nullable Boolean insured) {

        public NewMember {
            health = Set.copyOf(health);
        }
    }
}
