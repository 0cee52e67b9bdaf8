package cn.bangfu.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for a household, and why. It decides nothing: a negative proposal goes on to village and town review too
 * (rules 1.1).
 *
 * @param rows rules that led to it by their names in rules 1.5 and 1.6, such as {@code B5}, {@code R4}
 * @param missing what has to be supplied before anything can be proposed, for people; only with {@link ProposalOutcome#INCOMPLETE}
 * @param inputs what the table was asked, to be kept with the run; personal
 */
public record CategoryProposal(
        DecisionRun run,
        ProposalOutcome outcome,
        Set<FollowUp> followUps,
        List<String> rows,
        Indicators indicators,
        List<String> missing,
        Map<String, @Nullable Object> inputs,
        DecisionResult decision) {

    /**
     * The figures as computed.
     *
     * @param comparedIncome what was held against the line, by the county's {@link LineBasis}
     * @param incomeAfterSelfPay income per head less compliant self-payment, shown beside it whatever the basis
     * @param rigidExcessByThreshold whether a threshold of the county said so; otherwise officials judged
     * @param incomeDropByThreshold whether a threshold of the county said so; otherwise officials judged
     */
    public record Indicators(
            @Nullable BigDecimal line,
            @Nullable BigDecimal comparedIncome,
            @Nullable BigDecimal incomeAfterSelfPay,
            Ternary belowLine,
            Ternary rigidExcess,
            boolean rigidExcessByThreshold,
            Ternary incomeDrop,
            boolean incomeDropByThreshold,
            Ternary suddenHardship,
            boolean riskPresent,
            boolean cannotCope) {}
}
