package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What a notice would say, or why none can be published. */
public sealed interface PreviewOutcome {

    record Ready(NoticePreview preview) implements PreviewOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements PreviewOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static PreviewOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
