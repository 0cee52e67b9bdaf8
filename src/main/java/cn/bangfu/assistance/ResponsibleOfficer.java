package cn.bangfu.assistance;

import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.HouseholdId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a household (帮扶责任人, F2 「一对一」): one at a time, the earlier ones are kept.
 *
 * @param office where the officer works, as officials write it
 * @param phone the one told to the household
 * @param endsOn the first day on which somebody else does
 */
public record ResponsibleOfficer(
        UUID id,
        HouseholdId household,
        String name,
        String office,
        String post,
        PhoneNumber phone,
        LocalDate startsOn,
        @Nullable LocalDate endsOn) {

    /** As named by the town. */
    public record Naming(
            String name,
            String office,
            String post,
            String phone,
            LocalDate startsOn,
            boolean notRelative,
            @Nullable String note) {}

    /** Told by name and phone: officers of offices outside this system have no account. */
    boolean isSamePerson(String otherName, PhoneNumber otherPhone) {
        return name.equals(otherName) && phone.equals(otherPhone);
    }
}
