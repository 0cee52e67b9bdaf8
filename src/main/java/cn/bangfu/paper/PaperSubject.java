package cn.bangfu.paper;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a paper is about.
 *
 * @param cases one or, for a meeting or a list, many; none for an application before there is a case
 * @param household the one household; none for many
 * @param division the household's village, the meeting's village, the list's town
 */
public record PaperSubject(List<CaseId> cases, @Nullable HouseholdId household, DivisionCode division) {

    public PaperSubject {
        cases = List.copyOf(cases);
        if (cases.isEmpty() && household == null) {
            throw new IllegalArgumentException("a paper is about somebody");
        }
    }
}
