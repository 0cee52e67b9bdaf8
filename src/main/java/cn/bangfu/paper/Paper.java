package cn.bangfu.paper;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A paper that was printed.
 *
 * @param year with the number within the county: 2026年第123号
 * @param templateHash of the template it was printed from
 * @param originals ids of the scans that are its signed original; none yet if empty
 */
public record Paper(
        UUID id,
        PaperCode code,
        int year,
        int number,
        PaperKind kind,
        DivisionCode division,
        @Nullable HouseholdId household,
        List<CaseId> cases,
        byte[] templateHash,
        Instant printedAt,
        String printedBy,
        List<UUID> originals) {

    public String label() {
        return label(year, number);
    }

    static String label(int year, int number) {
        return "%d年第%06d号".formatted(year, number);
    }

    @Override
    public String toString() {
        return "Paper[" + code + ", " + kind + "]";
    }
}
