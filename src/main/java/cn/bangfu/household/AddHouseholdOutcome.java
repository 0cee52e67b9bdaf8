package cn.bangfu.household;

import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import java.util.List;

/** What became of adding a household or a person to one. */
public sealed interface AddHouseholdOutcome {

    /** @param number provisional, until a ledger brings the household's own */
    record Added(HouseholdId id, String number) implements AddHouseholdOutcome {}

    /** @param errors fields as {@link NewHousehold} names them: {@code members[0].identityNumber} */
    record Refused(List<FieldError> errors) implements AddHouseholdOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
