package cn.bangfu.reading.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.reading.Conformance;
import cn.bangfu.reading.ReadingLog;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** On the home page: findings and alarms, for auditors; alarms also for who keeps the system. */
@Component
class AuditPanel implements HomePanel {

    private static final int MANY = 1_000;

    private final Conformance conformance;
    private final TrailVerification verification;
    private final ReadingLog log;
    private final int alarmAbove;

    AuditPanel(
            Conformance conformance,
            TrailVerification verification,
            ReadingLog log,
            @Value("${bangfu.audit.unmask-alarm:20}") int alarmAbove) {
        this.conformance = conformance;
        this.verification = verification;
        this.log = log;
        this.alarmAbove = alarmAbove;
    }

    @Override
    public int order() {
        return 150;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var auditor = officer.has(Role.AUDITOR);
        if (!auditor && !officer.has(Role.ADMINISTRATOR)) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        verification
                .last()
                .filter(report -> !report.isWhole())
                .ifPresent(
                        report -> lines.add(new Line("留痕不完整", report.count() + "处", auditor ? "/audit/trust" : "/")));
        log.unmaskers(alarmAbove)
                .forEach(one -> lines.add(
                        new Line(one.name() + "今天查看完整号码", one.times() + "次", auditor ? "/audit/readings" : "/")));
        if (auditor) {
            var scope = officer.scope(Set.of(Role.AUDITOR));
            var all = conformance.counts(new Conformance.Query(null, null, null, null, false), scope).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            lines.add(new Line("检查发现的疑点", all + "条", "/audit"));
            var open = conformance
                    .find(new Conformance.Query(null, null, null, null, true), scope, MANY)
                    .size();
            if (open > 0) {
                lines.add(new Line("正在跟进的疑点", open + "条", "/audit/findings?followed=true"));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("审计阅览", lines));
    }
}
