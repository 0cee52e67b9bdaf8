package cn.bangfu.household;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import java.util.List;

/** The queries behind {@link HouseholdSearch}; each within a scope. */
public interface HouseholdIndex {

    /** @param members as {@link FoundHousehold} has them */
    record Hit(HouseholdId household, List<FoundHousehold.FoundMember> members) {}

    /** Also of those who died or left. */
    List<Hit> byIdentityNumber(IdentityNumber number, DivisionScope scope);

    List<Hit> byPhone(PhoneNumber phone, DivisionScope scope, int limit);

    /** Numbers that begin so. */
    List<Hit> byNumber(String number, DivisionScope scope, int limit);

    /** Names that begin so; if there are none, names that hold the text. */
    List<Hit> byName(String name, DivisionScope scope, int limit);
}
