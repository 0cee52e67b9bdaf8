package cn.bangfu.identification;

/** Lines of the income sheet (forms.md; rules.md annex E). Costs are given as positive amounts and taken off. */
public enum IncomeKind {
    WAGES_AWAY("外出务工收入", Group.WAGES),
    WAGES_NEARBY("本地务工收入", Group.WAGES),
    WAGES_PUBLIC_JOB("公益性岗位收入", Group.WAGES),
    CROPS("种植业收入", Group.BUSINESS),
    LIVESTOCK("养殖业收入", Group.BUSINESS),
    OTHER_BUSINESS("其他经营收入", Group.BUSINESS),
    LAND_TRANSFER("土地草场流转收入", Group.PROPERTY),
    DIVIDENDS("分红及其他财产收入", Group.PROPERTY),
    SUBSISTENCE("低保金", Group.TRANSFERS),
    TEKUN("特困供养金", Group.TRANSFERS),
    PENSION("养老金", Group.TRANSFERS),
    FAMILY_PLANNING("计划生育奖扶金", Group.TRANSFERS),
    ECOLOGICAL("生态补偿金", Group.TRANSFERS),
    GRASSLAND("草原生态补奖", Group.TRANSFERS),
    CHILD_SUPPORT("赡养费", Group.TRANSFERS),
    OTHER_TRANSFER("其他计入的转移收入", Group.TRANSFERS),
    FODDER("饲草料支出", Group.COSTS),
    RENTED_GRASSLAND("草场租赁支出", Group.COSTS),
    SEED_FERTILIZER("种子化肥等支出", Group.COSTS),
    DEPRECIATION("生产性固定资产折旧", Group.COSTS),
    OTHER_COST("其他经营支出", Group.COSTS);

    /** The four sorts of income, and the costs that are taken off. */
    public enum Group {
        WAGES("工资性收入"),
        BUSINESS("生产经营性收入"),
        PROPERTY("财产性收入"),
        TRANSFERS("转移性收入"),
        COSTS("生产经营性支出");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final String label;
    private final Group group;

    IncomeKind(String label, Group group) {
        this.label = label;
        this.group = group;
    }

    public String label() {
        return label;
    }

    public Group group() {
        return group;
    }
}
