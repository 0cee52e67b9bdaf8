package cn.bangfu.policy;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A household in words: what is not said is unremarkable. */
final class Facts {

    private MonitoringState monitoringState = MonitoringState.NONE;
    private PolicyStatus policyStatus = PolicyStatus.ORDINARY;
    private Residency residency = Residency.YES;
    private boolean residencyDecided;
    private Set<RiskCause> risks = EnumSet.noneOf(RiskCause.class);
    private boolean sameRiskAgain;
    private boolean exitVerified;
    private @Nullable SuddenEvent suddenEvent;
    private ReliefState relief = ReliefState.NONE;
    private @Nullable BigDecimal income = new BigDecimal("15000.00");
    private @Nullable BigDecimal previousIncome = new BigDecimal("15000.00");
    private int members = 3;
    private @Nullable BigDecimal selfPay = new BigDecimal("0.00");
    private @Nullable BigDecimal rigid = new BigDecimal("0.00");
    private @Nullable Boolean rigidExcess = false;
    private @Nullable Boolean incomeDrop = false;
    private Set<Guarantee> gap = EnumSet.noneOf(Guarantee.class);
    private Copes copes = Copes.NO;
    private boolean hardship;

    static Facts household() {
        return new Facts();
    }

    Facts state(MonitoringState value) {
        monitoringState = value;
        return this;
    }

    Facts status(PolicyStatus value) {
        policyStatus = value;
        return this;
    }

    Facts resident(Residency value) {
        residency = value;
        return this;
    }

    Facts residencyDecided(Residency value) {
        residency = value;
        residencyDecided = true;
        return this;
    }

    Facts risks(RiskCause... values) {
        risks = Set.of(values);
        return this;
    }

    Facts sameRiskAgain() {
        sameRiskAgain = true;
        return this;
    }

    Facts exitVerified() {
        exitVerified = true;
        return this;
    }

    Facts event(SuddenEvent value) {
        suddenEvent = value;
        return this;
    }

    Facts relief(ReliefState value) {
        relief = value;
        return this;
    }

    Facts income(@Nullable String value) {
        income = value == null ? null : new BigDecimal(value);
        return this;
    }

    Facts previousIncome(@Nullable String value) {
        previousIncome = value == null ? null : new BigDecimal(value);
        return this;
    }

    Facts members(int value) {
        members = value;
        return this;
    }

    Facts selfPay(@Nullable String value) {
        selfPay = value == null ? null : new BigDecimal(value);
        return this;
    }

    Facts rigid(@Nullable String value) {
        rigid = value == null ? null : new BigDecimal(value);
        return this;
    }

    Facts rigidExcessJudged(@Nullable Boolean value) {
        rigidExcess = value;
        return this;
    }

    Facts incomeDropJudged(@Nullable Boolean value) {
        incomeDrop = value;
        return this;
    }

    Facts gap(Guarantee... values) {
        gap = Set.of(values);
        return this;
    }

    Facts copes(Copes value) {
        copes = value;
        return this;
    }

    Facts hardship(boolean value) {
        hardship = value;
        return this;
    }

    EntryFacts entry() {
        return new EntryFacts(
                monitoringState,
                policyStatus,
                residency,
                residencyDecided,
                risks,
                sameRiskAgain,
                exitVerified,
                suddenEvent,
                relief);
    }

    CategoryFacts category() {
        return new CategoryFacts(
                policyStatus,
                income,
                previousIncome,
                members,
                selfPay,
                rigid,
                rigidExcess,
                incomeDrop,
                gap,
                risks,
                suddenEvent,
                copes,
                hardship,
                relief);
    }
}
