package cn.bangfu.process.assistance;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.assistance.AssistancePlan;
import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.HouseholdId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the household is told of its plan: who answers for it, which measures, how much, until when (帮扶明白纸). */
@Component
class PlanPaper implements PaperSource {

    private static final List<String> MEASURES = List.of("序号", "风险", "措施", "具体内容", "金额", "牵头部门", "完成期限");

    private final AssistancePlans plans;
    private final ResponsibleOfficers officers;
    private final MeasureWords words;

    PlanPaper(AssistancePlans plans, ResponsibleOfficers officers, MeasureWords words) {
        this.plans = plans;
        this.officers = officers;
        this.words = words;
    }

    @Override
    public PaperKind kind() {
        return PaperKind.PLAN;
    }

    @Override
    public List<PaperField> fields() {
        return List.of(
                text("责任人", "帮扶责任人姓名"),
                text("责任人单位", "单位和职务"),
                text("责任人电话", ""),
                table("措施表", "帮扶措施", "序号", "风险", "措施", "具体内容", "金额", "牵头部门", "完成期限"));
    }

    @Override
    public Optional<PaperContent> content(PaperSubject subject) {
        var household = subject.household();
        if (household == null || subject.cases().isEmpty()) {
            return Optional.empty();
        }
        return plans.of(household).stream().findFirst().map(plan -> content(household, plan));
    }

    private PaperContent content(HouseholdId household, AssistancePlan plan) {
        var rows = new ArrayList<List<String>>();
        var measures = plan.accepted().isEmpty() ? plan.measures() : plan.accepted();
        for (var measure : measures) {
            var proposed = measure.proposed();
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    proposed.risk().label(),
                    proposed.kind().label(),
                    MeasureWords.content(proposed),
                    MeasureWords.amount(proposed),
                    words.department(household, proposed.lead()),
                    ChinaTime.day(proposed.dueOn())));
        }
        var content = new PaperContent().with("措施表", MEASURES, rows);
        officers.current(household).ifPresent(officer -> content.with("责任人", officer.name())
                .with("责任人单位", officer.office() + " " + officer.post())
                .with("责任人电话", officer.phone().value()));
        return content;
    }
}
