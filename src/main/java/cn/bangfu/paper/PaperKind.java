package cn.bangfu.paper;

/** The papers of the procedure (rules.md annex A, B; forms.md). Labels are neutral; {@code CountyWords} says them. */
public enum PaperKind {
    APPLICATION("申请及承诺授权查询书", "application", About.HOUSEHOLD),
    RECEIPT("申请受理回执", "receipt", About.HOUSEHOLD),
    CORRECTION("补正材料通知书", "correction", About.HOUSEHOLD),
    NON_ACCEPTANCE("不予受理告知书", "non-acceptance", About.HOUSEHOLD),
    DECLINED("不申报声明", "declined", About.HOUSEHOLD),
    ROUTING_ANSWER("书面答复", "routing-answer", About.HOUSEHOLD),
    VISIT("入户核实表", "visit", About.HOUSEHOLD),
    FINDINGS("比对疑点告知和说明", "findings", About.HOUSEHOLD),
    BEFORE_NOTICE("公示内容事先告知书", "before-notice", About.HOUSEHOLD),
    ATTENDANCE("民主评议会议签到表", "attendance", About.MEETING),
    MINUTES("民主评议会议记录", "minutes", About.MEETING),
    TOWN_OPINION("乡镇审核意见表", "town-opinion", About.HOUSEHOLD),
    COUNTY_LIST("送审名单", "county-list", About.LIST),
    COUNTY_DECISION("县级审定意见", "county-decision", About.LIST),
    ENTERED("纳入告知书", "entered", About.HOUSEHOLD),
    REFUSED("不予纳入告知书", "refused", About.HOUSEHOLD),
    PLAN("帮扶明白纸", "plan", About.HOUSEHOLD),
    PAYMENT("发放通知单", "payment", About.HOUSEHOLD),
    REIMBURSEMENT("提请医保核补函", "reimbursement", About.HOUSEHOLD),
    RECHECK_ANSWER("复核决定书", "re-check-answer", About.HOUSEHOLD),
    WITHDRAWAL("撤回申请书", "withdrawal", About.HOUSEHOLD);

    /** What a paper is about. */
    public enum About {
        HOUSEHOLD,
        /** Households of one village, as the meeting is shown them: no incomes, no findings. */
        MEETING,
        /** Households of one town. */
        LIST
    }

    private final String label;
    private final String stem;
    private final About about;

    PaperKind(String label, String stem, About about) {
        this.label = label;
        this.stem = stem;
        this.about = about;
    }

    public String label() {
        return label;
    }

    /** The template's file name without ending. */
    String stem() {
        return stem;
    }

    public About about() {
        return about;
    }
}
