package cn.bangfu.notice.web;

import cn.bangfu.household.HouseholdFileSection.Tone;
import cn.bangfu.notice.NoticeState;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.TimeLeft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How notices' times and states read on pages. */
@Component
class NoticeTimes {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(LegalClock.ZONE);

    private final Deadlines deadlines;

    NoticeTimes(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** The end of a term: midnight is 24时 of the day before, as the poster says. */
    static String end(Instant end) {
        return end.atZone(LegalClock.ZONE).toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day(LegalClock.dayOf(end.minusMillis(1))) + "24时"
                : moment(end);
    }

    /** 剩2天, 今天到期, 已期满. */
    String left(PublicNotice notice) {
        if (notice.termOver()) {
            return "已期满";
        }
        var left = deadlines.left(notice.batch().publishedAt(), notice.batch().term(), List.of());
        return left instanceof TimeLeft.Days days && days.days() >= 0 ? days.label() : "至" + moment(notice.legalEnd());
    }

    static String state(PublicNotice notice) {
        return notice.result() == null
                ? notice.state().label()
                : notice.result().label();
    }

    static Tone tone(PublicNotice notice) {
        if (notice.result() != null) {
            return switch (notice.result()) {
                case PASSED -> Tone.GOOD;
                case UPHELD_RETURN, UPHELD_END -> Tone.BAD;
                case CORRECTED, WITHDRAWN -> Tone.NEUTRAL;
            };
        }
        return notice.state() == NoticeState.RUNNING ? Tone.NEUTRAL : Tone.WARN;
    }

    /** The page's colour for a state. */
    static String tag(PublicNotice notice) {
        var tone = tone(notice);
        return tone == Tone.NEUTRAL ? "" : tone.name().toLowerCase(Locale.ROOT);
    }
}
