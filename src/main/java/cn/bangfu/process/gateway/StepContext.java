package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * What a step knows before it reads the answer.
 *
 * @param element id in the model
 * @param processVersion version of the model under which this case runs
 * @param actor the signed-in officer, in the post whose office the task belongs to
 * @param batch the act on many households that this answer is part of
 * @param local routing values that the task sees, its own first
 */
public record StepContext(
        CaseId caseId,
        String taskId,
        String element,
        String processKey,
        int processVersion,
        Actor actor,
        @Nullable BatchRef batch,
        RoutingValues local) {}
