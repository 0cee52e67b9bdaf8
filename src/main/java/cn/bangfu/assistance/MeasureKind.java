package cn.bangfu.assistance;

import cn.bangfu.policy.Labelled;

/** Kinds of assistance in the national register's words, and those of F1 and F4 beside them. */
public enum MeasureKind implements Labelled {
    INDUSTRY("产业帮扶"),
    EMPLOYMENT("就业帮扶"),
    FINANCE("金融帮扶"),
    PUBLIC_JOB("公益性岗位"),
    COMPULSORY_EDUCATION("义务教育保障"),
    EDUCATION("教育帮扶"),
    HOUSING("住房安全保障"),
    WATER("饮水安全保障"),
    HEALTH("健康帮扶"),
    /** Backstop support by subsistence allowance, tekun and disability subsidies. */
    COMPREHENSIVE("综合保障"),
    SOCIAL("社会帮扶"),
    LIVING_CONDITIONS("生产生活条件改善"),
    RELOCATION("搬迁"),
    EMERGENCY_RELIEF("应急救助"),
    INSURANCE("防贫保"),
    /** Wages instead of relief, on public works. */
    WORK_RELIEF("以工代赈");

    private final String label;

    MeasureKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** As a poster says it, which tells nobody that somebody is ill, disabled or on subsistence allowance. */
    public String noticeLabel() {
        return this == HEALTH || this == COMPREHENSIVE ? "民生保障补助" : label;
    }
}
