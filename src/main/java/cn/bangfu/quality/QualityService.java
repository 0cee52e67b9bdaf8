package cn.bangfu.quality;

import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for what upstream checkers would find: a job of some seconds in a county of a hundred thousand, one transaction, done again by
 * another process where one was killed.
 */
@Service
public class QualityService {

    private static final Logger log = LoggerFactory.getLogger(QualityService.class);

    private final QualityFindings findings;
    private final IncomeLines lines;
    private final LegalClock clock;
    private final TransactionTemplate transaction;
    private final JobThread jobs;
    private volatile @Nullable DivisionCode running;

    QualityService(QualityFindings findings, IncomeLines lines, LegalClock clock, TransactionTemplate transaction) {
        this.findings = findings;
        this.lines = lines;
        this.clock = clock;
        this.transaction = transaction;
        jobs = new JobThread("quality", this::beat);
        jobs.lookFor(this::work);
    }

    @PreDestroy
    void stop() {
        jobs.close();
    }

    private void beat() {
        var now = running;
        if (now != null) {
            findings.heartbeat(now);
        }
    }

    /** Begins a look, unless one is running. */
    public void begin(DivisionCode county) {
        findings.ask(county);
        jobs.execute(this::work);
    }

    private void work() {
        for (var next = findings.claim(); next.isPresent(); next = findings.claim()) {
            run(next.get());
        }
    }

    private void run(DivisionCode county) {
        running = county;
        try {
            look(county);
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                log.error("the look at {} failed: {}", county, JobThread.where(e));
                findings.fail(county);
            }
        } finally {
            running = null;
        }
    }

    /** Looks now, in this thread. */
    public void look(DivisionCode county) {
        BigDecimal line = lines.of(county, clock.today()).value().orElse(null);
        transaction.executeWithoutResult(status -> findings.look(county, line));
    }
}
