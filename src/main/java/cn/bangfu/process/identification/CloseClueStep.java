package cn.bangfu.process.identification;

import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** No risk found: the village proposes, the town closes or wants another look (rules.md annex A). */
@Component
class CloseClueStep implements Step {

    private final EarlierAnswers earlier;

    CloseClueStep(EarlierAnswers earlier) {
        this.earlier = earlier;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CLOSE_CLUE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var visit = earlier.firstOf(context.caseId(), HouseholdIdentification.Elements.VERIFY_CLUE);
        values.put("situation", visit.get("situation"));
        values.put("noRiskReason", visit.get("noRiskReason"));
        values.put("visitors", EarlierAnswers.names(visit.get("visitors")));
        values.put(
                "visitedOn", visit.get("visitedOn") instanceof String day ? ChinaTime.day(LocalDate.parse(day)) : null);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepResult.taken();
    }
}
