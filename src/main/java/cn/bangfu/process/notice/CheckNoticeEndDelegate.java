package cn.bangfu.process.notice;

import cn.bangfu.notice.NoticeEnd;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.process.notice.PublicNoticeProcess.Variables;
import cn.bangfu.shared.CaseId;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/**
 * The timer has woken the process: is the notice over? Whoever fired the timer or moved its date, the database's clock answers. If it is
 * not over, the process is woken again when it will be by that clock, and not at once.
 */
@Component
class CheckNoticeEndDelegate implements JavaDelegate {

    private static final Duration SOONEST = Duration.ofMinutes(1);

    private final NoticeService notices;
    private final TrainingTime training;

    CheckNoticeEndDelegate(NoticeService notices, TrainingTime training) {
        this.notices = notices;
        this.training = training;
    }

    /** Where a day lasts seconds a minute is a week. */
    private Duration soonest() {
        return training.length()
                .map(day -> day.dividedBy(10).compareTo(SOONEST) < 0 ? day.dividedBy(10) : SOONEST)
                .orElse(SOONEST);
    }

    @Override
    public void execute(DelegateExecution execution) {
        var end = notices.end(CaseId.of(execution.getProcessBusinessKey()));
        Variables.NOTICE_ENDED.put(execution, end instanceof NoticeEnd.Over);
        if (!(end instanceof NoticeEnd.Over)) {
            wakeIn(execution, end instanceof NoticeEnd.Running running ? running.left() : soonest());
        }
    }

    private void wakeIn(DelegateExecution execution, Duration wait) {
        var soonest = soonest();
        var now = ClockUtil.getCurrentTime().toInstant();
        Variables.LEGAL_END.put(execution, Date.from(now.plus(wait.compareTo(soonest) > 0 ? wait : soonest)));
    }
}
