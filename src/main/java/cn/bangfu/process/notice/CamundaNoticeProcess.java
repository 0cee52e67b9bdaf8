package cn.bangfu.process.notice;

import cn.bangfu.identification.CaseClock;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.NoticeProcess;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.StopReason;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.shared.CaseId;
import org.springframework.stereotype.Component;

@Component
class CamundaNoticeProcess implements NoticeProcess {

    private final CaseEngine engine;
    private final StepPermits permits;
    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final CaseClock clock;

    CamundaNoticeProcess(
            CaseEngine engine, StepPermits permits, IdentificationCases cases, CaseTerms terms, CaseClock clock) {
        this.engine = engine;
        this.permits = permits;
        this.cases = cases;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Interrupts the wait or the task of closing the notice, and stops the total clock. While an earlier objection is being investigated
     * nothing waits for the message: the new one is answered in the same task.
     */
    @Override
    public void objected(CaseId id) {
        clock.stop(id, StopReason.OBJECTION, terms.endFromNow(cases.require(id), Parameters.OBJECTION_LIMIT));
        permits.whileEnding(
                id,
                () -> engine.asApplication(e -> e.getRuntimeService()
                        .createMessageCorrelation(PublicNoticeProcess.Messages.OBJECTION_RAISED)
                        .processInstanceBusinessKey(id.toString())
                        .correlateAllWithResult()));
    }

    @Override
    public void corrected(CaseId id) {
        permits.whileEnding(
                id,
                () -> engine.asApplication(e -> e.getRuntimeService()
                        .createMessageCorrelation(PublicNoticeProcess.Messages.POSTER_CORRECTED)
                        .processInstanceBusinessKey(id.toString())
                        .correlateAllWithResult()));
    }
}
