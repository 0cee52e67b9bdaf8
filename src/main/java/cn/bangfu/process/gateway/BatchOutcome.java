package cn.bangfu.process.gateway;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gateway says to answers given in one act: all are kept, or none. */
public sealed interface BatchOutcome {

    /** @param households in the order in which they were handed in */
    record Submitted(UUID batch, List<Outcome.Submitted> households) implements BatchOutcome {
        public Submitted {
            households = List.copyOf(households);
        }
    }

    /**
     * Nothing was written.
     *
     * @param errors of the act itself
     * @param stuck every household that cannot go on
     */
    record Refused(List<FieldError> errors, List<Stuck> stuck) implements BatchOutcome {
        public Refused {
            errors = List.copyOf(errors);
            stuck = List.copyOf(stuck);
        }

        /** Whether somebody else has answered some of it meanwhile. */
        public boolean conflict() {
            return stuck.stream().anyMatch(household -> household.why() == Why.ANSWERED);
        }
    }

    /** Somebody else works on the same cases at this moment; nothing was written. */
    record Conflict(String message) implements BatchOutcome {}

    enum Why {
        /** Something in the answer has to be written differently. */
        REFUSED,
        /** The officer has another hand in the case. */
        DUTY,
        /** A colleague was faster. */
        ANSWERED,
        /** There is no such task, or no longer, or not for this officer. */
        NOT_HERE,
        /** The system failed at this household. */
        BROKEN
    }

    /**
     * A household that cannot go on with the others.
     *
     * @param caseId none if the task is not there for this officer
     * @param errors at least one, in Chinese; the field is a key of the task's form or empty
     */
    record Stuck(
            String taskId,
            @Nullable CaseId caseId,
            @Nullable String caseNumber,
            @Nullable String village,
            @Nullable String head,
            Why why,
            List<FieldError> errors) {
        public Stuck {
            errors = List.copyOf(errors);
        }
    }
}
