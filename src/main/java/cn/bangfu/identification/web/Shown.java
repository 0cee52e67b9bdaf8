package cn.bangfu.identification.web;

import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.policy.TimeLeft;
import cn.bangfu.shared.MaskedNumbers;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How facts of a case read on pages. */
final class Shown {

    private Shown() {}

    static String yuan(@Nullable BigDecimal yuan) {
        return yuan == null ? "未查明" : String.format(Locale.CHINA, "%,.2f元", yuan);
    }

    static String state(IdentificationCase of) {
        var outcome = of.outcome();
        return outcome == null ? of.state().label() : "已办结：" + outcome.label();
    }

    /** The page's colour for it. */
    static String tag(IdentificationCase of) {
        return of.outcome() == null ? "warn" : of.outcome() == CaseOutcome.ASSISTED ? "good" : "";
    }

    static String left(TimeLeft left) {
        return left instanceof TimeLeft.Days days ? days.label() : "工作日历未设定，无法计算";
    }

    static String leftTag(TimeLeft left) {
        return left instanceof TimeLeft.Days days && !days.standing()
                ? days.days() < 0 ? "bad" : days.days() <= 3 ? "warn" : ""
                : "";
    }

    /** With the numbers of people, telephones and accounts that somebody typed hidden but for a few digits. */
    static String masked(String text) {
        return MaskedNumbers.in(text);
    }
}
