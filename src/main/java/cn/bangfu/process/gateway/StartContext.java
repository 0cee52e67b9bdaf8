package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.HouseholdId;
import org.jspecify.annotations.Nullable;

/**
 * What a start step knows before it reads the answer.
 *
 * @param element id in the model
 * @param processVersion version of the model under which the case will run
 * @param actor the signed-in officer, in the post that may open such cases
 * @param household chosen beforehand, and within the actor's division; none if the form itself says whom it concerns
 */
public record StartContext(
        String element,
        String processKey,
        int processVersion,
        Actor actor,
        @Nullable HouseholdId household) {}
