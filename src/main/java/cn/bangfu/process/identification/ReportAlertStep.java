package cn.bangfu.process.identification;

import cn.bangfu.access.Role;
import cn.bangfu.policy.Channel;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StartContext;
import cn.bangfu.process.gateway.StartResult;
import cn.bangfu.process.gateway.StartStep;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A department's alert about a household (部门筛查预警). */
@Component
class ReportAlertStep implements StartStep {

    private final ClueStart clue;

    ReportAlertStep(ClueStart clue) {
        this.clue = clue;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DEPARTMENT_ALERT;
    }

    @Override
    public String processKey() {
        return HouseholdIdentification.PROCESS_KEY;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.DEPARTMENT_CLERK, Role.COUNTY_CLERK);
    }

    @Override
    public Map<String, @Nullable Object> prefill(StartContext context) {
        return clue.prefill(context);
    }

    @Override
    public StartResult submit(StartContext context, Answers answers) {
        return clue.report(context, answers, Channel.DEPARTMENT_ALERT);
    }
}
