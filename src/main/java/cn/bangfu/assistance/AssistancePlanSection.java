package cn.bangfu.assistance;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The measures of all versions of a household's plans, in its file. */
@Component
class AssistancePlanSection implements HouseholdFileSection {

    private final AssistancePlans plans;

    AssistancePlanSection(AssistancePlans plans) {
        this.plans = plans;
    }

    @Override
    public int order() {
        return 520;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var versions = plans.of(household.id());
        return versions.isEmpty() ? Optional.empty() : Optional.of(section(versions));
    }

    private static Section section(List<AssistancePlan> versions) {
        return new Section(
                "帮扶措施",
                List.of("方案", "风险", "措施", "具体做什么", "金额", "完成期限", "牵头部门", "部门意见"),
                versions.stream()
                        .flatMap(plan -> plan.measures().stream().map(measure -> row(plan, measure)))
                        .toList(),
                "还没有帮扶措施");
    }

    private static Row row(AssistancePlan plan, AssistanceMeasure measure) {
        var proposed = measure.proposed();
        var amount = proposed.amount();
        return Row.of(
                Cell.of("第" + plan.version() + "版 " + plan.state().label()),
                Cell.of(proposed.risk().label()),
                Cell.of(proposed.kind().label()),
                Cell.of(proposed.content()),
                Cell.of(amount == null ? "未定" : amount.toPlainString() + "元"),
                Cell.of(proposed.dueOn().toString()),
                Cell.of(proposed.lead().label()),
                answer(measure.given()));
    }

    private static Cell answer(MeasureAnswer.@Nullable Given given) {
        if (given == null) {
            return Cell.state("待接受", Tone.NEUTRAL);
        }
        return given.answer() instanceof MeasureAnswer.Declined declined
                ? Cell.state("不接受：" + declined.reason(), Tone.WARN)
                : Cell.state("已接受", Tone.GOOD);
    }
}
