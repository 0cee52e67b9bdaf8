package cn.bangfu.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a household's case goes, and why.
 *
 * @param rows rules that led to it by their names in rules 1.4 and 1.5, such as {@code A5}
 * @param inputs what the table was asked, to be kept with the run; personal
 */
public record Routing(
        RouteOutcome outcome,
        Set<FollowUp> followUps,
        List<String> rows,
        Map<String, @Nullable Object> inputs,
        DecisionResult decision) {}
