package cn.bangfu.process.notice;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReChecks;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the forms of a re-check show of it. */
@Component
class ReCheckForms {

    private final ReChecks reChecks;
    private final IdentificationCases cases;
    private final ReCheckCases checkable;

    ReCheckForms(ReChecks reChecks, IdentificationCases cases, ReCheckCases checkable) {
        this.reChecks = reChecks;
        this.cases = cases;
        this.checkable = checkable;
    }

    ReCheck require(CaseId caseId) {
        return reChecks.of(caseId).orElseThrow();
    }

    Map<String, @Nullable Object> values(CaseId caseId) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var asked = require(caseId);
        var ended = cases.require(caseId);
        var content = asked.content();
        values.put("requestedBy", content == null ? "（本户资料已依法销毁）" : content.requestedBy());
        values.put(
                "requestedOn",
                ChinaTime.day(asked.requestedOn()) + "，" + asked.way().label());
        values.put("reasons", content == null ? "" : content.reasons());
        values.put("outcome", ended.outcome() == null ? "" : ended.outcome().label());
        values.put("decidedBy", checkable.decidingOffice(ended));
        values.put(
                "originalReason",
                Objects.requireNonNullElse(cases.reasonOf(caseId).orElse(null), ""));
        values.put("late", late(asked));
        return values;
    }

    private static String late(ReCheck asked) {
        var until = asked.askUntil();
        if (until == null) {
            return "没有登记告知书送达，不算逾期";
        }
        var day = ChinaTime.day(LegalClock.dayOf(until.minusMillis(1)));
        if (!asked.isLate()) {
            return "在期限内（" + day + "前）";
        }
        var reason = asked.content() == null ? null : asked.content().lateReason();
        return "已过期限（" + day + "）" + (reason == null ? "" : "，原因：" + reason);
    }
}
