package cn.bangfu.identification;

/** How a case ended; one for each way out of the procedure (rules.md annex A). */
public enum CaseOutcome {
    NO_RISK("线索核实无风险", false),
    DECLINED("不愿申报", false),
    NOT_ACCEPTED("不予受理", true),
    POLICY_CONTINUES("政策延续，无需新纳入", true),
    ALREADY_MONITORED("已是监测对象，风险补录", false),
    ROLLED_BACK("风险消除回退", false),
    OTHER_PLACE("转由他地办理", true),
    RELIEF_SUFFICED("救助后风险已化解", true),
    REFUSED("不予纳入", true),
    WITHDRAWN("申请人撤回", false),
    DISSOLVED("户注销或迁出本县", false),
    ASSISTED("已纳入并落实帮扶", false);

    private final String label;
    private final boolean recheckable;

    CaseOutcome(String label, boolean recheckable) {
        this.label = label;
        this.recheckable = recheckable;
    }

    public String label() {
        return label;
    }

    /** Whether the household is told why it gets no entry and where it may ask for a re-check. */
    public boolean recheckable() {
        return recheckable;
    }
}
