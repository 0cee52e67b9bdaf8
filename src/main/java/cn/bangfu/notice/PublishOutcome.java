package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of publishing. */
public sealed interface PublishOutcome {

    record Published(PublicNotice notice) implements PublishOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements PublishOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static PublishOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
