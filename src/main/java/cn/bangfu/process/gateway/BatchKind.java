package cn.bangfu.process.gateway;

/** Why many tasks are answered at once. */
public enum BatchKind {
    REVIEW_MEETING("评议会议"),
    NOTICE("公示榜"),
    TOWN_LIST("乡镇审核名单"),
    COUNTY_LIST("送审名单"),
    FINDINGS("疑点批量答复"),
    CLUES("线索批量核实"),
    VISITS("入户计划"),
    DELIVERIES("集中送达"),
    POLICY_STATUS("政策享受状态");

    private final String label;

    BatchKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
