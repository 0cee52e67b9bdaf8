package cn.bangfu.identification;

/** The steps to which town and county may send a case back. */
public enum ReturnTo {
    VISIT("重新入户核实", CaseState.ASSESSMENT),
    FINDINGS("补充疑点说明", CaseState.ASSESSMENT),
    VILLAGE_REVIEW("重新民主评议", CaseState.VILLAGE_REVIEW),
    TOWN_REVIEW("退回乡镇审核", CaseState.TOWN_REVIEW);

    private final String label;
    private final CaseState state;

    ReturnTo(String label, CaseState state) {
        this.label = label;
        this.state = state;
    }

    public String label() {
        return label;
    }

    public CaseState state() {
        return state;
    }
}
