package cn.bangfu.reading.web;

import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.TrailWords;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.reading.CaseIndex.Hit;
import cn.bangfu.shared.ChinaTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the reading room says times and states. */
final class Words {

    private Words() {}

    static String day(Instant at) {
        return LegalClock.dayOf(at).toString();
    }

    static String minute(@Nullable Instant at) {
        return at == null ? "—" : ChinaTime.tableMinute(at);
    }

    static String second(Instant at) {
        return ChinaTime.tableSecond(at);
    }

    static String lasting(Instant from, @Nullable Instant until) {
        if (until == null) {
            return "至今";
        }
        var time = Duration.between(from, until);
        if (time.toDays() > 0) {
            return time.toDays() + "天" + (time.toHoursPart() > 0 ? time.toHoursPart() + "小时" : "");
        }
        if (time.toHours() > 0) {
            return time.toHours() + "小时" + (time.toMinutesPart() > 0 ? time.toMinutesPart() + "分" : "");
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "分钟" : Math.max(time.toSeconds(), 0) + "秒";
    }

    static String state(Hit hit) {
        return hit.outcome().equals("OPEN")
                ? TrailWords.of(CaseState.class, hit.state(), CaseState::label, hit.state())
                : "已办结：" + TrailWords.of(CaseOutcome.class, hit.outcome(), CaseOutcome::label, hit.outcome());
    }

    static String category(@Nullable String category) {
        return TrailWords.of(MonitoringCategory.class, category, MonitoringCategory::label, "—");
    }
}
