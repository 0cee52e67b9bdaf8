package cn.bangfu.process.identification;

import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The number under which the county entered the household in the national system. */
@Component
class WriteBackNationalNumberStep implements Step {

    private final MonitoredHouseholds monitored;

    WriteBackNationalNumberStep(MonitoredHouseholds monitored) {
        this.monitored = monitored;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.WRITE_BACK_NATIONAL_NUMBER;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        return Map.of("enteredBy", context.actor().name());
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var entry = monitored.byCase(context.caseId()).orElseThrow();
        monitored.writeBack(entry.id(), answers.text("nationalNumber"), answers.date("enteredOn"));
        return StepResult.taken();
    }
}
