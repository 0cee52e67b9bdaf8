package cn.bangfu.household;

import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Columns of the household ledger (农村家庭台账): one row a person, what is said of the household repeated or left blank. */
public enum RegisterColumn implements LedgerColumn {
    HOUSEHOLD_NUMBER("户编号", true, "家庭编号", "户编码", "户号", "农户编号", "家庭户编号", "户籍编号"),
    VILLAGE_CODE("村编码", false, "村代码", "行政村编码", "行政村代码", "村级编码", "嘎查村编码", "区划代码", "行政区划代码", "村区划代码"),
    TOWN("乡镇", false, "乡", "镇", "苏木镇", "苏木乡镇", "所在乡镇", "乡镇名称", "镇街"),
    VILLAGE("村", false, "行政村", "嘎查村", "村名", "所在村", "行政村名称", "村名称", "嘎查"),
    GROUP("村民小组", false, "组", "社", "小组", "自然村", "村组"),
    REGISTRATION_TYPE("户类型", false, "农户类型", "家庭类型", "户类别"),
    POLICY_STATUS("政策享受状态", false, "享受政策状态", "政策享受情况", "脱贫享受政策情况", "是否享受政策"),
    RESIDENCY("是否常住", false, "常住情况", "常住", "是否常住户", "居住情况", "常住状态"),
    CATEGORY("监测对象类别", false, "监测类别", "监测户类型", "监测对象类型", "监测户类别", "纳入监测类别"),
    INCOME("年人均纯收入", false, "人均纯收入", "家庭人均纯收入", "人均年纯收入", "年人均收入", "人均收入"),
    HOUSE_LEVEL("住房等级", false, "住房安全等级", "房屋等级", "住房鉴定等级", "房屋安全等级", "住房情况"),
    WATER_SAFE("饮水安全", false, "是否饮水安全", "饮水是否安全", "安全饮水", "是否解决安全饮水"),
    PHONE("联系电话", false, "电话", "手机号", "手机号码", "户主电话", "联系方式", "户主联系电话"),
    ACCOUNT("银行账号", false, "银行卡号", "一卡通账号", "一卡通", "惠农卡号", "开户账号", "社保卡账号"),
    NAME("姓名", true, "家庭成员姓名", "成员姓名", "人员姓名"),
    IDENTITY_NUMBER("证件号码", true, "身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "证件号", "身份证件号码", "居民身份证号"),
    RELATION("与户主关系", true, "关系", "与户主的关系", "和户主关系", "家庭关系"),
    SEX("性别", false),
    ETHNICITY("民族", false),
    HEALTH("健康状况", false, "健康情况", "身体状况", "健康状态"),
    LABOUR("劳动技能", false, "劳动能力", "劳动力情况", "劳动力状况", "劳动技能情况"),
    SCHOOLING("在校生状况", false, "在校情况", "就学情况", "在校生情况", "是否在校生"),
    INSURED("参加城乡居民基本医疗保险", false, "是否参加城乡居民基本医疗保险", "基本医疗保险", "参加医保", "是否参加医保", "医保", "医疗保险", "参保情况");

    private final String heading;
    private final boolean required;
    private final List<String> alsoCalled;

    RegisterColumn(String heading, boolean required, String... alsoCalled) {
        this.heading = heading;
        this.required = required;
        this.alsoCalled = List.of(alsoCalled);
    }

    @Override
    public String heading() {
        return heading;
    }

    @Override
    public List<String> alsoCalled() {
        return alsoCalled;
    }

    @Override
    public boolean required() {
        return required;
    }

    /** The column that a heading means. */
    static Optional<RegisterColumn> of(String heading) {
        var wanted = LedgerText.heading(heading);
        return Arrays.stream(values())
                .filter(column -> LedgerText.heading(column.heading).equals(wanted)
                        || column.alsoCalled.stream()
                                .anyMatch(name -> LedgerText.heading(name).equals(wanted)))
                .findFirst();
    }
}
