package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.process.gateway.Outcome;
import cn.bangfu.process.gateway.StartGateway;
import cn.bangfu.screening.AlertProcess;
import cn.bangfu.screening.ScreeningClue;
import cn.bangfu.shared.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A clue of the screening is reported on the same form as any department's alert, and recorded like it. */
@Component
class ScreeningAlerts implements AlertProcess {

    private final StartGateway starts;

    ScreeningAlerts(StartGateway starts) {
        this.starts = starts;
    }

    @Override
    public Raised raise(ScreeningClue clue, Actor actor) {
        var outcome = starts.submitFor(
                actor, HouseholdIdentification.Elements.DEPARTMENT_ALERT, clue.household(), answer(clue));
        if (outcome instanceof Outcome.Submitted submitted) {
            return new Raised.Started(submitted.caseId());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Raised.Refused(
                    refused.errors().stream().map(FieldError::message).collect(Collectors.joining("；")));
        }
        return new Raised.Refused("没有能够下发，请重试。");
    }

    private Map<String, @Nullable Object> answer(ScreeningClue clue) {
        var facts = clue.facts();
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put(
                "person",
                shortened(
                        facts.stream()
                                .map(ScreeningClue.Fact::member)
                                .distinct()
                                .collect(Collectors.joining("、")),
                        50));
        facts.stream()
                .flatMap(fact -> Optional.ofNullable(fact.dataDate()).stream())
                .max(java.util.Comparator.naturalOrder())
                .ifPresent(date -> answer.put("dataDate", date.toString()));
        answer.put(
                "source",
                shortened(
                        facts.stream()
                                .map(fact -> fact.register().source())
                                .distinct()
                                .collect(Collectors.joining("、")),
                        100));
        var text = facts.stream().map(ScreeningClue.Fact::words).collect(Collectors.joining("；"));
        answer.put("clue", shortened("部门数据筛查：" + text + "。请上门核实。", 2000));
        answer.put("risks", List.of(clue.cause().name()));
        if (clue.cause() == cn.bangfu.policy.RiskCause.OTHER) {
            answer.put("otherRisk", shortened(text, 200));
        }
        answer.put("urgent", "NO");
        return answer;
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
