package cn.bangfu.comparison;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a department's data says about a member (比对疑点).
 *
 * @param fact in words; personal
 * @param dataDate of the fact, or of the file
 * @param rule which row of {@code finding-weight.dmn} weighed it
 * @param answers of the household, the latest last
 */
public record ComparisonFinding(
        UUID id,
        CaseId caseId,
        HouseholdId household,
        MemberId member,
        Register register,
        FindingWeight weight,
        String rule,
        String fact,
        @Nullable LocalDate dataDate,
        List<Answered> answers) {

    /** What the town says of an answer. */
    public enum Verdict {
        ACCEPTED,
        RETURNED,
        /** The finding belongs to somebody else: it leaves the file that the meeting sees. */
        NOT_THIS_PERSON
    }

    /**
     * An answer, with the town's check once there is one.
     *
     * @param checker name of who checked
     */
    public record Answered(
            FindingAnswer answer,
            String explainedBy,
            String explanation,
            List<UUID> evidence,
            Instant answeredAt,
            @Nullable Verdict verdict,
            @Nullable String note,
            @Nullable String checker,
            @Nullable Instant checkedAt) {

        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    public ComparisonFinding {
        answers = List.copyOf(answers);
    }

    public @Nullable Answered latest() {
        return answers.isEmpty() ? null : answers.get(answers.size() - 1);
    }

    /** Nobody has answered, or the town has given the answer back. */
    public boolean awaitsAnswer() {
        var latest = latest();
        return latest == null || latest.verdict() == Verdict.RETURNED;
    }

    /** Answered and accepted. */
    public boolean isExplained() {
        var latest = latest();
        return latest != null && latest.verdict() != null && latest.verdict() != Verdict.RETURNED;
    }

    /** Belongs to somebody else, as the town found. */
    public boolean isForeign() {
        var latest = latest();
        return latest != null && latest.verdict() == Verdict.NOT_THIS_PERSON;
    }

    @Override
    public String toString() {
        return "ComparisonFinding[" + id + "]";
    }
}
