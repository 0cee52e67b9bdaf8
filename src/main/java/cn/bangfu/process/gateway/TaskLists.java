package cn.bangfu.process.gateway;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists the open tasks of the signed-in officer's offices. */
@Service
public class TaskLists {

    /** As Tasklist's ready filters. */
    public enum Filter {
        MINE,
        OFFICE,
        DUE_SOON,
        OVERDUE
    }

    /**
     * @param total of all pages
     * @param page from 0
     */
    public record Page(long total, int page, int size, List<TaskLine> tasks) {}

    private static final Duration SOON = Duration.ofDays(3);

    private final CaseEngine engine;
    private final OpenTasks tasks;
    private final Cases cases;
    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;

    TaskLists(CaseEngine engine, OpenTasks tasks, Cases cases, LegalClock clock, CurrentOfficer currentOfficer) {
        this.engine = engine;
        this.tasks = tasks;
        this.cases = cases;
        this.clock = clock;
        this.currentOfficer = currentOfficer;
    }

    /** Those due first come first. */
    public Page page(Filter filter, @Nullable String element, int page, int size) {
        if (!currentOfficer.require().roles().stream().anyMatch(role -> role.handlesCases())) {
            // Who audits or administers sees tasks elsewhere, but has none.
            return new Page(0, page, size, List.of());
        }
        return engine.asOfficer(e -> {
            var query = e.getTaskService().createTaskQuery();
            narrow(query, filter);
            if (element != null) {
                query.taskDefinitionKey(element);
            }
            var total = query.count();
            var found = query.orderByDueDate()
                    .asc()
                    .orderByTaskCreateTime()
                    .asc()
                    .orderByTaskId()
                    .asc()
                    .listPage(page * size, size);
            return new Page(total, page, size, lines(found));
        });
    }

    /** How many of the officer's offices. */
    public long count(Filter filter) {
        return engine.asOfficer(e -> {
            var query = e.getTaskService().createTaskQuery();
            narrow(query, filter);
            return query.count();
        });
    }

    private void narrow(TaskQuery query, Filter filter) {
        switch (filter) {
            case MINE -> query.taskAssignee(currentOfficer.require().username());
            case OFFICE -> {}
            case DUE_SOON -> {
                var now = clock.now();
                query.dueAfter(Date.from(now)).dueBefore(Date.from(now.plus(SOON)));
            }
            case OVERDUE -> query.dueBefore(Date.from(clock.now()));
        }
    }

    /** The open tasks of one case, whosesoever. The caller has checked who asks. */
    List<TaskLine> of(CaseId caseId) {
        return lines(tasks.of(caseId));
    }

    private List<TaskLine> lines(List<Task> found) {
        var caseOf = casesOf(found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()));
        var cards = cases.cards(new HashSet<>(caseOf.values()));
        var names = new HashMap<String, String>();
        return found.stream()
                .flatMap(task -> {
                    var caseId = caseOf.get(task.getProcessInstanceId());
                    if (caseId == null) {
                        return Stream.empty();
                    }
                    var claimedBy = task.getAssignee() == null
                            ? null
                            : names.computeIfAbsent(task.getAssignee(), tasks::nameOf);
                    return Stream.of(TaskLine.of(task, caseId, cards.get(caseId), claimedBy));
                })
                .toList();
    }

    private Map<String, CaseId> casesOf(Set<String> instances) {
        var cases = new HashMap<String, CaseId>();
        if (!instances.isEmpty()) {
            engine
                    .asApplication(e -> e.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceIds(instances)
                            .listPage(0, instances.size()))
                    .stream()
                    .filter(instance -> instance.getBusinessKey() != null)
                    .forEach(instance -> cases.put(instance.getId(), CaseId.of(instance.getBusinessKey())));
        }
        return cases;
    }
}
