package cn.bangfu.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything a county lays down for the procedure (procedure 3, rules 1.3). */
public final class Parameters {

    private static final String RULES = "本县识别认定工作规程";

    // Entry (rules 1.3)
    public static final Parameter<Set<MonitoringCategory>> CATEGORIES =
            Parameter.choices("categories", "纳入的监测类别", MonitoringCategory.class, RULES);
    public static final Parameter<Boolean> ENJOYING_POLICY_MAY_ENTER =
            Parameter.flag("enjoyingPolicyMayEnter", "已脱贫享受政策户可否新纳入", RULES);
    public static final Parameter<ResidencyRule> RESIDENCY_NEEDED = Parameter.choice(
                    "residencyNeeded", "常住要求", ResidencyRule.class, "本县关于常住条件的规定")
            .optional();
    public static final Parameter<ReliefMode> RELIEF_MODE =
            Parameter.choice("reliefMode", "应急救助与研判的先后", ReliefMode.class, "本县应急救助、防贫保障办法");
    public static final Parameter<Set<RiskCause>> RELIEF_CAUSES =
            Parameter.choices("reliefCauses", "先行救助的风险原因", RiskCause.class, "本县应急救助、防贫保障办法");
    public static final Parameter<LineBasis> LINE_BASIS =
            Parameter.choice("lineBasis", "对照监测线的收入口径", LineBasis.class, RULES);
    public static final Parameter<BigDecimal> RIGID_EXCESS_AMOUNT = Parameter.amount(
                    "rigidExcessAmount", "刚性支出过大标准（金额）", "元", "本县关于刚性支出过大认定标准的文件")
            .optional();
    public static final Parameter<BigDecimal> RIGID_EXCESS_SHARE = Parameter.amount(
                    "rigidExcessShare", "刚性支出过大标准（占家庭纯收入比例）", "%", "本县关于刚性支出过大认定标准的文件")
            .optional();
    public static final Parameter<BigDecimal> INCOME_DROP_PERCENT = Parameter.amount(
                    "incomeDropPercent", "收入大幅缩减标准（比上年下降）", "%", "本县关于收入大幅缩减认定标准的文件")
            .optional();
    public static final Parameter<Integer> INCOME_WINDOW_MONTHS =
            Parameter.count("incomeWindowMonths", "收入核算期（申请月之前）", "个月", RULES);

    /** For how long an accepted explanation of a finding holds in a later case of the same member. */
    public static final Parameter<Integer> FINDINGS_VALID_MONTHS = Parameter.count(
                    "findingsValidMonths", "比对疑点说明的有效期（期内不再要求说明）", "个月", RULES)
            .optional();

    // Clocks
    public static final Parameter<Term> TOTAL_LIMIT = Parameter.term("totalLimit", "线索到审定总时限", RULES);
    public static final Parameter<Term> ACCEPTANCE_LIMIT = Parameter.term("acceptanceLimit", "受理转交时限", RULES);
    public static final Parameter<Term> VISIT_LIMIT = Parameter.term("visitLimit", "入户核实与部门比对时限", RULES);
    public static final Parameter<Term> REVIEW_LIMIT = Parameter.term("reviewLimit", "疑点说明与民主评议时限", RULES);
    public static final Parameter<Term> TOWN_LIMIT = Parameter.term("townLimit", "乡镇审核时限", RULES);
    public static final Parameter<Term> COUNTY_LIMIT = Parameter.term("countyLimit", "县级确认时限", RULES);
    public static final Parameter<Term> CORRECTION_LIMIT = Parameter.term("correctionLimit", "补正材料时限（停总时限）", RULES);
    public static final Parameter<Term> RELIEF_WAIT_MAX = Parameter.term("reliefWaitMax", "等待应急救助最长时限（停总时限）", RULES);
    public static final Parameter<Term> OBJECTION_LIMIT = Parameter.term("objectionLimit", "异议核查时限（停总时限）", RULES);
    public static final Parameter<Term> DEPARTMENT_LATE_LIMIT =
            Parameter.term("departmentLateLimit", "等待部门逾期反馈最长时限（停总时限）", RULES);
    public static final Parameter<Term> REFUSAL_LIMIT = Parameter.term("refusalLimit", "不予纳入告知时限", RULES);

    public static final Parameter<Term> RECHECK_ASK_LIMIT =
            Parameter.term("recheckAskLimit", "收到告知书后申请复核的期限", RULES).optional();
    public static final Parameter<Term> RECHECK_LIMIT =
            Parameter.term("recheckLimit", "复核办理时限", RULES).optional();

    // Notice
    public static final Parameter<Set<NoticeLevel>> NOTICE_LEVELS =
            Parameter.choices("noticeLevels", "识别公示层级", NoticeLevel.class, RULES);
    public static final Parameter<Set<NoticeLevel>> NOTICE_PLACES =
            Parameter.choices("noticePlaces", "公示张贴地点", NoticeLevel.class, RULES);
    public static final Parameter<Term> NOTICE_TERM = Parameter.term("noticeTerm", "公示期", RULES);
    public static final Parameter<Boolean> OBJECTION_EXTENDS_NOTICE = Parameter.flag(
                    "objectionExtendsNotice", "异议核查不成立的，公示期按停止天数顺延", RULES)
            .optional();
    public static final Parameter<NameStyle> NAME_ON_BOARD =
            Parameter.choice("nameOnBoard", "公示栏户主姓名", NameStyle.class, RULES);
    public static final Parameter<NameStyle> NAME_ON_WEB =
            Parameter.choice("nameOnWeb", "网上公示户主姓名", NameStyle.class, RULES);

    /** Where the allocation of a batch of funds is posted; F1 names three levels, others none. */
    public static final Parameter<Set<NoticeLevel>> FUND_NOTICE_LEVELS = Parameter.choices(
                    "fundNoticeLevels", "资金分配公示层级", NoticeLevel.class, "本县资金分配结果公示的规定")
            .optional();

    // Visits and assistance
    public static final Parameter<Integer> VISITORS_MINIMUM =
            Parameter.count("visitorsMinimum", "入户核实最少人数", "人", RULES);
    public static final Parameter<Term> FIRST_MEASURE_LIMIT =
            Parameter.term("firstMeasureLimit", "审定后首项帮扶措施时限", "本县帮扶工作规定");
    public static final Parameter<Term> FIRST_MEASURE_ALARM =
            Parameter.term("firstMeasureAlarm", "无帮扶措施预警", "本县帮扶工作规定");
    public static final Parameter<Integer> RELIEF_FOLLOW_UP_MONTHS =
            Parameter.count("reliefFollowUpMonths", "救助化解后回访", "个月", RULES);
    public static final Parameter<Integer> STABLE_INCOME_MONTHS =
            Parameter.count("stableIncomeMonths", "风险消除前收入稳定", "个月", RULES);
    public static final Parameter<Integer> FOLLOW_UP_MONTHS_BEFORE =
            Parameter.count("followUpMonthsBefore", "风险消除前走访间隔", "个月", RULES);
    public static final Parameter<Integer> FOLLOW_UP_MONTHS_AFTER =
            Parameter.count("followUpMonthsAfter", "风险消除后走访间隔", "个月", RULES);
    public static final Parameter<Integer> HEAD_VISITS_A_YEAR =
            Parameter.count("headVisitsAYear", "单位主要领导每年到村", "次", "本县帮扶工作规定");
    public static final Parameter<Integer> DEPUTY_VISITS_A_QUARTER =
            Parameter.count("deputyVisitsAQuarter", "单位分管领导每季度到村", "次", "本县帮扶工作规定");
    public static final Parameter<Integer> OFFICER_HOUSEHOLDS_MAXIMUM = Parameter.count(
                    "officerHouseholdsMaximum", "每名帮扶责任人最多负责", "户", "本县帮扶工作规定")
            .optional();
    public static final Parameter<Term> DELIVERY_LIMIT = Parameter.term("deliveryLimit", "部门落实措施时限", "本县帮扶工作规定");
    public static final Parameter<Term> INSPECTION_LIMIT =
            Parameter.term("inspectionLimit", "措施落实后验收、确认时限", "本县帮扶工作规定");
    public static final Parameter<Term> HANDOVER_LIMIT = Parameter.term("handoverLimit", "帮扶责任人交接时限", "本县帮扶工作规定");
    /** Where relief comes first and the procedure is owed (green channel). */
    public static final Parameter<Term> PROCEDURE_OWED_LIMIT = Parameter.term(
                    "procedureOwedLimit", "先救助后补程序时限", "本县绿色通道、先救助后补程序的规定")
            .optional();

    public static final Parameter<Integer> TEAM_MINIMUM =
            Parameter.count("teamMinimum", "驻镇帮扶工作队最少人数", "人", "本县驻镇帮扶工作规定");

    /** In the order in which people read them. */
    public static final List<Parameter<?>> ALL = List.of(
            CATEGORIES,
            ENJOYING_POLICY_MAY_ENTER,
            RESIDENCY_NEEDED,
            RELIEF_MODE,
            RELIEF_CAUSES,
            LINE_BASIS,
            RIGID_EXCESS_AMOUNT,
            RIGID_EXCESS_SHARE,
            INCOME_DROP_PERCENT,
            INCOME_WINDOW_MONTHS,
            FINDINGS_VALID_MONTHS,
            TOTAL_LIMIT,
            ACCEPTANCE_LIMIT,
            VISIT_LIMIT,
            REVIEW_LIMIT,
            TOWN_LIMIT,
            COUNTY_LIMIT,
            CORRECTION_LIMIT,
            RELIEF_WAIT_MAX,
            OBJECTION_LIMIT,
            DEPARTMENT_LATE_LIMIT,
            REFUSAL_LIMIT,
            RECHECK_ASK_LIMIT,
            RECHECK_LIMIT,
            NOTICE_LEVELS,
            NOTICE_PLACES,
            NOTICE_TERM,
            OBJECTION_EXTENDS_NOTICE,
            NAME_ON_BOARD,
            NAME_ON_WEB,
            FUND_NOTICE_LEVELS,
            VISITORS_MINIMUM,
            FIRST_MEASURE_LIMIT,
            FIRST_MEASURE_ALARM,
            RELIEF_FOLLOW_UP_MONTHS,
            STABLE_INCOME_MONTHS,
            FOLLOW_UP_MONTHS_BEFORE,
            FOLLOW_UP_MONTHS_AFTER,
            HEAD_VISITS_A_YEAR,
            DEPUTY_VISITS_A_QUARTER,
            OFFICER_HOUSEHOLDS_MAXIMUM,
            DELIVERY_LIMIT,
            INSPECTION_LIMIT,
            HANDOVER_LIMIT,
            PROCEDURE_OWED_LIMIT,
            TEAM_MINIMUM);

    /** Terms in days; a step of a diagram may name one of them as its deadline. */
    @SuppressWarnings("unchecked")
    public static final List<Parameter<Term>> TERMS = ALL.stream()
            .filter(Parameter::isTerm)
            .map(term -> (Parameter<Term>) term)
            .toList();

    private Parameters() {}

    /** A term that a step of a diagram may name as its deadline; nothing if there is none of that name. */
    public static Optional<Parameter<Term>> term(String name) {
        for (var term : TERMS) {
            if (term.name().equals(name)) {
                return Optional.of(term);
            }
        }
        return Optional.empty();
    }

    public static Optional<Parameter<?>> byName(String name) {
        for (var parameter : ALL) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /** The limit of a stop of the total clock. */
    public static Parameter<Term> limitOf(StopReason reason) {
        return switch (reason) {
            case CORRECTION -> CORRECTION_LIMIT;
            case RELIEF -> RELIEF_WAIT_MAX;
            case OBJECTION -> OBJECTION_LIMIT;
            case DEPARTMENT_LATE -> DEPARTMENT_LATE_LIMIT;
        };
    }
}
