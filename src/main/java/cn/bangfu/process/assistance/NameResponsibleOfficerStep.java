package cn.bangfu.process.assistance;

import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficerService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town names the officer who answers for the household. */
@Component
class NameResponsibleOfficerStep implements Step {

    private final AssistedHouseholds households;
    private final ResponsibleOfficers officers;
    private final ResponsibleOfficerService naming;
    private final StepRecords records;
    private final LegalClock clock;

    NameResponsibleOfficerStep(
            AssistedHouseholds households,
            ResponsibleOfficers officers,
            ResponsibleOfficerService naming,
            StepRecords records,
            LegalClock clock) {
        this.households = households;
        this.officers = officers;
        this.naming = naming;
        this.records = records;
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
        var relatives = relatives(context.caseId());
        if (relatives.contains(named.name())) {
            return new StepResult.Refused(List.of(new FieldError(
                    "name", "农户申报时写明近亲属任职情况：“" + relatives + "”。“" + named.name() + "”是近亲属，不能是本户的帮扶责任人，请另选一人")));
        }
        var household = households.of(context.caseId()).household();
        return StepOutcomes.of(naming.name(context.caseId(), household, named, context.actor()));
    }

    /** Whom the household named as relatives in office when it applied (近亲属备案). */
    private String relatives(CaseId id) {
        return records.of(id).stream()
                .map(record -> record.answers().get("relativesInOfficeWho"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining("；"));
    }
}
