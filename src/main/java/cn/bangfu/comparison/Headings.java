package cn.bangfu.comparison;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a heading means that is written otherwise than the usual ones, judged by the words in it. A list may name more people than the one
 * it is about (who reported a death, a pupil's parent, an agent): their numbers are never taken for that person's.
 */
final class Headings {

    /** The lower, the better it fits. */
    static final int NONE = -1;

    private static final int OF_THE_PERSON = 0;
    private static final int PLAIN = 1;
    private static final int WITH_OTHER_WORDS = 2;
    /** Whoever heads the household is the person only where the list is about households. */
    private static final int OF_THE_HEAD = 3;

    private static final Pattern NUMBER = Pattern.compile(
            "身份证|公民身份|身份号|身份证明|证件号|证件编号|证件代码|身份证件|^ID(号码?|NO|NUMBER|CARD|CARDNO)?$|^(SFZH?M?|SFZHM|GMSFHM|ZJHM?|SFZJHM)$|^CERT(NO|CODE)$|IDCARD");
    private static final Pattern NO_NUMBER = Pattern.compile("类型|种类|类别|名称|有效|地址|住址|机关|日期|时间|是否|照片|签发|性质|复印|姓名$");
    private static final Pattern NUMBER_ALONE = Pattern.compile(
            "[\\d\\p{No}]*(本人|个人|人员|公民|居民|中国|中华人民共和国|二代|有效|当前|现用|成员|家庭成员|18位|十八位|法定)*"
                    + "(身份证(件|明)?|公民身份(证件?)?|居民身份证|身份|证件|ID|SFZH?M?|GMSFHM|ZJHM?|SFZJHM|IDCARD|CERT)(号码|号|编号|编码|代码|NO|NUMBER|CARD|CARDNO|CODE)?(18位|十八位)?");
    private static final Pattern NAME = Pattern.compile("姓名|名字|^XM$|^NAME$");
    private static final Pattern NAME_ALONE = Pattern.compile("[\\d\\p{No}]*(本人|个人|人员|公民|居民|成员|家庭成员)*(姓名|名字|XM|NAME)");
    /** People beside the one that the list is about. */
    private static final Pattern OTHERS = Pattern.compile(
            "监护|经办|代理|联系|申报|家长|父亲|母亲|父母|配偶|代办|代领|填报|填表|办理|抵押|介绍|医师|医生|共有|受让|转让|出卖|原.?(权利|所有|业主|车主)|开户|收款|帮扶|责任人|班主任|校长|老师|教师|领取|登记员|审核|鉴定人|评残|村干部|包保|驻村|财务|联络|委托|继承|紧急");

    private static final Pattern HEAD = Pattern.compile("户主|家庭主要|申请人");

    /** What stands above a list. */
    private static final Pattern TITLE = Pattern.compile("(表|名单|名册|花名册|台账|清单|明细)$");

    private static final Map<Register, Pattern> PEOPLE = new EnumMap<>(Register.class);
    private static final Map<DataColumn, Pattern> WORDS = new EnumMap<>(DataColumn.class);
    private static final Map<DataColumn, Pattern> NOT = new EnumMap<>(DataColumn.class);

    static {
        people(Register.VEHICLES, "所有人|所有权人|车主|登记人|权利人|持有人|车辆所有");
        people(Register.PROPERTY, "权利人|所有人|所有权人|产权人|房主|业主|房屋所有|权属人|买受人|使用权人");
        people(Register.ENTERPRISES, "法定代表|法人|负责人|经营者|投资人|股东|业主|法代");
        people(Register.PAYROLL, "职工|员工|干部|供养|在职|人员|工作人员|教职工");
        people(Register.MEDICAL, "患者|病人|参保|就诊|住院|就医|参合|出院|被保险|人员");
        people(Register.DISABILITY, "残疾|持证人|残障");
        people(Register.SUBSISTENCE, "对象|成员|享受|救助人|保障人|受助|低保人|特困人|供养人|人员|领取人");
        people(Register.EDUCATION, "学生|儿童|学龄|少儿|孩子|子女|辍学|失学|人员|适龄");
        people(Register.HOUSING, "户主|农户|房主|产权人|业主|住户|所有人|房屋所有|申请人|居住人");
        people(Register.DEATHS, "死者|死亡|逝者|亡者|亡故|去世|逝世|离世|殁者");

        words(DataColumn.CERTIFICATE, "残疾人?证|残疾证|残证|证书号|残疾人?证?(号|编号)", "类|级|日期|有效|机关|时间|是否|状态");
        words(DataColumn.PLATE, "车牌|号牌|车号|HPHM", "种类|类型|类别|颜色");
        words(DataColumn.MODEL, "型号|车型|品牌|车辆类型|车辆种类|机动车类型|号牌种类|车辆名称", "");
        words(DataColumn.USE, "使用性质|营运性质|车辆性质|用途|房屋性质|房屋类型|房产类型|房产性质|不动产类型|物业类型|房屋类别|房产类别|使用类型|房屋种类", "土地|品牌|型号");
        words(
                DataColumn.REGISTERED_ON,
                "(登记|注册|发证|领证|购买|购车|购置|购房|取得|上牌|上户|落户|办证|登簿|初登).{0,4}(日期|时间|日|年月)",
                "注销|有效|检验|出厂|截止|到期|变更");
        words(DataColumn.AREA, "面积", "土地|宗地|占地|用地");
        words(DataColumn.COMPANY, "(企业|单位|主体|公司|商户|字号|个体户?|合作社|市场主体|店铺|工商户|机构|经营体)(名|名称|全称)|经营者名称", "主管|登记机关|审批|上级");
        words(DataColumn.COMPANY_KIND, "(企业|主体|经济|组织|公司|机构).{0,2}(类型|性质|种类|类别|形式)", "");
        words(
                DataColumn.STATE,
                "状态|在职|编制|人员(类别|类型|性质|身份)|身份(类别|性质)|供养(类型|类别|方式|性质)|(就学|就读|辍学|失学|失辍学|控辍|上学|入学|学业|劝返)(情况|类型|类别|与否|形式|现状)|是否(辍学|失学|在学|在校|在读|复学|返校|注销|存续|退休)|辍学$|失学$",
                "日期|时间|原因|婚姻|健康|居住");
        words(DataColumn.EMPLOYER, "单位|任职|供职|所属部门|工作部门|就职", "代码|编码|性质|类型|电话|主管|地址");
        words(DataColumn.YEAR, "年度|年份|结算年", "");
        words(
                DataColumn.OWN_EXPENSE,
                "自付|自负|个人(负担|支付|承担|缴费金额|应付|实付|现金)|(患者|本人|参保人)(负担|支付|承担|现金)|自理|现金(支付|支出)",
                "账户|帐户|比例|率|是否|起付|标准|线$|次数|等级");
        words(DataColumn.DISABILITY_KIND, "残疾.{0,2}(类别|类型|种类|分类)|^类别$|^类型$|残别|残类", "等级|级别");
        words(DataColumn.DISABILITY_LEVEL, "残疾.{0,4}(等级|级别|程度)|^等级$|^级别$|残疾级|残级", "");
        words(
                DataColumn.ALLOWANCE,
                "(救助|保障|低保|特困|对象|待遇|补助|享受|供养|人员|身份|困难).{0,3}(类别|类型|种类|项目|名称|性质)|^类别$|^类型$|^救助$|^保障$|(享受|低保|特困|救助|保障).{0,4}(情况|标识|属性)$|^(低保|特困|低保特困)$",
                "姓名|证件|致贫|银行|单位");
        words(
                DataColumn.HOUSE_LEVEL,
                "(鉴定|危房|房屋|安全|危险|危险性|评定|住房|农房|评估|认定).{0,4}(等级|级别|结果|结论|程度|意见)|^等级$|^级别$|^危房$",
                "日期|时间|机构|单位|改造");
        words(DataColumn.SURVEYED_ON, "(鉴定|评定|排查|检测|评估|认定|调查|核查).{0,2}(日期|时间|日|年月)", "");
        words(DataColumn.SINCE, "(辍学|失学|离校|休学|停学|起始|开始|退学|流失|未到校|未入学|状态).{0,3}(日期|时间|日|年月)", "复学|返校|入学|劝返|截止|结束");
        words(DataColumn.DIED_ON, "(死亡|去世|亡故|逝世|离世|过世|身故|殁).{0,2}(日期|时间|年月日|年月|日)", "注销|火化|登记|填报|申报|证明|开具");
    }

    private Headings() {}

    private static void people(Register register, String words) {
        PEOPLE.put(register, Pattern.compile(words));
    }

    private static void words(DataColumn column, String words, String not) {
        WORDS.put(column, Pattern.compile(words));
        if (!not.isEmpty()) {
            NOT.put(column, Pattern.compile(not));
        }
    }

    /** @param heading by {@link cn.bangfu.ledger.LedgerText#heading} */
    static int rank(Register register, DataColumn column, String heading) {
        if (has(TITLE, heading)) {
            return NONE;
        }
        return switch (column) {
            case IDENTITY_NUMBER ->
                has(NUMBER, heading)
                                && !has(NO_NUMBER, heading)
                                && !heading.contains("残疾人证")
                                && !heading.contains("残疾证")
                        ? person(register, heading, NUMBER_ALONE)
                        : NONE;
            case NAME -> name(register, column, heading);
            default -> words(column, heading);
        };
    }

    private static int name(Register register, DataColumn column, String heading) {
        if (has(NAME, heading)) {
            return person(register, heading, NAME_ALONE);
        }
        // 车主, 死者: the person's own word is enough.
        return column.alsoCalled().contains(heading) ? person(register, heading, NAME_ALONE) : NONE;
    }

    private static int person(Register register, String heading, Pattern alone) {
        var people = PEOPLE.get(register);
        if (people != null && people.matcher(heading).find()) {
            return isOther(register, heading) ? NONE : OF_THE_PERSON;
        }
        if (alone.matcher(heading).matches()) {
            return PLAIN;
        }
        if (has(OTHERS, heading)) {
            return NONE;
        }
        if (has(HEAD, heading)) {
            return register == Register.SUBSISTENCE || register == Register.PROPERTY ? OF_THE_HEAD : NONE;
        }
        return WITH_OTHER_WORDS;
    }

    /** 死亡申报人, 学生家长, 车主联系人: somebody else, though the person's word is in it. */
    private static boolean isOther(Register register, String heading) {
        var own = PEOPLE.get(register);
        var others = OTHERS.matcher(heading);
        while (others.find()) {
            if (own == null || !own.matcher(others.group()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static int words(DataColumn column, String heading) {
        var words = WORDS.get(column);
        var not = NOT.get(column);
        return words != null && has(words, heading) && (not == null || !has(not, heading)) ? WITH_OTHER_WORDS : NONE;
    }

    private static boolean has(Pattern pattern, String heading) {
        return pattern.matcher(heading).find();
    }

    /** Whether somebody else is meant, or the head of the household where the list is not about households. */
    static boolean isSomebodyElse(Register register, String heading) {
        return (has(OTHERS, heading) || has(HEAD, heading))
                && rank(register, DataColumn.IDENTITY_NUMBER, heading) == NONE;
    }
}
