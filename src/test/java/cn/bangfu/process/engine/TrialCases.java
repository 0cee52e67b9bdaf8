package cn.bangfu.process.engine;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Cases of the trial processes, kept in memory; asks the application's own for all others. */
@Component
@Primary
class TrialCases implements TaskOffices, TaskDeadlines, TaskCards, RoutingVariables {

    static final ProcessVariable<String> RESULT = new ProcessVariable<>("trialResult", String.class);
    static final Instant DUE = Instant.parse("2026-11-30T09:00:00Z");

    private final Map<CaseId, Trial> trials = new ConcurrentHashMap<>();
    private final ObjectProvider<TaskOffices> offices;
    private final ObjectProvider<TaskDeadlines> deadlines;
    private final ObjectProvider<TaskCards> cards;

    TrialCases(
            ObjectProvider<TaskOffices> offices,
            ObjectProvider<TaskDeadlines> deadlines,
            ObjectProvider<TaskCards> cards) {
        this.offices = offices;
        this.deadlines = deadlines;
        this.cards = cards;
    }

    CaseId in(DivisionCode village) {
        return in(village, DUE);
    }

    CaseId in(DivisionCode village, Instant due) {
        var id = CaseId.next();
        trials.put(id, new Trial(village, due.truncatedTo(ChronoUnit.SECONDS)));
        return id;
    }

    @Override
    public boolean knows(String element, CaseId caseId) {
        return knows(caseId);
    }

    @Override
    public boolean knows(CaseId caseId) {
        return trials.containsKey(caseId);
    }

    @Override
    public String officeGroup(String roleGroup, CaseId caseId, @Nullable String department) {
        var trial = trials.get(caseId);
        if (trial == null) {
            return others(offices).findFirst().orElseThrow().officeGroup(roleGroup, caseId, department);
        }
        var role = Set.of(Role.values()).stream()
                .filter(r -> r.groupName().equals(roleGroup))
                .findFirst()
                .orElseThrow();
        var division = trial.village().at(role.level());
        return department == null
                ? role.officeGroup(division)
                : role.officeGroup(Department.valueOf(department), division);
    }

    @Override
    public @Nullable Instant due(String element, @Nullable String term, CaseId caseId, Local local) {
        var trial = trials.get(caseId);
        if (trial == null) {
            return others(deadlines)
                    .findFirst()
                    .map(d -> d.due(element, term, caseId, local))
                    .orElse(null);
        }
        return element.equals("UserTask_Visit") ? trial.due() : null;
    }

    @Override
    public Map<CaseId, Card> of(Set<CaseId> cases) {
        var found = cases.stream()
                .filter(trials::containsKey)
                .collect(Collectors.toMap(
                        id -> id,
                        id -> new Card(
                                "试" + id.toString().substring(0, 8),
                                "试验村",
                                "张三丰",
                                "/cases/" + id,
                                LocalDate.of(2026, 12, 31))));
        var rest = cases.stream().filter(id -> !trials.containsKey(id)).collect(Collectors.toSet());
        if (!rest.isEmpty()) {
            others(cards).forEach(c -> found.putAll(c.of(rest)));
        }
        return found;
    }

    @Override
    public Set<ProcessVariable<?>> variables() {
        return Set.of(RESULT);
    }

    private <T> java.util.stream.Stream<T> others(ObjectProvider<T> beans) {
        return beans.stream().filter(bean -> bean != this);
    }

    private record Trial(DivisionCode village, Instant due) {}
}
