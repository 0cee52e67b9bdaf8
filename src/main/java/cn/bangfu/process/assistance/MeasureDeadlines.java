package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A measure is due when the household was told that it is: by the plan, whose dates open with the county's term. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MeasureDeadlines implements TaskDeadlines {

    private final AssistancePlans plans;

    MeasureDeadlines(AssistancePlans plans) {
        this.plans = plans;
    }

    @Override
    public boolean knows(String element, CaseId caseId) {
        return element.equals(AssistanceDelivery.Elements.DELIVER_MEASURE);
    }

    /** The end of the day that the plan names. */
    @Override
    public @Nullable Instant due(String element, @Nullable String term, CaseId caseId, Local local) {
        var measure = UUID.fromString(Objects.requireNonNull(local.text(AssistanceDelivery.Variables.MEASURE.name())));
        return plans.withMeasure(measure)
                .map(plan -> plan.measure(measure).proposed().dueOn().plusDays(1))
                .map(day -> day.atStartOfDay(LegalClock.ZONE).toInstant())
                .orElse(null);
    }
}
