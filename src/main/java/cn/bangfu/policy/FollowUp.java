package cn.bangfu.policy;

/** What is owed beside an outcome, whatever people decide (rules 1.4–1.6). */
public enum FollowUp implements Labelled {
    /** A1. */
    ADD_RISK("风险补录并落实措施"),
    /** A5: a measure is opened for each policy due and not received. */
    CHECK_DUE_POLICIES("逐项核查应享未享政策"),
    /** A5; B3 where the county does not enter sudden hardship. */
    TEMPORARY_ASSISTANCE("转介临时救助"),
    /** A10. */
    FORWARD("转户籍地或常住地办理"),
    /** R5. */
    RELIEF_BESIDE("同步救助、限期补办程序"),
    /** R6. */
    REPAIR_AT_ONCE("立即启动住房、饮水改造"),
    /** B4. */
    FIX_GAP("立即补齐保障缺项"),
    /** B5, B6. */
    WATCH("持续关注"),
    /** B6: upstream rule 1_02_006 will complain. */
    EXPLAIN_INCOME_BELOW_LINE("说明收入低于监测线未纳入的原因"),
    /** R4. */
    FOLLOW_UP_VISIT("三个月后回访");

    private final String label;

    FollowUp(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
