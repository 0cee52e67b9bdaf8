package cn.bangfu.policy;

import java.util.List;

/**
 * The steps must fit into the total (rules annex A, clocks). Terms in different kinds of days are compared as five working days a
 * week. Stops are outside the total and not counted.
 */
final class StepLimits {

    private static final List<Parameter<Term>> STEPS = List.of(
            Parameters.ACCEPTANCE_LIMIT,
            Parameters.VISIT_LIMIT,
            Parameters.REVIEW_LIMIT,
            Parameters.TOWN_LIMIT,
            Parameters.COUNTY_LIMIT);

    private StepLimits() {}

    static void check(ParameterSet set, List<String> faults) {
        var notices = set.require(Parameters.NOTICE_LEVELS).size();
        var steps = STEPS.stream().mapToInt(step -> fifths(set.require(step))).sum()
                + notices * fifths(set.require(Parameters.NOTICE_TERM));
        var total = set.require(Parameters.TOTAL_LIMIT);
        if (steps > fifths(total)) {
            faults.add("各环节时限合计约%d个自然日，超过总时限%s（约%d个自然日），请缩短环节时限或延长总时限。"
                    .formatted(steps / 5, total.label(), fifths(total) / 5));
        }
    }

    /** In fifths of a calendar day, to stay with whole numbers. */
    private static int fifths(Term term) {
        return term.days() * (term.kind() == DayKind.WORKING ? 7 : 5);
    }
}
