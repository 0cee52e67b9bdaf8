package cn.bangfu.household;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The households of the register. Whoever shows one to an officer checks the officer's scope against its village first. */
public interface Households {

    Optional<Household> find(HouseholdId id);

    /** @throws NoSuchElementException if there is none */
    default Household require(HouseholdId id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("no household " + id));
    }

    Optional<Household> findByNumber(String number);

    Optional<HouseholdSummary> summary(HouseholdId id);

    /** The summaries of many at once; those that do not exist are left out. */
    Map<HouseholdId, HouseholdSummary> summaries(Collection<HouseholdId> ids);

    /** The living person who belongs to a household today. */
    Optional<HouseholdMember> findMember(IdentityNumber number);

    Optional<HouseholdMember> findMember(MemberId id);

    /** The status that counts on a day; {@link PolicyStatus#UNKNOWN} if the county had recorded none for it. */
    PolicyStatus policyStatusOn(HouseholdId id, LocalDate day);

    /** All records, the latest first. */
    List<PolicyStatusRecord> policyStatuses(HouseholdId id);

    Optional<MonitoringCategory> registeredCategoryOn(HouseholdId id, LocalDate day);

    /** Changes of the register's facts, the latest first. */
    List<HouseholdChange> changes(HouseholdId id);

    /** All households of a division that exist today, by number. */
    List<HouseholdSummary> in(DivisionCode division);
}
