package cn.bangfu.process.gateway;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.shared.CaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the signed-in officer has written at an open step and not handed in, for papers that are signed before it is. */
@Component
public class CurrentDrafts {

    private final OpenTasks tasks;
    private final Drafts drafts;
    private final List<CaseHouseholds> households;
    private final CurrentOfficer currentOfficer;

    CurrentDrafts(OpenTasks tasks, Drafts drafts, List<CaseHouseholds> households, CurrentOfficer currentOfficer) {
        this.tasks = tasks;
        this.drafts = drafts;
        this.households = households;
        this.currentOfficer = currentOfficer;
    }

    public Optional<Map<String, @Nullable Object>> of(CaseId caseId, String element) {
        var officer = currentOfficer.find();
        var household =
                households.stream().flatMap(known -> known.of(caseId).stream()).findFirst();
        if (officer.isEmpty() || household.isEmpty()) {
            return Optional.empty();
        }
        return tasks.of(caseId).stream()
                .filter(task -> task.getTaskDefinitionKey().equals(element))
                .flatMap(
                        task -> drafts
                                .find(
                                        officer.get().id(),
                                        new Drafts.Target.OfTask(
                                                task.getId(), household.get().household()))
                                .stream())
                .<Map<String, @Nullable Object>>map(Draft::values)
                .findFirst();
    }

    /** Whether the case waits at that step. */
    public boolean isOpen(CaseId caseId, String element) {
        return tasks.of(caseId).stream()
                .anyMatch(task -> task.getTaskDefinitionKey().equals(element));
    }
}
