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

/** A clue found by cadres of village or town (基层干部排查). */
@Component
class ReportClueStep implements StartStep {

    private final ClueStart clue;

    ReportClueStep(ClueStart clue) {
        this.clue = clue;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CADRE_SCREENING;
    }

    @Override
    public String processKey() {
        return HouseholdIdentification.PROCESS_KEY;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK);
    }

    @Override
    public Map<String, @Nullable Object> prefill(StartContext context) {
        return clue.prefill(context);
    }

    @Override
    public StartResult submit(StartContext context, Answers answers) {
        return clue.report(context, answers, Channel.CADRE_SCREENING);
    }
}
