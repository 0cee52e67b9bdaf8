package cn.bangfu.assistance;

import cn.bangfu.household.HealthState;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.LabourCapacity;
import java.time.LocalDate;

/**
 * What of a household decides which measures fit it.
 *
 * @param weakLabourOfAge somebody with weak or half labour, 16 to 70 years old, whom a public-welfare post could take (P 3_01_008)
 * @param houseDamaged house of level C or D
 * @param disabledMember somebody whom the register names as disabled
 */
public record Circumstances(Labour labour, boolean weakLabourOfAge, boolean houseDamaged, boolean disabledMember) {

    private static final int PUBLIC_JOB_FROM = 16;
    private static final int PUBLIC_JOB_TO = 70;

    public static Circumstances of(Household household, LocalDate today) {
        var members = household.belonging();
        return new Circumstances(
                labour(household),
                members.stream().anyMatch(member -> weakLabourOfAge(member, today)),
                household.houseLevel() != null && household.houseLevel().dangerous(),
                members.stream().anyMatch(member -> member.health().contains(HealthState.DISABLED)));
    }

    private static Labour labour(Household household) {
        if (household.hasNoLabour()) {
            return Labour.NONE;
        }
        return household.belonging().stream().anyMatch(member -> member.labour() != null)
                ? Labour.PRESENT
                : Labour.UNKNOWN;
    }

    private static boolean weakLabourOfAge(HouseholdMember member, LocalDate today) {
        var age = member.ageOn(today);
        return member.labour() == LabourCapacity.WEAK && age >= PUBLIC_JOB_FROM && age <= PUBLIC_JOB_TO;
    }
}
