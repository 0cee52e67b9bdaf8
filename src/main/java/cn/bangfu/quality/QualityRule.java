package cn.bangfu.quality;

/** What is looked for: the rules of upstream checkers that a register can break (procedure.md 2.8), and our own beside them. */
public enum QualityRule {
    PERSON_IN_TWO_LEDGER_LINES("BF-01", "一人登记在两户", "程序2.8 身份；登记规则", "台账里同一证件号码填在两户，第二处已退回。请核实人在哪一户，改正台账。"),
    SAME_PERSON_TWO_NUMBERS("BF-02", "疑似同一人、两个证件号码", "程序2.8 身份", "两户各有一人同名、同性别、同出生日期，证件号码不同。请核对证件，防止重复登记。"),
    SHARED_PHONE("5_15_022", "不同户用同一个联系电话", "上级规则5_15_022", "请核实各户本人的电话；确是代接的，在备注里写明。"),
    SHARED_ACCOUNT("BF-03", "不同户用同一个银行账号", "程序2.8；规则3.3「不是本户人员的账户」", "补助会发到别人账上。请逐户核对一卡通账号。"),
    NO_HEAD("BF-04", "没有户主", "程序2.8；规则附录A", "请补登户主，或办理户注销。"),
    SPOUSE_SAME_SEX("2.8-配偶", "配偶与户主同性别", "程序2.8「配偶同性别」", "证件号码或与户主关系写错，请核对。"),
    SPOUSE_TOO_YOUNG("BF-05", "配偶未到法定婚龄", "民法典1047条（男22、女20周岁）；程序2.8", "证件号码或与户主关系写错，请核对。"),
    SPOUSE_AGE_GAP("BF-06", "夫妻年龄相差30岁以上", "程序2.8；系统约定（G）", "证件号码或与户主关系可能写错，请核对。"),
    CHILD_OLDER("BF-07", "子女比户主小不到15岁", "程序2.8；系统约定（G）", "证件号码或与户主关系可能写错，请核对。"),
    DEAD_IN_REGISTER("BF-08", "民政已登记死亡，仍在册", "规则附录C「补助发给死亡人员」；规则1.7", "请核实后办理成员减少，重新核算人均收入。"),
    LOW_INCOME("1_02_006", "收入低于监测线，没有纳入", "上级规则1_02_006；规则1.6 B6", "请核实；有风险的按程序纳入，没有的写明情况。"),
    DANGEROUS_HOUSE("1_02_001", "住房C、D级，没有纳入", "上级规则1_02_001；杭锦旗方案（F1）五（一）5", "住房先行解决，并核实是否应当纳入。"),
    UNSAFE_WATER("1_02_002", "饮水不安全，没有纳入", "上级规则1_02_002；杭锦旗方案（F1）五（一）5", "饮水先行解决，并核实是否应当纳入。"),
    UNINSURED("1_02_003", "没有参加基本医保，没有纳入", "上级规则1_02_003、1_02_007；佛山意见（F2）", "请动员参保，并核实原因。"),
    NO_MEASURE("1_11_010", "纳入超过一个月没有帮扶措施", "上级规则1_11_010", "请落实帮扶措施。"),
    DISABILITY_NOBODY("2_11_001", "风险是因残，家里没有残疾人", "上级规则2_11_001；规则2.1", "请补登残疾情况，或更正风险类别。"),
    LABOUR_ENOUGH("5_18_008", "风险是缺劳动力，有劳动力的超过四分之一", "上级规则5_18_008；规则1.6", "请核对劳动技能，或更正风险类别。"),
    EXIT_WITHOUT_LABOUR("4_11_011", "整户无劳动力却标注风险消除", "上级规则4_11_011；程序2.7", "整户无劳动力的暂不标注风险消除，请核实。"),
    EXIT_AT_ONCE("5_18_009", "纳入当月或次月就标注风险消除", "上级规则5_18_009", "请核实风险消除是否真实。");

    private final String id;
    private final String title;
    private final String clause;
    private final String remedy;

    QualityRule(String id, String title, String clause, String remedy) {
        this.id = id;
        this.title = title;
        this.clause = clause;
        this.remedy = remedy;
    }

    /** As upstream checkers call it; BF-… is ours. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String clause() {
        return clause;
    }

    /** In Chinese: what to do. */
    public String remedy() {
        return remedy;
    }
}
