package cn.bangfu.access;

import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.OfficerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an administrator's change. */
public sealed interface OfficerChange {

    /** @param firstPassword to be handed over now, it is kept nowhere; none if the change made no new one */
    record Done(OfficerId officer, @Nullable String firstPassword) implements OfficerChange {}

    record Refused(List<FieldError> errors) implements OfficerChange {

        static Refused because(String field, String message) {
            return new Refused(List.of(new FieldError(field, message)));
        }
    }
}
