package cn.bangfu.comparison;

import java.util.List;

/** Columns of departments' files. Each register uses some of them. */
enum DataColumn {
    IDENTITY_NUMBER("身份证号", "证件号码", "身份证明号码", "公民身份号码", "身份证号码", "户主身份证号", "证件编号", "身份号码", "公民身份证号码"),
    CERTIFICATE("残疾人证号", "残疾证号", "残疾证号码", "残疾人证号码"),
    NAME("姓名", "机动车所有人", "权利人", "法定代表人", "户主姓名", "学生姓名", "权利人名称", "所有人", "持证人", "死者姓名"),
    PLATE("号牌号码", "车牌号", "号牌", "车牌号码"),
    MODEL("品牌型号", "车辆型号", "车辆品牌", "车型"),
    USE("使用性质", "用途", "规划用途", "房屋用途", "车辆用途"),
    REGISTERED_ON("初次登记日期", "登记时间", "登记日期", "注册日期"),
    AREA("建筑面积", "面积"),
    COMPANY("名称", "企业名称", "单位名称", "市场主体名称"),
    COMPANY_KIND("类型", "主体类型", "企业类型", "市场主体类型"),
    STATE("登记状态", "状态", "人员状态", "经营状态", "就学状态", "在职状态"),
    EMPLOYER("单位", "工作单位", "所在单位"),
    YEAR("年度", "年份"),
    OWN_EXPENSE("个人自付", "自付金额", "个人自付金额", "合规自付", "自付费用", "个人负担"),
    DISABILITY_KIND("残疾类别", "残疾类型"),
    DISABILITY_LEVEL("残疾等级", "残疾级别"),
    ALLOWANCE("救助类别", "保障类别", "救助类型", "保障类型"),
    HOUSE_LEVEL("鉴定等级", "危房等级", "房屋等级"),
    SURVEYED_ON("鉴定日期", "鉴定时间"),
    SINCE("起始日期", "开始日期", "辍学日期"),
    DIED_ON("死亡日期", "死亡时间");

    private final String heading;
    private final List<String> alsoCalled;

    DataColumn(String heading, String... alsoCalled) {
        this.heading = heading;
        this.alsoCalled = List.of(alsoCalled);
    }

    String heading() {
        return heading;
    }

    List<String> alsoCalled() {
        return alsoCalled;
    }
}
