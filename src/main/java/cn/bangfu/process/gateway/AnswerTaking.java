package cn.bangfu.process.gateway;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.audit.NewStepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.StepPermits;
import cn.bangfu.process.gateway.CaseHouseholds.CaseHousehold;
import cn.bangfu.process.gateway.ReleasedForms.ReleasedForm;
import cn.bangfu.process.gateway.form.FormCheck;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes one answer in the running transaction: scope, the form's own rules, separation of duties, the step's domain, the record of the
 * answer, the trail, and at last the engine.
 */
@Component
class AnswerTaking {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M月d日HH:mm").withZone(LegalClock.ZONE);

    private final OpenTasks tasks;
    private final Cases cases;
    private final Submissions submissions;
    private final ObjectProvider<DutyCheck> duties;
    private final EvidenceService evidence;
    private final StepRecords records;
    private final Trail trail;
    private final CaseEngine engine;
    private final StepPermits permits;
    private final CurrentOfficer currentOfficer;

    AnswerTaking(
            OpenTasks tasks,
            Cases cases,
            Submissions submissions,
            ObjectProvider<DutyCheck> duties,
            EvidenceService evidence,
            StepRecords records,
            Trail trail,
            CaseEngine engine,
            StepPermits permits,
            CurrentOfficer currentOfficer) {
        this.tasks = tasks;
        this.cases = cases;
        this.submissions = submissions;
        this.duties = duties;
        this.evidence = evidence;
        this.records = records;
        this.trail = trail;
        this.engine = engine;
        this.permits = permits;
        this.currentOfficer = currentOfficer;
    }

    /** What became of one answer. */
    sealed interface Taking {}

    /** The task is completed. */
    record Taken(OpenTask task) implements Taking {}

    /** @param caseId none if the officer may not see it, or it is not known here */
    record NotTaken(
            Outcome outcome, BatchOutcome.Why why, @Nullable CaseId caseId) implements Taking {}

    /** @param batch the act on many households that the answer is part of */
    Taking take(String taskId, Map<String, @Nullable Object> answer, @Nullable BatchRef batch) {
        var found = tasks.find(taskId, batch);
        if (found.isEmpty()) {
            return done(taskId);
        }
        var open = found.get();
        var context = open.context();
        // Answers to one case go one after the other: parallel steps that join would otherwise lose one of two.
        submissions.lock("case:" + context.caseId());
        var check = open.form().schema().check(answer, open.step().prefill(context));
        var refusal = refusal(check, context);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var result = open.step().submit(context, Answers.of(check.values()));
        if (result instanceof StepResult.Refused refused) {
            return refused(refused.errors(), BatchOutcome.Why.REFUSED, context);
        }
        var routing = new HashMap<>(check.routing());
        ((StepResult.Taken) result)
                .routing()
                .forEach((variable, value) -> routing.put(variable.name(), variable.write(value)));
        record(context, open.household(), open.form(), check);
        complete(open, routing);
        return new Taken(open);
    }

    private static NotTaken refused(List<FieldError> errors, BatchOutcome.Why why, StepContext context) {
        return new NotTaken(new Outcome.Refused(errors), why, context.caseId());
    }

    private Optional<NotTaken> refusal(FormCheck check, StepContext context) {
        if (!check.fits()) {
            return Optional.of(refused(check.errors(), BatchOutcome.Why.REFUSED, context));
        }
        var faults = evidence.faults(
                check.evidence().keySet(), context.actor().officer(), context.caseId(), batchId(context));
        if (!faults.isEmpty()) {
            return Optional.of(refused(faultsAtFields(check, faults), BatchOutcome.Why.REFUSED, context));
        }
        return duties.stream()
                .flatMap(duty -> duty.objection(context).stream())
                .findFirst()
                .map(message -> refused(List.of(new FieldError("", message)), BatchOutcome.Why.DUTY, context));
    }

    private static @Nullable UUID batchId(StepContext context) {
        return context.batch() == null ? null : context.batch().id();
    }

    static List<FieldError> faultsAtFields(FormCheck check, Map<UUID, String> faults) {
        return faults.entrySet().stream()
                .map(fault -> new FieldError(check.evidence().getOrDefault(fault.getKey(), ""), fault.getValue()))
                .distinct()
                .toList();
    }

    private void record(StepContext context, CaseHousehold household, ReleasedForm form, FormCheck check) {
        var files = evidence.attach(
                check.evidence().keySet(),
                context.actor().officer(),
                context.caseId(),
                household.village(),
                batchId(context));
        var kept = records.append(new NewStepRecord(
                context.caseId(),
                household.household(),
                context.element(),
                context.taskId(),
                form.schema().key(),
                form.schema().hash(),
                form.file(),
                form.processKey(),
                form.processVersion(),
                context.actor(),
                batchId(context),
                check.values()));
        trail.append(traced(
                named(
                        TrailEvent.of("step.submitted", context.caseId(), household.household(), context.actor()),
                        context.batch()),
                form,
                kept,
                files));
    }

    /** With the act on many households, so that the case's own trail tells a decision by list from one given to it alone. */
    private static TrailEvent named(TrailEvent event, @Nullable BatchRef batch) {
        return batch == null
                ? event
                : event.with("batch", batch.id().toString())
                        .with("batchKind", batch.kind().name())
                        .with("batchSubject", batch.subject().toString())
                        .with("batchNumber", batch.number());
    }

    /** Names record, form and files by their hashes: with them the chain of the case vouches for what lies outside it. */
    static TrailEvent traced(TrailEvent event, ReleasedForm form, StepRecords.Appended kept, List<EvidenceItem> files) {
        return event.at(form.element(), form.model())
                .with("record", kept.seq())
                .with("recordHash", kept.hash())
                .with("form", form.schema().key())
                .with("formHash", form.schema().hash())
                .with("files", files.stream().map(EvidenceItem::sha256).toList());
    }

    private void complete(OpenTask open, Map<String, @Nullable Object> routing) {
        var taskId = open.task().getId();
        var username = currentOfficer.require().username();
        permits.whileCompleting(
                taskId,
                open.context().caseId(),
                () -> engine.asOfficer(e -> {
                    if (open.task().getAssignee() == null) {
                        e.getTaskService().claim(taskId, username);
                    } else {
                        // A colleague's name goes off it: whoever of the office is there may do the work.
                        engine.take(taskId);
                    }
                    e.getTaskService().complete(taskId, routing);
                    return taskId;
                }));
    }

    /** Somebody of the office may have answered it meanwhile. Who may not see the case learns nothing. */
    private NotTaken done(String taskId) {
        return records.answered(taskId)
                .filter(answered -> maySee(answered.caseId()))
                .map(answered -> new NotTaken(
                        new Outcome.Conflict("%s（%s）已于%s办完这件事，您不用再提交"
                                .formatted(answered.actorName(), answered.office(), MOMENT.format(answered.at()))),
                        BatchOutcome.Why.ANSWERED,
                        answered.caseId()))
                .orElseGet(() -> new NotTaken(new Outcome.NotHere(), BatchOutcome.Why.NOT_HERE, null));
    }

    private boolean maySee(CaseId caseId) {
        return cases.find(caseId)
                .filter(found -> currentOfficer.require().scope().covers(found.village()))
                .isPresent();
    }
}
