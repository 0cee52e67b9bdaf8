package cn.bangfu.notice.web;

import cn.bangfu.household.HouseholdFileSection.Tone;
import cn.bangfu.notice.NoticeState;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.TimeLeft;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How notices' times and states read on pages. */
@Component
class NoticeTimes {

    private final Deadlines deadlines;

    NoticeTimes(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** 剩2天, 今天到期, 已期满. */
    String left(PublicNotice notice) {
        if (notice.termOver()) {
            return "已期满";
        }
        var left = deadlines.left(notice.batch().publishedAt(), notice.batch().term(), List.of());
        return left instanceof TimeLeft.Days days && days.days() >= 0
                ? days.label()
                : "至" + ChinaTime.end(notice.legalEnd());
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
