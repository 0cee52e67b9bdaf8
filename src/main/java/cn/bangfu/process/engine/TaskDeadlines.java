package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a step may take, from the county's dated parameters. Asked once, when the task comes into being. */
public interface TaskDeadlines {

    /** As {@link TaskOffices#knows}. */
    boolean knows(CaseId caseId);

    /**
     * @param element id of the user task, e.g. {@code UserTask_VisitHousehold}
     * @param term which of the county's terms the diagram names for it, e.g. {@code visitLimit}
     * @return nothing if the county sets no deadline for the step
     */
    @Nullable
    Instant due(String element, @Nullable String term, CaseId caseId);
}
