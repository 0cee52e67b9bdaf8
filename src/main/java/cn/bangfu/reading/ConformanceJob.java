package cn.bangfu.reading;

import cn.bangfu.access.Divisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks through all counties every night, after the trail was verified. */
@Component
@ConditionalOnProperty(name = "bangfu.audit.jobs", matchIfMissing = true)
class ConformanceJob {

    private static final Logger log = LoggerFactory.getLogger(ConformanceJob.class);

    private final Conformance conformance;
    private final Divisions divisions;

    ConformanceJob(Conformance conformance, Divisions divisions) {
        this.conformance = conformance;
        this.divisions = divisions;
    }

    @Scheduled(cron = "${bangfu.audit.look-at:0 0 4 * * *}", zone = "Asia/Shanghai")
    void look() {
        for (var county : divisions.counties()) {
            var run = conformance.look(county.code(), null);
            log.info("conformance county={} findings={}", county.code(), run.findings());
        }
    }
}
