package cn.bangfu.process.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The filters that every official finds in Tasklist. "Me" and "now" cannot be stored: expressions in stored filters are off, because who
 * stores one runs code (H15). So a filter holds a stand-in, which is replaced each time the query runs.
 */
@Component
class ReadyFilters {

    /** How long before its deadline a task is listed as due soon. */
    static final Duration SOON = Duration.ofDays(3);

    private static final String ME = "@me";
    private static final Instant NOW = Instant.parse("9000-01-01T00:00:00Z");
    private static final Instant IN_A_WHILE = NOW.plus(SOON);

    private final LegalNow clock;

    ReadyFilters(LegalNow clock) {
        this.clock = clock;
    }

    /** Creates the filters, or brings them up to date. */
    void install(ProcessEngine engine) {
        var filters = engine.getFilterService();
        var tasks = engine.getTaskService();
        // The first is open when Tasklist opens; nearly nobody claims.
        save(filters, tasks, 1, "本单位待办", "本单位所有待办任务，包括同事已认领的", query -> {});
        save(filters, tasks, 2, "我的待办", "由我办理的任务", query -> query.taskAssignee(ME));
        save(filters, tasks, 3, "即将到期", "本单位三日内到期的任务", query -> query.dueAfter(Date.from(NOW))
                .dueBefore(Date.from(IN_A_WHILE)));
        save(filters, tasks, 4, "已超期", "本单位已超过办理期限的任务", query -> query.dueBefore(Date.from(NOW)));
    }

    /** Replaces the stand-ins of a stored filter. */
    void fillIn(TaskQueryImpl query, @Nullable Authentication authentication) {
        if (ME.equals(query.getAssignee())) {
            query.taskAssignee(
                    authentication == null || authentication.getUserId() == null
                            ? "nobody"
                            : authentication.getUserId());
        }
        if (query.getDueBefore() != null && isStandIn(query.getDueBefore())) {
            query.dueBefore(real(query.getDueBefore()));
        }
        if (query.getDueAfter() != null && isStandIn(query.getDueAfter())) {
            query.dueAfter(real(query.getDueAfter()));
        }
    }

    private static boolean isStandIn(Date date) {
        return !date.toInstant().isBefore(NOW);
    }

    private Date real(Date standIn) {
        return Date.from(clock.now().plus(Duration.between(NOW, standIn.toInstant())));
    }

    private static void save(
            FilterService filters,
            TaskService tasks,
            int priority,
            String name,
            String description,
            Consumer<TaskQuery> criteria) {
        var query = tasks.createTaskQuery().orderByDueDate().asc();
        criteria.accept(query);
        var known = filters.createTaskFilterQuery().filterName(name).list();
        Filter filter = known.isEmpty() ? filters.newTaskFilter(name) : known.get(0);
        Map<String, Object> properties = properties(priority, description);
        filter.setQuery(query);
        filter.setProperties(properties);
        filters.saveFilter(filter);
    }

    private static Map<String, Object> properties(int priority, String description) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("description", description);
        properties.put("priority", priority);
        properties.put("color", "#555555");
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put(
                "variables",
                List.of(
                        variable("caseNumber", "案件编号"),
                        variable("village", "村"),
                        variable("head", "户主"),
                        variable("deadline", "全案期限")));
        return properties;
    }

    private static Map<String, String> variable(String name, String label) {
        return Map.of("name", name, "label", label);
    }
}
