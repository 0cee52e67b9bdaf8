package cn.bangfu.assistance;

import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.UUID;

/** What became of an act on a batch of funds. Whoever is refused has written nothing that stays. */
public sealed interface FundOutcome {

    /** @param id of what was written */
    record Done(UUID id, String message) implements FundOutcome {}

    record Refused(List<FieldError> errors) implements FundOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    static FundOutcome refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
