package cn.bangfu.process.guard;

import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.ReliefMode;
import java.util.Collection;

/**
 * What counties lay down of the order of steps (rules.md 1.3, procedure.md 2.4). A diagram serves every county of the installation, so
 * it has to do what any of them wants. The rest of the order is nobody's to choose: {@link DueProcedure}.
 *
 * @param reliefFirst relief comes before the household is judged
 * @param severalLevels a notice is posted on one level after the other
 */
public record CountyOrder(boolean reliefFirst, boolean severalLevels) {

    /** Where nothing is laid down, as if all were. */
    public static final CountyOrder STRICTEST = new CountyOrder(true, true);

    /** @param sets in force, and those to come */
    public static CountyOrder of(Collection<ParameterSet> sets) {
        return sets.isEmpty()
                ? STRICTEST
                : new CountyOrder(
                        sets.stream().anyMatch(set -> set.get(Parameters.RELIEF_MODE)
                                .value()
                                .filter(mode -> mode != ReliefMode.JUDGE_AFTER)
                                .isEmpty()),
                        sets.stream().anyMatch(set -> set.get(Parameters.NOTICE_LEVELS)
                                .value()
                                .filter(levels -> levels.size() == 1)
                                .isEmpty()));
    }
}
