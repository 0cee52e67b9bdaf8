package cn.bangfu.audit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What the trail does by the clock, on every node: roots are made by one at a time, and looking twice does no harm. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "bangfu.audit.jobs", matchIfMissing = true)
class TrailJobs {

    private final TrailRoots roots;
    private final TrailVerification verification;

    TrailJobs(TrailRoots roots, TrailVerification verification) {
        this.roots = roots;
        this.verification = verification;
    }

    /** What lies between two roots is protected by stamps and chains only, so the gap is short. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "${bangfu.audit.root-every:PT2M}")
    void root() {
        roots.make(false);
    }

    @Scheduled(cron = "${bangfu.audit.verify-at:0 30 2 * * *}", zone = "Asia/Shanghai")
    void verify() {
        roots.make(true);
        verification.verifyAndRecord(null);
    }
}
