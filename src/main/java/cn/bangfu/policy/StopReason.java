package cn.bangfu.policy;

/** What makes the total clock stand still (procedure 3). */
public enum StopReason implements Labelled {
    CORRECTION("补正材料"),
    RELIEF("应急救助"),
    OBJECTION("异议核查"),
    DEPARTMENT_LATE("部门逾期未反馈");

    private final String label;

    StopReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
