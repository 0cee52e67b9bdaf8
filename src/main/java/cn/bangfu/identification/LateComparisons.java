package cn.bangfu.identification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every minute whether data has come that a case waits for; on several nodes each case is told by one of them. */
@Component
@ConditionalOnProperty(name = "bangfu.late-comparison.enabled", matchIfMissing = true)
class LateComparisons {

    private static final Logger log = LoggerFactory.getLogger(LateComparisons.class);

    private final LateComparisonService comparisons;

    LateComparisons(LateComparisonService comparisons) {
        this.comparisons = comparisons;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void look() {
        var told = comparisons.tellCases();
        if (told > 0) {
            log.info("late data told to cases={}", told);
        }
    }
}
