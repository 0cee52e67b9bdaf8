package cn.bangfu.reading;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds cases among millions. */
public interface CaseIndex {

    /**
     * What is asked; every part narrows the answer.
     *
     * @param text a case's or household's number or its beginning, a name or its beginning, or an identity number
     * @param from of the day on which the case was opened
     * @param outcome constant of {@code CaseOutcome}, or {@code OPEN}
     * @param officer who did something in it
     * @param rule a finding of that rule, which is still there
     */
    record Query(
            String text,
            @Nullable DivisionCode division,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String category,
            @Nullable String outcome,
            @Nullable OfficerId officer,
            @Nullable String rule,
            int page) {

        public static final int PAGE = 50;

        public boolean isEmpty() {
            return text.isBlank()
                    && division == null
                    && from == null
                    && until == null
                    && category == null
                    && outcome == null
                    && officer == null
                    && rule == null;
        }
    }

    record Hit(
            CaseId id,
            String number,
            HouseholdId household,
            String householdNumber,
            DivisionCode village,
            String head,
            Instant openedAt,
            @Nullable Instant closedAt,
            String state,
            String outcome,
            @Nullable String category,
            int findings) {}

    /** @param more whether there is another page */
    record Page(List<Hit> hits, boolean more) {}

    Page search(Query query, DivisionScope scope, int limit);

    /** Officers of that name, or whose name begins so, who have done something. */
    List<OfficerId> officers(String name);

    /** Whether a text is a whole identity number; looking one up is noted as such. */
    boolean isIdentityNumber(String text);
}
