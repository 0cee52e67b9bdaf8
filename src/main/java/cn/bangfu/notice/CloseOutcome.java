package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of closing a notice. */
public sealed interface CloseOutcome {

    record Closed() implements CloseOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements CloseOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static CloseOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
