package cn.bangfu.policy;

/** Where {@code entry-routing.dmn} sends a household (rules 1.4). */
public enum RouteOutcome implements Labelled {
    /** No new entry: policies go on, a new risk is added to the existing entry. */
    ALREADY_MONITORED("已是监测对象"),
    /** The same risk is back: was the exit right? */
    ROLLBACK_CHECK("核实风险消除"),
    /** The county supplies the policy status; no decision meanwhile. */
    NEEDS_STATUS("补充政策享受状态"),
    /** Not a refusal. */
    POLICY_CONTINUES("政策延续、不需新纳入"),
    /** The town decides residency with a reason, then the table is asked again. */
    MANUAL("人工认定常住情况"),
    RELIEF_FIRST("先救助"),
    /** On to {@code monitoring-category.dmn}. */
    JUDGE("研判监测类别"),
    /** Forwarded to the place responsible; never a silent end. */
    OTHER_PLACE("转有关地区受理");

    private final String label;

    RouteOutcome(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
