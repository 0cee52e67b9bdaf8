package cn.bangfu.policy;

import cn.bangfu.policy.CategoryProposal.Indicators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Asks table B, {@code monitoring-category.dmn} (rules 1.6), in its own words, and applies the rules about relief (rules 1.5) and
 * the county's categories to what it answers.
 *
 * <p>A threshold the county has not set is not replaced by a number: officials judge that criterion, and where they have not yet,
 * the proposal is {@link ProposalOutcome#INCOMPLETE} if it depends on it.
 */
@Service
public class CategoryProposals {

    public static final String DECISION_KEY = "monitoring-category";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DecisionTables tables;

    public CategoryProposals(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * @param line in force when the case was accepted
     * @param county parameters the case runs under
     */
    public CategoryProposal propose(
            DecisionRun run, CategoryFacts facts, Setting<BigDecimal> line, ParameterSet county) {
        var indicators = indicators(facts, line, county);
        var inputs = inputs(facts, indicators, county);
        var decision = tables.evaluate(DECISION_KEY, inputs);
        var tableOutcome = decision.outcome("proposal", ProposalOutcome.class);
        var rows = new ArrayList<String>();
        if (run == DecisionRun.AFTER_RELIEF) {
            rows.add("R2");
        }
        rows.addAll(decision.rowNames());
        var followUps = EnumSet.noneOf(FollowUp.class);
        if (decision.flag("watch")) {
            followUps.add(FollowUp.WATCH);
        }
        var outcome = inCounty(tableOutcome, county, followUps);
        if (run == DecisionRun.AFTER_RELIEF && county.require(Parameters.RELIEF_MODE) == ReliefMode.JUDGE_AFTER) {
            outcome = afterRelief(outcome, tableOutcome, facts.relief(), followUps, rows);
        }
        if (outcome == ProposalOutcome.MANUAL && !facts.guaranteeGap().isEmpty()) {
            followUps.add(FollowUp.FIX_GAP);
        }
        if (outcome == ProposalOutcome.WATCH && indicators.belowLine() == Ternary.YES) {
            followUps.add(FollowUp.EXPLAIN_INCOME_BELOW_LINE);
        }
        if (repairNeeded(facts)) {
            followUps.add(FollowUp.REPAIR_AT_ONCE);
            rows.add("R6");
        }
        var missing = outcome == ProposalOutcome.INCOMPLETE ? missing(facts, line, indicators) : List.<String>of();
        return new CategoryProposal(run, outcome, followUps, rows, indicators, missing, inputs, decision);
    }

    private static Indicators indicators(CategoryFacts facts, Setting<BigDecimal> line, ParameterSet county) {
        var lineAmount = line.value().orElse(null);
        var afterSelfPay = afterSelfPay(facts);
        var compared =
                county.require(Parameters.LINE_BASIS) == LineBasis.NET_INCOME ? facts.netIncomePerHead() : afterSelfPay;
        var belowLine = compared == null || lineAmount == null
                ? Ternary.UNKNOWN
                : Ternary.of(compared.compareTo(lineAmount) < 0);
        var excessAmount = county.get(Parameters.RIGID_EXCESS_AMOUNT).value().orElse(null);
        var excessShare = county.get(Parameters.RIGID_EXCESS_SHARE).value().orElse(null);
        var excessByThreshold = excessAmount != null || excessShare != null;
        var rigidExcess = excessByThreshold
                ? rigidExcess(facts, excessAmount, excessShare)
                : Ternary.of(facts.rigidExcessJudged());
        var dropPercent = county.get(Parameters.INCOME_DROP_PERCENT).value().orElse(null);
        var incomeDrop = dropPercent == null ? Ternary.of(facts.incomeDropJudged()) : incomeDrop(facts, dropPercent);
        var suddenHardship =
                rigidExcess.or(incomeDrop).and(facts.suddenEvent() != null).and(facts.basicLifeHardship());
        return new Indicators(
                lineAmount,
                compared,
                afterSelfPay,
                belowLine,
                rigidExcess,
                excessByThreshold,
                incomeDrop,
                dropPercent != null,
                suddenHardship,
                !facts.risks().isEmpty() || !facts.guaranteeGap().isEmpty(),
                facts.copes().cannotCope());
    }

    private static @Nullable BigDecimal afterSelfPay(CategoryFacts facts) {
        var income = facts.netIncomePerHead();
        var selfPay = facts.compliantSelfPay();
        return income == null || selfPay == null
                ? null
                : income.subtract(Income.perHead(selfPay, facts.countedMembers()));
    }

    private static Ternary rigidExcess(
            CategoryFacts facts, @Nullable BigDecimal amount, @Nullable BigDecimal sharePercent) {
        var expenditure = facts.rigidExpenditure();
        if (expenditure == null) {
            return Ternary.UNKNOWN;
        }
        var byAmount = amount == null ? Ternary.NO : Ternary.of(expenditure.compareTo(amount) >= 0);
        return byAmount.or(byShare(facts, expenditure, sharePercent));
    }

    private static Ternary byShare(CategoryFacts facts, BigDecimal expenditure, @Nullable BigDecimal sharePercent) {
        if (sharePercent == null) {
            return Ternary.NO;
        }
        var income = facts.netIncomePerHead();
        if (income == null) {
            return Ternary.UNKNOWN;
        }
        var household = income.multiply(BigDecimal.valueOf(facts.countedMembers()));
        return Ternary.of(expenditure.multiply(HUNDRED).compareTo(household.multiply(sharePercent)) >= 0);
    }

    /** Nobody falls from an income that was not there. */
    private static Ternary incomeDrop(CategoryFacts facts, BigDecimal percent) {
        var before = facts.previousNetIncomePerHead();
        var now = facts.netIncomePerHead();
        if (before == null || now == null) {
            return Ternary.UNKNOWN;
        }
        return Ternary.of(
                before.signum() > 0 && before.subtract(now).multiply(HUNDRED).compareTo(before.multiply(percent)) >= 0);
    }

    /** Figures that the shipped table does not use go along, so that a process owner can add a column. */
    private static Map<String, @Nullable Object> inputs(
            CategoryFacts facts, Indicators indicators, ParameterSet county) {
        var inputs = new LinkedHashMap<String, @Nullable Object>();
        inputs.put("policyStatus", facts.policyStatus().name());
        inputs.put("belowLine", indicators.belowLine().name());
        inputs.put("riskPresent", indicators.riskPresent());
        inputs.put("cannotCope", indicators.cannotCope());
        inputs.put("suddenHardship", indicators.suddenHardship().name());
        inputs.put("guaranteeGap", !facts.guaranteeGap().isEmpty());
        inputs.put("county", county.county().value());
        inputs.put("line", indicators.line());
        inputs.put("netIncomePerHead", facts.netIncomePerHead());
        inputs.put("previousNetIncomePerHead", facts.previousNetIncomePerHead());
        inputs.put("compliantSelfPay", facts.compliantSelfPay());
        inputs.put("rigidExpenditure", facts.rigidExpenditure());
        inputs.put("rigidExcess", indicators.rigidExcess().name());
        inputs.put("incomeDrop", indicators.incomeDrop().name());
        inputs.put("countedMembers", facts.countedMembers());
        inputs.put("copes", facts.copes().name());
        inputs.put("risks", facts.risks().stream().map(Enum::name).sorted().toList());
        inputs.put(
                "guaranteeGaps",
                facts.guaranteeGap().stream().map(Enum::name).sorted().toList());
        return Collections.unmodifiableMap(inputs);
    }

    /** B3: a county that does not enter a category watches instead, with temporary assistance where hardship was sudden. */
    private static ProposalOutcome inCounty(ProposalOutcome outcome, ParameterSet county, EnumSet<FollowUp> followUps) {
        var category = outcome.category().orElse(null);
        if (category == null || county.require(Parameters.CATEGORIES).contains(category)) {
            return outcome;
        }
        followUps.add(FollowUp.WATCH);
        if (category == MonitoringCategory.SUDDEN_HARDSHIP) {
            followUps.add(FollowUp.TEMPORARY_ASSISTANCE);
        }
        return ProposalOutcome.WATCH;
    }

    /**
     * R4, R4b. The table's own answer counts: a household in severe hardship that the county merely has no category for was not
     * helped enough.
     */
    private static ProposalOutcome afterRelief(
            ProposalOutcome outcome,
            ProposalOutcome tableOutcome,
            ReliefState relief,
            EnumSet<FollowUp> followUps,
            List<String> rows) {
        if (tableOutcome != ProposalOutcome.NOT_QUALIFIED && tableOutcome != ProposalOutcome.WATCH) {
            return outcome;
        }
        if (relief == ReliefState.DELIVERED) {
            rows.add("R4");
            followUps.add(FollowUp.FOLLOW_UP_VISIT);
            return ProposalOutcome.RELIEF_SUFFICED;
        }
        rows.add("R4b");
        return outcome;
    }

    private static boolean repairNeeded(CategoryFacts facts) {
        return Repairs.needed(facts.risks())
                || facts.guaranteeGap().contains(Guarantee.HOUSING)
                || facts.guaranteeGap().contains(Guarantee.WATER);
    }

    private static List<String> missing(CategoryFacts facts, Setting<BigDecimal> line, Indicators indicators) {
        var missing = new ArrayList<String>();
        if (facts.netIncomePerHead() == null) {
            missing.add("人均纯收入未核实：请补充收入各项后重新计算。");
        } else if (indicators.comparedIncome() == null) {
            missing.add("合规自付支出未核实：本县以扣减合规自付支出后的收入对照监测线，请补充。");
        }
        if (line instanceof Setting.Unset<BigDecimal> unset) {
            missing.add(unset.message());
        }
        if (indicators.rigidExcess() == Ternary.UNKNOWN) {
            missing.add(
                    indicators.rigidExcessByThreshold() ? "刚性支出未核实：请补充刚性支出各项。" : "刚性支出是否过大未判断：本县未定标准，请核实人员判断并说明理由。");
        }
        if (indicators.incomeDrop() == Ternary.UNKNOWN) {
            missing.add(
                    indicators.incomeDropByThreshold()
                            ? "上年人均纯收入未核实：请补充，以判断收入是否大幅缩减。"
                            : "收入是否大幅缩减未判断：本县未定标准，请核实人员判断并说明理由。");
        }
        return missing;
    }
}
