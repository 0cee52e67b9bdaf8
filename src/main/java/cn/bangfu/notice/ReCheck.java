package cn.bangfu.notice;

import cn.bangfu.policy.Labelled;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A re-check (复核) that a household asked for: once a case, one level up from who decided, by somebody who has not acted in it
 * (rules.md annex B). It does not bar a new application.
 *
 * @param decidedBy the level of the decision that is checked: town or county
 * @param content none if the household's key was destroyed
 * @param askUntil until when it could be asked for; none where nothing was delivered
 * @param receivedAt when it was taken down
 * @param admission none before it is looked at
 * @param result none before it is decided
 */
public record ReCheck(
        UUID id,
        CaseId caseId,
        HouseholdId household,
        DivisionCode village,
        Level decidedBy,
        LocalDate requestedOn,
        Way way,
        @Nullable Content content,
        List<UUID> evidence,
        @Nullable Instant askUntil,
        Instant receivedAt,
        @Nullable Decision admission,
        @Nullable Decision result) {

    /** How it came in. */
    public enum Way implements Labelled {
        VISIT("当面"),
        LETTER("来信"),
        PHONE("来电"),
        PETITION("信访部门");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What was said of it. */
    public enum Result implements Labelled {
        ADMITTED("受理复核"),
        NOT_ADMITTED("不予受理复核"),
        CONFIRMED("维持原决定"),
        OVERTURNED("撤销原决定，重新办理"),
        WITHDRAWN("申请人撤回");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        /** Whether it answers the household. */
        public boolean isFinal() {
            return this != ADMITTED;
        }
    }

    /**
     * Who asks, and why.
     *
     * @param lateReason why it comes late
     */
    public record Content(
            String requestedBy, String reasons, @Nullable String lateReason) {

        @Override
        public String toString() {
            return "Content[sealed]";
        }
    }

    /**
     * @param finding for the file
     * @param answer for the household
     */
    public record Decision(
            Result result,
            @Nullable String finding,
            @Nullable String answer,
            Instant decidedAt,
            String decidedBy,
            String office) {}

    public ReCheck {
        evidence = List.copyOf(evidence);
    }

    public boolean isLate() {
        return askUntil != null && receivedAt.isAfter(askUntil);
    }

    /** What the household is told; none before. */
    public @Nullable Decision answer() {
        if (result != null) {
            return result;
        }
        return admission != null && admission.result() == Result.NOT_ADMITTED ? admission : null;
    }

    @Override
    public String toString() {
        return "ReCheck[" + id + "]";
    }
}
