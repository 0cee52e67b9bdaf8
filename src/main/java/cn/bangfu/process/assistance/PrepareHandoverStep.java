package cn.bangfu.process.assistance;

import cn.bangfu.access.Divisions;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.household.Households;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town finds a successor for each household; what is said for all holds where a row says nothing else. */
@Component
class PrepareHandoverStep implements Step {

    private final OfficerDuties duties;
    private final OfficerDutyService service;
    private final Households households;
    private final Divisions divisions;

    PrepareHandoverStep(OfficerDuties duties, OfficerDutyService service, Households households, Divisions divisions) {
        this.duties = duties;
        this.service = service;
        this.households = households;
        this.divisions = divisions;
    }

    @Override
    public String element() {
        return OfficerHandover.Elements.PREPARE_HANDOVER;
    }

    static Map<String, @Nullable Object> head(OfficerDuties.Handover handover) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("leaver", handover.officer());
        values.put("why", Handovers.reason(handover));
        values.put("count", handover.items().size() + "户");
        return values;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var handover = duties.handover(context.caseId().value()).orElseThrow();
        var values = head(handover);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var i = 0; i < handover.items().size(); i++) {
            var term = handover.items().get(i);
            var household = households.require(handover.households().get(i));
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("place", divisions.path(household.village()) + " " + household.headName() + "户");
            row.put("officerTerm", term.toString());
            row.put("duty", ResponsibleOfficer.VisitDuty.OFFICER);
            handover.successors().stream()
                    .filter(successor -> successor.officer().equals(term))
                    .findFirst()
                    .ifPresent(successor -> {
                        row.put("name", successor.name());
                        row.put("office", successor.office());
                        row.put("post", successor.post());
                        row.put("phone", successor.phone());
                        row.put("account", successor.account());
                        row.put("duty", successor.duty());
                    });
            rows.add(row);
        }
        values.put("households", rows);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var handover = duties.handover(context.caseId().value()).orElseThrow();
        var rows = answers.list("households");
        var errors = new ArrayList<FieldError>();
        var successors = new ArrayList<OfficerDuties.Successor>();
        for (var i = 0; i < rows.size() && i < handover.items().size(); i++) {
            successors.add(successor(handover.items().get(i), rows.get(i), answers, errors));
        }
        if (!errors.isEmpty()) {
            return new StepResult.Refused(errors);
        }
        return StepOutcomes.of(service.propose(
                handover.id(),
                successors,
                answers.evidence("leaverSignature"),
                answers.findText("absentReason").orElse(null),
                answers.evidence("successorSignature"),
                answers.date("signedOn"),
                context.actor()));
    }

    private static OfficerDuties.Successor successor(UUID term, Answers row, Answers all, List<FieldError> errors) {
        var own = row.findText("name").isPresent();
        var found = new LinkedHashMap<String, @Nullable String>();
        for (var field : List.of("name", "office", "post", "phone", "account")) {
            var bulk = "bulk" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
            found.put(
                    field,
                    (own ? row.findText(field) : all.findText(bulk))
                            .map(String::strip)
                            .orElse(null));
            if (found.get(field) == null && !field.equals("account")) {
                errors.add(row.error(field, "请填写接任人的姓名、单位、职务和电话，或者在上面成批填写"));
            }
        }
        return new OfficerDuties.Successor(
                term,
                Objects.requireNonNullElse(found.get("name"), ""),
                Objects.requireNonNullElse(found.get("office"), ""),
                Objects.requireNonNullElse(found.get("post"), ""),
                Objects.requireNonNullElse(found.get("phone"), ""),
                found.get("account"),
                row.findChoice("duty", ResponsibleOfficer.VisitDuty.class)
                        .orElse(ResponsibleOfficer.VisitDuty.OFFICER));
    }
}
