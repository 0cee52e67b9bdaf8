package cn.bangfu.audit;

import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act on many households: a meeting, a poster, a list.
 *
 * @param kind name of the kind of act
 * @param subject the meeting, poster or list itself
 * @param number as people call it
 * @param actorName in whatever posts the tasks asked for; each record names its own
 */
public record NewStepBatch(
        UUID id,
        String kind,
        UUID subject,
        @Nullable String number,
        int households,
        OfficerId officer,
        PersonId person,
        String actorName) {}
