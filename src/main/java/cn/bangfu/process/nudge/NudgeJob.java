package cn.bangfu.process.nudge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for deadlines that have passed; on several nodes each task's office is reminded by one of them. */
@Component
@ConditionalOnProperty(name = "bangfu.nudges.at-deadlines", matchIfMissing = true)
class NudgeJob {

    private static final Logger log = LoggerFactory.getLogger(NudgeJob.class);

    private final Nudges nudges;

    NudgeJob(Nudges nudges) {
        this.nudges = nudges;
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT10M")
    void atDeadlines() {
        int told;
        var all = 0;
        while ((told = nudges.atDeadlines()) > 0) {
            all += told;
        }
        if (all > 0) {
            log.info("nudged at their deadlines tasks={}", all);
        }
    }
}
