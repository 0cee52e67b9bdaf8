package cn.bangfu.household;

import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonName;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person in a household. Somebody who moves to another household leaves this one and is a new member there.
 *
 * @param relation to the head, in the register's words: 户主, 配偶, 之子 …
 * @param health empty if not known
 * @param schooling 在校生状况 in the register's words: 非在校生, 小学, 七年级 …
 * @param insured whether in the basic medical insurance
 * @param leftOn the first day on which the person no longer belongs here
 */
public record HouseholdMember(
        MemberId id,
        HouseholdId household,
        PersonName name,
        IdentityNumber identityNumber,
        String relation,
        @Nullable String ethnicity,
        Set<HealthState> health,
        @Nullable LabourCapacity labour,
        @Nullable String schooling,
        @Nullable Boolean insured,
        @Nullable LocalDate leftOn,
        @Nullable LocalDate diedOn) {

    public static final String HEAD = "户主";

    public HouseholdMember {
        health = Set.copyOf(health);
    }

    public boolean isHead() {
        return relation.equals(HEAD);
    }

    /** Whether the person is alive and belongs here. */
    public boolean belongs() {
        return leftOn == null && diedOn == null;
    }

    public LocalDate birthDate() {
        return identityNumber.birthDate();
    }

    public Sex sex() {
        return Sex.of(identityNumber);
    }

    /** Completed years. */
    public int ageOn(LocalDate day) {
        return Period.between(birthDate(), day).getYears();
    }

    /** 18 and older sign their own consent. */
    public boolean adultOn(LocalDate day) {
        return ageOn(day) >= 18;
    }
}
