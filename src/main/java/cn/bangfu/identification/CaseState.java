package cn.bangfu.identification;

/** Where a case stands, in the order of the procedure (rules.md annex A). */
public enum CaseState {
    CLUE("线索核实"),
    ACCEPTANCE("受理"),
    ROUTING("分类处理"),
    RELIEF("救助中"),
    ASSESSMENT("入户核实与比对"),
    VILLAGE_REVIEW("民主评议"),
    TOWN_REVIEW("乡镇审核"),
    NOTICE("公示"),
    COUNTY_CONFIRMATION("县级确认"),
    ASSISTANCE("落实帮扶"),
    CLOSED("已办结");

    private final String label;

    CaseState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
