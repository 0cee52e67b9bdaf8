package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link HouseholdService} needs of the database; other features go through the service. */
public interface RegisterStore {

    /** The next provisional number in a village: its code, a letter, four digits. */
    String nextProvisionalNumber(String village);

    HouseholdId insert(NewHousehold household, String number, @Nullable PhoneNumber phone, @Nullable Actor actor);

    MemberId insert(HouseholdId household, NewHousehold.NewMember member, IdentityNumber number);

    /** Whether the register holds the person as dead, which no identity number survives. */
    boolean isDead(IdentityNumber number);

    /** Locks the member's row until the end of the transaction. */
    Optional<HouseholdMember> lockMember(MemberId id);

    void setDied(MemberId id, LocalDate day);

    void setLeft(MemberId id, LocalDate day);

    void setRelation(MemberId id, String relation);

    void setResidency(HouseholdId id, Residency residency);

    void setDissolved(HouseholdId id, LocalDate day);

    void addPolicyStatus(
            HouseholdId id, PolicyStatus status, LocalDate validFrom, String source, @Nullable Actor actor);

    /** Writes one change of a fact that may stand in plain text. */
    void addChange(
            HouseholdId id,
            @Nullable MemberId member,
            String field,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason,
            @Nullable Actor actor);

    /** Today by the legal clock. */
    LocalDate today();
}
