package cn.bangfu.notice;

/** Where a notice stands. */
public enum NoticeState {
    RUNNING("公示中"),
    /** An objection is open: nothing goes on until it is answered. */
    FROZEN("异议核查中"),
    /** The term is over, its end is not yet recorded. */
    TERM_OVER("公示期满，待登记结果"),
    CLOSED("已结束");

    private final String label;

    NoticeState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
