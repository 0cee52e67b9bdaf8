package cn.bangfu.process.notice;

import cn.bangfu.notice.NoticeProcess;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.shared.CaseId;
import org.springframework.stereotype.Component;

@Component
class CamundaNoticeProcess implements NoticeProcess {

    private static final String OBJECTION_RAISED = "Message_ObjectionRaised";

    private final CaseEngine engine;
    private final StepPermits permits;

    CamundaNoticeProcess(CaseEngine engine, StepPermits permits) {
        this.engine = engine;
        this.permits = permits;
    }

    /**
     * Interrupts the wait, and the task of closing the notice. While an earlier objection is being investigated nothing waits for the
     * message: the new one is answered in the same task.
     */
    @Override
    public void objected(CaseId id) {
        permits.whileEnding(
                id,
                () -> engine.asApplication(e -> e.getRuntimeService()
                        .createMessageCorrelation(OBJECTION_RAISED)
                        .processInstanceBusinessKey(id.toString())
                        .correlateAllWithResult()));
    }
}
