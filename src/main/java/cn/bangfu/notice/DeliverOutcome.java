package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of recording a delivery. */
public sealed interface DeliverOutcome {

    record Recorded() implements DeliverOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements DeliverOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static DeliverOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
