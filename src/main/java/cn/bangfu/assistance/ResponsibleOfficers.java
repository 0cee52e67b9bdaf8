package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import java.util.Optional;

/** The responsible officers, with those of the past. */
public interface ResponsibleOfficers {

    Optional<ResponsibleOfficer> current(HouseholdId household);

    /** The latest first. */
    List<ResponsibleOfficer> history(HouseholdId household);

    /** How many households a person answers for now. */
    int householdsOf(String name, PhoneNumber phone);

    /** The one before, if any, ends on the day on which this one starts. */
    void name(HouseholdId household, CaseId caseId, ResponsibleOfficer.Naming naming, PhoneNumber phone, Actor actor);
}
