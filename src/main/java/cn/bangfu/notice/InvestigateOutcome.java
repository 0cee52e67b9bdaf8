package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of an investigation. */
public sealed interface InvestigateOutcome {

    /**
     * @param result the gravest of the answers: {@code DISMISSED} lets the notice go on, every other one ended it
     * @param more others came in meanwhile and are still open
     */
    record Answered(ObjectionResult result, boolean more) implements InvestigateOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements InvestigateOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static InvestigateOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
