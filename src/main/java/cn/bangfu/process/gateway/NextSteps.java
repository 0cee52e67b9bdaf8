package cn.bangfu.process.gateway;

import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says to an official where a case has gone. */
@Component
class NextSteps {

    private final OpenTasks tasks;
    private final CaseEngine engine;

    NextSteps(OpenTasks tasks, CaseEngine engine) {
        this.tasks = tasks;
        this.engine = engine;
    }

    /** 下一环节:民主评议(阿门其日格村民委员会 评议主持人) */
    String of(CaseId caseId) {
        return engine.atOnce(() -> words(caseId));
    }

    private String words(CaseId caseId) {
        var open = tasks.of(caseId);
        if (!open.isEmpty()) {
            return open.stream()
                    .map(task -> task.getName() + office(task.getId()))
                    .distinct()
                    .collect(Collectors.joining("、", "下一环节：", ""));
        }
        return engine.isUnderWay(caseId) ? "系统接着处理，办好后会出现在下一环节单位的待办中" : "这件案件已经办结";
    }

    private String office(String taskId) {
        var office = tasks.officeOf(taskId);
        return office.isEmpty() ? "" : "（" + office + "）";
    }
}
