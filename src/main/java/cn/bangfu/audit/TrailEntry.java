package cn.bangfu.audit;

import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a case's trail as it is read back.
 *
 * @param seq place in the chain, from 1
 * @param at the database's legal time
 * @param actorName who did it; absent for timers and jobs
 * @param role the role's name as {@code access.Role} spells it
 * @param details empty if the household's key was destroyed
 */
public record TrailEntry(
        long seq,
        Instant at,
        @Nullable HouseholdId household,
        String action,
        @Nullable String element,
        @Nullable String actorName,
        @Nullable String role,
        @Nullable String office,
        @Nullable String model,
        @Nullable String rule,
        @Nullable String fromState,
        @Nullable String toState,
        Map<String, @Nullable Object> details) {}
