package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.util.Optional;

/** What a task is called in lists and history, where a diagram says it too neutrally. Asked once, when the task comes into being. */
public interface TaskNames {

    /**
     * The first that says something is believed.
     *
     * @param element id of the user task
     * @param said what the diagram calls it
     */
    Optional<String> name(String element, String said, CaseId caseId, TaskDeadlines.Local local);
}
