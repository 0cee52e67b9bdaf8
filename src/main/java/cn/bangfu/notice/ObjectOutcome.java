package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of an objection that came in. */
public sealed interface ObjectOutcome {

    record Received(Objection objection) implements ObjectOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements ObjectOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static ObjectOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
