package cn.bangfu.policy;

import java.util.Set;

/** R6: an unsafe house or unsafe water starts its repair policy at once, beside the case, whatever the status (F1 五(一)5). */
final class Repairs {

    private Repairs() {}

    static boolean needed(Set<RiskCause> risks) {
        return risks.contains(RiskCause.HOUSING) || risks.contains(RiskCause.WATER);
    }
}
