package cn.bangfu.notice;

/** How a notice ended. */
public enum NoticeResult {
    /** Its term is over and nothing stood against it. */
    PASSED("公示无异议或异议不成立"),
    /** An objection was upheld: back to the village review. */
    UPHELD_RETURN("异议成立，退回重新评议"),
    /** An objection was upheld: the case ends without entry. */
    UPHELD_END("异议成立，终止办理"),
    /** The text was wrong; a corrected notice runs its whole term. */
    CORRECTED("公示内容有误，更正后重新公示"),
    /** The case ended otherwise while the notice ran. */
    WITHDRAWN("案件终止，公示撤下");

    private final String label;

    NoticeResult(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
