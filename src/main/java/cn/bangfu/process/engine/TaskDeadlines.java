package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a step may take, from the county's dated parameters. Asked once, when the task comes into being. */
public interface TaskDeadlines {

    /** What a step knows besides its case, such as which measure it is about. */
    interface Local {
        @Nullable
        String text(String variable);
    }

    /** The first that knows the step of the case is asked. */
    boolean knows(String element, CaseId caseId);

    /**
     * @param element id of the user task, e.g. {@code UserTask_VisitHousehold}
     * @param term which of the county's terms the diagram names for it, e.g. {@code visitLimit}
     * @return nothing if the county sets no deadline for the step
     */
    @Nullable
    Instant due(String element, @Nullable String term, CaseId caseId, Local local);
}
