package cn.bangfu.comparison;

import java.util.List;

/** Columns of departments' files. Each register uses some of them. */
public enum DataColumn {
    IDENTITY_NUMBER(Kind.PERSON, "身份证号", "公民身份号码", "身份证号码", "证件号码", "身份证件号码", "人员身份证号"),
    CERTIFICATE(
            Kind.CERTIFICATE,
            "残疾人证号",
            "残疾证号",
            "残疾证号码",
            "残疾人证号码",
            "残疾人证编号",
            "残疾证编号",
            "残疾证",
            "残疾人证",
            "证号",
            "证件号码",
            "证件号",
            "证书编号"),
    NAME(
            Kind.TEXT, "姓名", "机动车所有人", "权利人", "法定代表人", "户主姓名", "学生姓名", "权利人名称", "权利人姓名", "所有人", "所有权人", "持证人", "死者姓名",
            "残疾人姓名", "患者姓名", "参保人姓名", "人员姓名", "救助对象姓名", "保障对象姓名", "负责人", "经营者", "经营者姓名", "车主", "车主姓名", "法人", "法人代表",
            "法定代表人姓名", "投资人", "产权人", "房主", "业主", "患者", "病人", "学生", "死者", "逝者", "低保对象", "参保人", "户主"),
    PLATE(Kind.TEXT, "号牌号码", "车牌号", "号牌", "车牌号码", "车牌"),
    MODEL(Kind.TEXT, "品牌型号", "车辆型号", "车辆品牌", "车型", "品牌", "车辆类型"),
    USE(Kind.TEXT, "使用性质", "用途", "规划用途", "房屋用途", "车辆用途", "不动产用途", "用途性质"),
    REGISTERED_ON(Kind.DATE, "初次登记日期", "登记时间", "登记日期", "注册日期", "注册登记日期", "首次登记日期", "发证日期"),
    AREA(Kind.TEXT, "建筑面积", "面积", "房屋面积", "房屋建筑面积"),
    COMPANY(Kind.TEXT, "名称", "企业名称", "单位名称", "市场主体名称", "字号名称", "主体名称"),
    COMPANY_KIND(Kind.TEXT, "类型", "主体类型", "企业类型", "市场主体类型"),
    STATE(
            Kind.TEXT, "登记状态", "状态", "人员状态", "经营状态", "就学状态", "在职状态", "企业状态", "主体状态", "学籍状态", "就读状态", "人员类别", "失辍学状态",
            "辍学状态", "市场主体状态", "存续状态"),
    EMPLOYER(Kind.TEXT, "单位", "工作单位", "所在单位", "单位名称", "供养单位"),
    YEAR(Kind.TEXT, "年度", "年份", "结算年度", "费用年度"),
    OWN_EXPENSE(
            Kind.AMOUNT,
            "个人自付",
            "自付金额",
            "个人自付金额",
            "合规自付",
            "自付费用",
            "个人负担",
            "个人负担金额",
            "个人支付",
            "个人支付金额",
            "自付",
            "自负金额",
            "个人自负",
            "个人自付费用",
            "合规自付费用",
            "个人自付医疗费用",
            "合规自付金额"),
    DISABILITY_KIND(Kind.TEXT, "残疾类别", "残疾类型", "残疾种类"),
    DISABILITY_LEVEL(Kind.TEXT, "残疾等级", "残疾级别", "等级", "级别"),
    ALLOWANCE(Kind.TEXT, "救助类别", "保障类别", "救助类型", "保障类型", "对象类别", "类别", "救助对象类别", "低保类别"),
    HOUSE_LEVEL(Kind.TEXT, "鉴定等级", "危房等级", "房屋等级", "房屋安全等级", "鉴定结果", "安全等级", "危险等级", "房屋鉴定等级"),
    SURVEYED_ON(Kind.DATE, "鉴定日期", "鉴定时间"),
    SINCE(Kind.DATE, "起始日期", "开始日期", "辍学日期", "辍学时间", "失学日期", "状态起始日期", "起始时间", "离校日期"),
    DIED_ON(Kind.DATE, "死亡日期", "死亡时间", "去世日期", "死亡年月日", "去世时间");

    /** What stands in it. */
    enum Kind {
        PERSON,
        CERTIFICATE,
        TEXT,
        DATE,
        AMOUNT
    }

    private final Kind kind;
    private final String heading;
    private final List<String> alsoCalled;

    DataColumn(Kind kind, String heading, String... alsoCalled) {
        this.kind = kind;
        this.heading = heading;
        this.alsoCalled = List.of(alsoCalled);
    }

    Kind kind() {
        return kind;
    }

    public String heading() {
        return heading;
    }

    List<String> alsoCalled() {
        return alsoCalled;
    }
}
