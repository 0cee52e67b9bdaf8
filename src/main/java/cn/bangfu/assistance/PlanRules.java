package cn.bangfu.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a plan must hold to be sent to the departments, and still hold when they have answered (rules.md 2). */
class PlanRules {

    private final FittingMeasures fitting;
    private final Household household;
    private final Set<RiskCause> risks;
    private final Circumstances circumstances;
    private final Set<Department> departments;
    private final LocalDate today;

    /** @param departments those that have an office in the county */
    PlanRules(
            FittingMeasures fitting,
            Household household,
            Set<RiskCause> risks,
            Set<Department> departments,
            LocalDate today) {
        this.fitting = fitting;
        this.household = household;
        this.risks = risks;
        this.circumstances = Circumstances.of(household, today);
        this.departments = departments;
        this.today = today;
    }

    List<MeasureNeed> needs() {
        return fitting.needs(risks, circumstances);
    }

    /** Needs that none of the measures answers. */
    List<MeasureNeed> unmet(Collection<ProposedMeasure> measures) {
        return needs().stream()
                .filter(need -> measures.stream().noneMatch(m -> need.metBy(m.risk(), m.kind())))
                .toList();
    }

    /** What is wrong, by row and field; empty if the plan may go to the departments. */
    List<FieldError> check(List<ProposedMeasure> measures) {
        var errors = new ArrayList<FieldError>();
        for (var i = 0; i < measures.size(); i++) {
            new Row(measures.get(i), i, errors).check();
        }
        for (var need : unmet(measures)) {
            errors.add(
                    new FieldError(field(need, measures), "“" + need.label() + "”还没有对应的措施。可以是：" + need.kindLabels()));
        }
        return errors;
    }

    /** The row that was meant to answer the need, or the list. */
    private static String field(MeasureNeed need, List<ProposedMeasure> measures) {
        for (var i = 0; i < measures.size(); i++) {
            if (measures.get(i).risk() == need.risk()) {
                return "measures[" + i + "].kind";
            }
        }
        return "measures";
    }

    /** The member who is paid. */
    Optional<HouseholdMember> accountHolder(@Nullable String name) {
        return household.belonging().stream()
                .filter(member -> member.name().value().equals(name))
                .findFirst();
    }

    /** One row's own faults. */
    private final class Row {

        private final ProposedMeasure measure;
        private final int index;
        private final List<FieldError> errors;

        Row(ProposedMeasure measure, int index, List<FieldError> errors) {
            this.measure = measure;
            this.index = index;
            this.errors = errors;
        }

        private void error(String field, String message) {
            errors.add(new FieldError(
                    "measures[" + index + "]." + field,
                    "第" + (index + 1) + "项（" + measure.kind().label() + "）：" + message));
        }

        void check() {
            checkRisk();
            checkLead();
            checkQuantity();
            checkAmount();
            checkDates();
            checkAccountHolder();
        }

        private void checkRisk() {
            var risk = measure.risk();
            if (!risks.contains(risk)) {
                error("risk", "县级没有确认“" + risk.label() + "”，请选择已确认的风险");
            } else if (risk == RiskCause.OTHER && measure.answers() == null) {
                error("answers", "风险为“其他”的，请写明这项措施为什么能解决");
            } else if (risk == RiskCause.DISABILITY && !circumstances.disabledMember() && measure.answers() == null) {
                error("answers", "本户登记中没有持证残疾人，请写明谁残疾、证件情况");
            }
        }

        private void checkLead() {
            var leads = fitting.leads(measure.kind()).stream()
                    .map(FittingMeasures.Lead::department)
                    .toList();
            if (!leads.contains(measure.lead())) {
                error(
                        "leadDepartment",
                        measure.lead().label() + "不牵头这类措施，应为"
                                + leads.stream().map(Department::label).collect(Collectors.joining("、")));
            } else if (!departments.contains(measure.lead())) {
                error("leadDepartment", "系统里还没有本县的" + measure.lead().label() + "，请联系系统管理员添加");
            }
        }

        private void checkQuantity() {
            if (measure.quantity() != null && measure.quantity().signum() <= 0) {
                error("quantity", "数量应大于0；没有数量的请留空");
            }
            if (measure.quantity() != null && measure.unit() == null) {
                error("unit", "填了数量，请写明单位");
            }
            if (measure.quantity() == null && measure.unit() != null) {
                error("quantity", "填了单位，请填写数量");
            }
        }

        private void checkAmount() {
            if (measure.amount() == null) {
                if (measure.amountReason() == null) {
                    error("amountReason", "没有金额的，请写明原因");
                }
                return;
            }
            if (measure.amount().compareTo(BigDecimal.ZERO) <= 0) {
                error("amount", "金额应大于0；没有金额的请留空并写明原因，不要填0");
            }
            if (measure.fundSource() == null) {
                error("fundSource", "有金额的，请写明资金来源");
            }
        }

        private void checkDates() {
            if (measure.dueOn().isBefore(measure.beginsOn())) {
                error("dueOn", "完成期限不能早于开始日期");
            } else if (measure.dueOn().isBefore(today)) {
                error("dueOn", "完成期限已过，请填写今天或以后的日期");
            }
        }

        private void checkAccountHolder() {
            var name = measure.accountHolder();
            if (name != null && accountHolder(name).isEmpty()) {
                error(
                        "accountHolder",
                        "“" + name + "”不是本户健在的成员。本户成员有："
                                + household.belonging().stream()
                                        .map(member -> member.name().value())
                                        .collect(Collectors.joining("、")));
            }
        }
    }
}
