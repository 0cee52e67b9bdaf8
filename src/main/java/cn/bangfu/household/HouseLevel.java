package cn.bangfu.household;

import cn.bangfu.policy.Labelled;

/** 住房等级 of the safety assessment. */
public enum HouseLevel implements Labelled {
    A,
    B,
    C,
    D;

    @Override
    public String label() {
        return name() + "级";
    }

    /** C and D may not be lived in unrepaired. */
    public boolean dangerous() {
        return this == C || this == D;
    }
}
