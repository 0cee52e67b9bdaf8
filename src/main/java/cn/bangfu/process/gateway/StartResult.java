package cn.bangfu.process.gateway;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import java.util.List;

/** What became of an answer that should open a case. */
public sealed interface StartResult {

    /** @param caseId the case opened; or the open case of the same household that the answer was added to */
    record Started(CaseId caseId, HouseholdId household) implements StartResult {}

    /** @param errors as in {@link StepResult.Refused} */
    record Refused(List<FieldError> errors) implements StartResult {
        public Refused {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a refusal says why");
            }
        }
    }

    static StartResult refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
