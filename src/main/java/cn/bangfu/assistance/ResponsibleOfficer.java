package cn.bangfu.assistance;

import cn.bangfu.household.PhoneNumber;
import cn.bangfu.policy.Labelled;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a household (帮扶责任人, F2 「一对一」): one at a time, the earlier ones are kept.
 *
 * @param office where the officer works, as officials write it
 * @param phone the one told to the household
 * @param endsOn the first day on which somebody else does
 * @param person whose account it is; none for officers of offices outside this system
 */
public record ResponsibleOfficer(
        UUID id,
        HouseholdId household,
        String name,
        String office,
        String post,
        PhoneNumber phone,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable PersonId person,
        VisitDuty duty,
        Instant namedAt) {

    /** Which visits an officer owes (F2). */
    public enum VisitDuty implements Labelled {
        HEAD("单位主要领导"),
        DEPUTY("单位分管领导"),
        OFFICER("其他干部");

        private final String label;

        VisitDuty(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * As named by the town.
     *
     * @param account username in this system, 无 for a namesake without one; none if nothing was said
     */
    public record Naming(
            String name,
            String office,
            String post,
            String phone,
            LocalDate startsOn,
            boolean notRelative,
            @Nullable String note,
            @Nullable String account,
            VisitDuty duty) {

        public Naming(
                String name,
                String office,
                String post,
                String phone,
                LocalDate startsOn,
                boolean notRelative,
                @Nullable String note) {
            this(name, office, post, phone, startsOn, notRelative, note, null, VisitDuty.OFFICER);
        }
    }

    /** Told by name and phone: officers of offices outside this system have no account. */
    boolean isSamePerson(String otherName, PhoneNumber otherPhone) {
        return name.equals(otherName) && phone.equals(otherPhone);
    }
}
