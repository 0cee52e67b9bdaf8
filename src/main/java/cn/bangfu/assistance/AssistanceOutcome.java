package cn.bangfu.assistance;

import cn.bangfu.shared.FieldError;
import java.util.List;

/** What became of an act. Whoever is refused has written nothing that stays. */
public sealed interface AssistanceOutcome {

    record Recorded() implements AssistanceOutcome {}

    /** @param errors at least one; fields by the names of the act's own parts, such as {@code measures[0].dueOn} */
    record Refused(List<FieldError> errors) implements AssistanceOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static AssistanceOutcome of(List<FieldError> errors) {
        return errors.isEmpty() ? new Recorded() : new Refused(errors);
    }
}
