package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of an announcement. */
public sealed interface AnnounceOutcome {

    record Announced(Announcement announcement) implements AnnounceOutcome {}

    /** @param errors at least one; fields as the arguments name them, empty for the whole */
    record Refused(List<FieldError> errors) implements AnnounceOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static AnnounceOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
