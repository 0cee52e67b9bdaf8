package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a step may take, from the county's dated parameters. Asked once, when the task comes into being. */
public interface TaskDeadlines {

    /**
     * @param element id of the user task, e.g. {@code UserTask_VisitHousehold}
     * @return nothing if the county sets no deadline for the step
     */
    @Nullable
    Instant due(String element, CaseId caseId);
}
