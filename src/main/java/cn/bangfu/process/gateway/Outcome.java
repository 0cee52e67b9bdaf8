package cn.bangfu.process.gateway;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.List;

/** What the gateway says to an answer. */
public sealed interface Outcome {

    /**
     * @param caseNumber as people read it
     * @param next in Chinese, where the case went
     */
    record Submitted(CaseId caseId, String caseNumber, String next) implements Outcome {}

    /** Nothing was written. */
    record Refused(List<FieldError> errors) implements Outcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Somebody else was faster, or holds it; nothing was written.
     *
     * @param message in Chinese: who, when, what to do
     */
    record Conflict(String message) implements Outcome {}

    /** There is no such thing, or not for this officer: the same answer for both (T13). */
    record NotHere() implements Outcome {}
}
