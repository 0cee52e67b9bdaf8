package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.process.engine.ModelFunctions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the model asks about a measure: {@code ${assistanceMeasures.leadDepartment(measure)}}. */
@Component
public class AssistanceMeasures implements ModelFunctions {

    private final AssistancePlans plans;

    AssistanceMeasures(AssistancePlans plans) {
        this.plans = plans;
    }

    /** A constant of {@code access.Department}; whose task it is to accept the measure. */
    public String leadDepartment(String measure) {
        var id = UUID.fromString(measure);
        return plans.withMeasure(id).orElseThrow().measure(id).proposed().lead().name();
    }
}
