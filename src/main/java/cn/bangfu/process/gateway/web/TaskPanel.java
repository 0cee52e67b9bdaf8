package cn.bangfu.process.gateway.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.gateway.TaskLists.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: what waits for the officer's offices. */
@Component
class TaskPanel implements HomePanel {

    private static final String TASKLIST = "/camunda/app/tasklist/";

    private final TaskLists tasks;

    TaskPanel(TaskLists tasks) {
        this.tasks = tasks;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        if (officer.roles().stream().noneMatch(Role::handlesCases)) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line("本单位待办", tasks.count(Filter.OFFICE) + "件", TASKLIST));
        addUnlessNone(lines, "三天内到期", Filter.DUE_SOON);
        addUnlessNone(lines, "已超期", Filter.OVERDUE);
        return Optional.of(new Panel("待办事项", lines));
    }

    private void addUnlessNone(List<Line> lines, String label, Filter filter) {
        var count = tasks.count(filter);
        if (count > 0) {
            lines.add(new Line(label, count + "件", TASKLIST));
        }
    }
}
