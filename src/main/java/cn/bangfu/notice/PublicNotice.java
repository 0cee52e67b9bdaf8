package cn.bangfu.notice;

import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One household's notice (公示).
 *
 * @param category proposed
 * @param group 村民小组
 * @param boardName of the head, as the board shows it
 * @param webName the same, as it may be shown outside
 * @param boardText as it hangs on the board; holds the head's name
 * @param webText as it may be shown outside
 * @param legalEnd of the poster, or later where an objection that was dismissed had stopped this household's notice
 * @param objections against it so far
 * @param openObjections of these, how many are not answered
 * @param result none while it runs
 * @param asOf legal time at which it was read
 */
public record PublicNotice(
        NoticeId id,
        NoticeBatch batch,
        CaseId caseId,
        HouseholdId household,
        DivisionCode village,
        MonitoringCategory category,
        int people,
        PublicCode code,
        @Nullable String group,
        String boardName,
        String webName,
        String boardText,
        String webText,
        Instant legalEnd,
        int objections,
        int openObjections,
        @Nullable NoticeResult result,
        @Nullable Instant closedAt,
        Instant asOf) {

    public NoticeState state() {
        if (result != null) {
            return NoticeState.CLOSED;
        }
        if (openObjections > 0) {
            return NoticeState.FROZEN;
        }
        return termOver() ? NoticeState.TERM_OVER : NoticeState.RUNNING;
    }

    /** Whether it may be shown outside: once its time is over, or it ended otherwise, it is gone. */
    public boolean isShown() {
        return isOpen() && !termOver();
    }

    public boolean isOpen() {
        return result == null;
    }

    public boolean termOver() {
        return !asOf.isBefore(legalEnd);
    }

    /** The day at whose 24:00 the term ends. */
    public LocalDate lastDay() {
        return LegalClock.dayOf(legalEnd.minusMillis(1));
    }

    @Override
    public String toString() {
        return "PublicNotice[" + id + "]";
    }
}
