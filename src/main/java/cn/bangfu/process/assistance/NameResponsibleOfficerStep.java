package cn.bangfu.process.assistance;

import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficerService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town names the officer who answers for the household. */
@Component
class NameResponsibleOfficerStep implements Step {

    private final AssistedHouseholds households;
    private final ResponsibleOfficers officers;
    private final ResponsibleOfficerService naming;
    private final LegalClock clock;

    NameResponsibleOfficerStep(
            AssistedHouseholds households,
            ResponsibleOfficers officers,
            ResponsibleOfficerService naming,
            LegalClock clock) {
        this.households = households;
        this.officers = officers;
        this.naming = naming;
        this.clock = clock;
    }

    @Override
    public String element() {
        return AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("startsOn", clock.today());
        values.put("visitDuty", ResponsibleOfficer.VisitDuty.OFFICER);
        officers.current(households.of(context.caseId()).household()).ifPresent(current -> {
            values.put("name", current.name());
            values.put("office", current.office());
            values.put("post", current.post());
            values.put("phone", current.phone().value());
            values.put("startsOn", current.startsOn());
            values.put("visitDuty", current.duty());
            var person = current.person();
            values.put("account", person == null ? "无" : null);
        });
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var named = new ResponsibleOfficer.Naming(
                answers.text("name").strip(),
                answers.text("office").strip(),
                answers.text("post").strip(),
                answers.text("phone"),
                answers.date("startsOn"),
                answers.flag("notRelative"),
                answers.findText("note").orElse(null),
                answers.findText("account").orElse(null),
                answers.findChoice("visitDuty", ResponsibleOfficer.VisitDuty.class)
                        .orElse(ResponsibleOfficer.VisitDuty.OFFICER));
        var household = households.of(context.caseId()).household();
        return StepOutcomes.of(naming.name(context.caseId(), household, named, context.actor()));
    }
}
