package cn.bangfu.assistance;

import cn.bangfu.policy.Labelled;

/** How far a version of a plan has come. */
public enum PlanState implements Labelled {
    PROPOSED("待部门接受"),
    /** Every recorded risk has a measure that its lead department accepted. */
    STANDS("部门已接受"),
    DECLINED("部门退回"),
    HANDED_OVER("农户已认可"),
    OBJECTED("农户不认可");

    private final String label;

    PlanState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
