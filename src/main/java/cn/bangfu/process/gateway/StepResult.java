package cn.bangfu.process.gateway;

import cn.bangfu.process.ProcessVariable;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.Map;

/** What became of an answer. */
public sealed interface StepResult {

    /** @param routing computed values for the model's gateways */
    record Taken(Map<ProcessVariable<?>, Object> routing) implements StepResult {
        public Taken {
            routing = Map.copyOf(routing);
        }
    }

    /** @param errors at least one; the field is the path of a form key, such as {@code visitors[0].name}, or empty for the whole form */
    record Refused(List<FieldError> errors) implements StepResult {
        public Refused {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a refusal says why");
            }
        }
    }

    /** Taken; the model needs nothing to find its way. */
    static StepResult taken() {
        return new Taken(Map.of());
    }

    static <T> StepResult taken(ProcessVariable<T> variable, T value) {
        return new Taken(Map.of(variable, value));
    }

    static StepResult refused(String field, String message) {
        return new Refused(List.of(new FieldError(field, message)));
    }
}
