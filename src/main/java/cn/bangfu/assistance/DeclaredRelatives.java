package cn.bangfu.assistance;

import cn.bangfu.shared.HouseholdId;

/** Whom a household named as relatives in office when it applied (近亲属备案). */
public interface DeclaredRelatives {

    /** In its own words; empty if it named nobody. */
    String of(HouseholdId household);
}
