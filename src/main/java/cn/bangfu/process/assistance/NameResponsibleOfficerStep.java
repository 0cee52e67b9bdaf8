package cn.bangfu.process.assistance;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficerService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town names the officer who answers for the household. */
@Component
class NameResponsibleOfficerStep implements Step {

    private final AssistedHouseholds households;
    private final ResponsibleOfficers officers;
    private final ResponsibleOfficerService naming;
    private final Officers accounts;
    private final LegalClock clock;

    NameResponsibleOfficerStep(
            AssistedHouseholds households,
            ResponsibleOfficers officers,
            ResponsibleOfficerService naming,
            Officers accounts,
            LegalClock clock) {
        this.households = households;
        this.officers = officers;
        this.naming = naming;
        this.accounts = accounts;
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
        var monitored = households.of(context.caseId());
        officers.current(monitored.household()).ifPresent(current -> {
            values.put("name", current.name());
            values.put("office", current.office());
            values.put("post", current.post());
            values.put("phone", current.phone().value());
            values.put("startsOn", current.startsOn());
            values.put("visitDuty", current.duty());
            values.put("account", username(current, context));
            values.put("notRelative", answersNow(current, monitored));
        });
        return values;
    }

    private @Nullable String username(ResponsibleOfficer officer, StepContext context) {
        var person = officer.person();
        return person == null
                ? ResponsibleOfficerService.NONE
                : accounts.in(DivisionScope.of(context.actor().division().county())).stream()
                        .filter(account -> person.equals(account.person()))
                        .map(Officer::username)
                        .findFirst()
                        .orElse(null);
    }

    /** Named for this entry, not for an earlier one that ended. */
    private static boolean answersNow(ResponsibleOfficer officer, MonitoredHousehold monitored) {
        return !officer.namedAt().isBefore(monitored.enteredAt());
    }

    /** A plan that is made anew confirms the officer; another one comes by a handover that both sign (F2), not by this form. */
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
        var monitored = households.of(context.caseId());
        var other = officers.current(monitored.household())
                .filter(current ->
                        answersNow(current, monitored) && !current.name().equals(named.name()));
        if (other.isPresent()) {
            return new StepResult.Refused(List.of(new FieldError(
                    "name", "现任帮扶责任人是" + other.get().name() + "。换人要办交接、双方签字：在户档案“走访、保险、救助、报销核对”页点“换帮扶责任人”；这里先确认现任")));
        }
        return StepOutcomes.of(naming.name(context.caseId(), monitored.household(), named, context.actor()));
    }
}
