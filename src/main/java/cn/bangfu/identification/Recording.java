package cn.bangfu.identification;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** Whether an act was recorded, or what speaks against it. Whoever gets an objection has written nothing that stays. */
public sealed interface Recording {

    /** It is recorded. */
    record Done() implements Recording {}

    /** @param objections at least one, by the names of the act's own fields */
    record Objected(List<FieldError> objections) implements Recording {
        public Objected {
            objections = List.copyOf(objections);
        }
    }

    static Recording of(List<FieldError> objections) {
        return objections.isEmpty() ? new Done() : new Objected(objections);
    }

    static Recording objected(String field, String message) {
        return new Objected(List.of(new FieldError(field, message)));
    }
}
