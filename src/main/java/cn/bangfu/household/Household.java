package cn.bangfu.household;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A household as the register knows it.
 *
 * @param number 户编号; a provisional one of ours holds a letter
 * @param village code of 12 digits
 * @param group 村民小组, 社
 * @param policyStatus as of today, {@link PolicyStatus#UNKNOWN} if in no list; of another day: {@link Households#policyStatusOn}
 * @param registeredCategory category under which the ledger names it as monitored today
 * @param registeredIncome net income per head by the ledger, yuan: a hint, never what a decision counts
 * @param members all who belong or belonged to it, the head first
 * @param dissolvedOn since when there is no such household any more
 */
public record Household(
        HouseholdId id,
        String number,
        DivisionCode village,
        @Nullable String group,
        RegistrationType registrationType,
        PolicyStatus policyStatus,
        Residency residency,
        @Nullable MonitoringCategory registeredCategory,
        @Nullable BigDecimal registeredIncome,
        @Nullable HouseLevel houseLevel,
        @Nullable Boolean waterSafe,
        @Nullable PhoneNumber phone,
        @Nullable BankAccount account,
        List<HouseholdMember> members,
        @Nullable LocalDate dissolvedOn,
        int version) {

    public Household {
        members = List.copyOf(members);
    }

    /** None if the head died or left, or if the ledger's line of the head could not be taken in. */
    public Optional<HouseholdMember> head() {
        return belonging().stream().filter(HouseholdMember::isHead).findFirst();
    }

    /** Name of the head, of the first member where there is none, for lists and forms. */
    public String headName() {
        return head().or(() -> belonging().stream().findFirst())
                .map(member -> member.name().value())
                .orElse("（户内无人）");
    }

    /** Those alive who belong to it today. */
    public List<HouseholdMember> belonging() {
        return members.stream().filter(HouseholdMember::belongs).toList();
    }

    /** 整户无劳动力: of all whose capacity is known nobody can work, and of somebody it is known. */
    public boolean hasNoLabour() {
        var known = belonging().stream()
                .map(HouseholdMember::labour)
                .filter(labour -> labour != null)
                .toList();
        return !known.isEmpty() && known.stream().noneMatch(LabourCapacity::canWork);
    }
}
