package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The responsible officers, with those of the past. */
public interface ResponsibleOfficers {

    Optional<ResponsibleOfficer> current(HouseholdId household);

    /** The latest first. */
    List<ResponsibleOfficer> history(HouseholdId household);

    /** How many households a person answers for now. */
    int householdsOf(String name, PhoneNumber phone);

    /** The one before, if any, ends on the day on which this one starts. */
    void name(
            HouseholdId household,
            Source source,
            ResponsibleOfficer.Naming naming,
            PhoneNumber phone,
            @Nullable PersonId person,
            Actor actor);

    /** By what an officer came: a case, or a handover. */
    sealed interface Source {
        record OfCase(CaseId caseId) implements Source {}

        record OfHandover(UUID handover) implements Source {}
    }

    /**
     * Whether the register shows somebody as a relative: in the household, or once in another together with somebody of it.
     *
     * @param person whose account it is; without one, the register knows only who stands in it under this name and phone
     */
    boolean related(@Nullable PersonId person, String name, PhoneNumber phone, HouseholdId household);

    Optional<ResponsibleOfficer> find(UUID id);

    /** All who answer for a household within the scope now, by name. */
    List<ResponsibleOfficer> in(DivisionScope scope);

    /** Households that a person with an account answers for now. */
    List<ResponsibleOfficer> of(PersonId person);
}
