package cn.bangfu.assistance;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.policy.LegalClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was done, paid, visited, insured and given before the procedure, in the household's file. */
@Component
class AssistanceRecordsSection implements HouseholdFileSection {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final Funds funds;
    private final OfficerDuties duties;
    private final HouseholdSupport support;
    private final ReimbursementRequests reimbursements;

    AssistanceRecordsSection(
            AssistancePlans plans,
            MeasureFollowUps followUps,
            Funds funds,
            OfficerDuties duties,
            HouseholdSupport support,
            ReimbursementRequests reimbursements) {
        this.plans = plans;
        this.followUps = followUps;
        this.funds = funds;
        this.duties = duties;
        this.support = support;
        this.reimbursements = reimbursements;
    }

    @Override
    public int order() {
        return 530;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var rows = new ArrayList<Row>();
        plans.of(household.id()).stream()
                .filter(plan -> plan.state() == PlanState.HANDED_OVER)
                .findFirst()
                .ifPresent(plan -> plan.accepted().forEach(measure -> rows.add(measure(measure))));
        funds.of(household.id()).forEach(batch -> batch.lines().stream()
                .filter(line -> line.household().equals(household.id()))
                .forEach(line -> rows.add(money(batch, line))));
        duties.visits(household.id()).forEach(visit -> rows.add(visit(visit)));
        support.policies(household.id()).forEach(policy -> insurance(policy, rows));
        reimbursements.of(household.id()).forEach(request -> rows.add(reimbursement(request)));
        support.debts(household.id()).forEach(debt -> rows.add(debt(debt)));
        rows.add(Row.of(
                Cell.of("登记"),
                Cell.link("走访、保险、救助、报销核对", "/assistance/households/" + household.id()),
                Cell.of(""),
                Cell.of("")));
        return Optional.of(new Section("帮扶落实", List.of("类别", "内容", "日期", "状态"), rows, "还没有帮扶落实的记录"));
    }

    private Row measure(AssistanceMeasure measure) {
        var followUp = followUps.of(measure.answeredAs());
        var deliveries = followUp.deliveries();
        var on = deliveries.isEmpty()
                ? null
                : deliveries.get(deliveries.size() - 1).deliveredOn();
        var state = followUp.state();
        return Row.of(
                Cell.of("措施"),
                Cell.of(measure.proposed().kind().label() + "："
                        + measure.proposed().content()),
                Cell.of(on == null ? "期限" + measure.proposed().dueOn() : on.toString()),
                Cell.state(
                        state,
                        followUp.confirmed() || followUp.accepted()
                                ? Tone.GOOD
                                : followUp.dropped() ? Tone.BAD : Tone.NEUTRAL));
    }

    private static Row money(FundBatch batch, FundBatch.Line line) {
        var paid = line.paid();
        var paidOn = line.paidOn();
        return Row.of(
                Cell.of("资金"),
                Cell.of(line.label() + " " + FundService.yuan(line.amount()) + "元（" + batch.name() + "，"
                        + batch.source() + "，收款人" + line.payeeName() + "）"),
                Cell.of(paidOn == null ? "" : paidOn.toString()),
                !line.stands()
                        ? Cell.state("已撤下", Tone.BAD)
                        : paid == null
                                ? Cell.state(batch.state().label(), Tone.NEUTRAL)
                                : Cell.state("已发放" + FundService.yuan(paid) + "元", Tone.GOOD));
    }

    private static Row visit(OfficerDuties.Visit visit) {
        var late = visit.recordedOn().isAfter(visit.on().plusDays(7));
        return Row.of(
                Cell.of("走访"),
                Cell.of(visit.officer() + (visit.bySubstitute() ? "（代理）" : "") + "：" + visit.content()),
                Cell.of(visit.on().toString()),
                late ? Cell.state(visit.recordedOn() + "补录", Tone.WARN) : Cell.state("已登记", Tone.NEUTRAL));
    }

    private static void insurance(HouseholdSupport.Policy policy, List<Row> rows) {
        rows.add(Row.ofTexts(
                "保险",
                policy.insurer() + " 保险单" + policy.number() + "，承保" + policy.people() + "人",
                policy.from() + "至" + policy.until(),
                ""));
        for (var claim : policy.claims()) {
            var paid = claim.paid();
            rows.add(Row.of(
                    Cell.of("理赔"),
                    Cell.of(claim.content()),
                    Cell.of(claim.happenedOn().toString()),
                    paid == null
                            ? Cell.state("已报案", Tone.NEUTRAL)
                            : Cell.state(
                                    paid.signum() == 0 ? "没有赔付：" + claim.reason() : "赔付" + FundService.yuan(paid) + "元",
                                    paid.signum() == 0 ? Tone.WARN : Tone.GOOD)));
        }
    }

    private static Row reimbursement(ReimbursementRequests.Request request) {
        var answer = request.answer();
        return Row.of(
                Cell.of("报销核补"),
                Cell.of(request.patient() + " " + request.label() + "（应达到" + request.promise() + "）：费用"
                        + FundService.yuan(request.bill().base()) + "元，已报销"
                        + FundService.yuan(request.bill().reimbursed()) + "元，相差"
                        + FundService.yuan(request.lacking()) + "元"),
                Cell.of(LegalClock.dayOf(request.askedAt()) + "提请"),
                Cell.state(
                        request.outcome().label()
                                + (answer == null
                                        ? ""
                                        : FundService.yuan(answer.granted()) + "元（" + answer.decidedOn() + "）"),
                        switch (request.outcome()) {
                            case GRANTED -> Tone.GOOD;
                            case REFUSED -> Tone.BAD;
                            case WAITING, IN_PART -> Tone.WARN;
                        }));
    }

    private static Row debt(HouseholdSupport.Debt debt) {
        var amount = debt.amount();
        var until = LegalClock.dayOf(debt.owedUntil().minusMillis(1));
        return Row.of(
                Cell.of("先行救助"),
                Cell.of(debt.kind() + (amount == null ? "" : " " + FundService.yuan(amount) + "元")),
                Cell.of(debt.givenOn().toString()),
                debt.caseId() != null
                        ? Cell.state(
                                debt.madeGoodLate() ? "逾期后补办程序" : "已补办程序", debt.madeGoodLate() ? Tone.WARN : Tone.GOOD)
                        : debt.overdue()
                                ? Cell.state("逾期未补程序（" + until + "）", Tone.BAD)
                                : Cell.state("须在" + until + "前补办程序", Tone.WARN));
    }
}
