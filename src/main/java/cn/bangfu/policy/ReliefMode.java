package cn.bangfu.policy;

/** What the county does about emergency relief. Two different rules and none: they are not merged (rules 1.3). */
public enum ReliefMode implements Labelled {
    /** Relief first, judged again afterwards, the procedure only if still qualifying (F1 五(二)3). */
    JUDGE_AFTER("先救助、后研判"),
    /** Help first, the procedure runs beside it and is owed by a date (practice, procedure 2.4). */
    PROCEDURE_OWED("绿色通道、后补程序"),
    NONE("未规定");

    private final String label;

    ReliefMode(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
