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
import cn.bangfu.process.gateway.form.FormSchema;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Opens the form of a task and takes its answer, always for the signed-in officer. Submitting is one transaction: scope, the form's own
 * rules, separation of duties, the step's domain, the record of the answer, the trail, and at last the engine.
 */
@Service
public class StepGateway {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M月d日HH:mm").withZone(LegalClock.ZONE);

    private final OpenTasks tasks;
    private final Cases cases;
    private final Drafts drafts;
    private final Submissions submissions;
    private final Transactions transactions;
    private final NextSteps nextSteps;
    private final ObjectProvider<DutyCheck> duties;
    private final EvidenceService evidence;
    private final StepRecords records;
    private final Trail trail;
    private final CaseEngine engine;
    private final StepPermits permits;
    private final CurrentOfficer currentOfficer;

    StepGateway(
            OpenTasks tasks,
            Cases cases,
            Drafts drafts,
            Submissions submissions,
            Transactions transactions,
            NextSteps nextSteps,
            ObjectProvider<DutyCheck> duties,
            EvidenceService evidence,
            StepRecords records,
            Trail trail,
            CaseEngine engine,
            StepPermits permits,
            CurrentOfficer currentOfficer) {
        this.tasks = tasks;
        this.cases = cases;
        this.drafts = drafts;
        this.submissions = submissions;
        this.transactions = transactions;
        this.nextSteps = nextSteps;
        this.duties = duties;
        this.evidence = evidence;
        this.records = records;
        this.trail = trail;
        this.engine = engine;
        this.permits = permits;
        this.currentOfficer = currentOfficer;
    }

    /** The form of a task; empty if there is no such task for this officer. */
    public Optional<OpenForm> open(String taskId) {
        return transactions.read(() -> engine.atOnce(() -> tasks.find(taskId)).map(open -> {
            var caseId = open.context().caseId();
            var task = open.task();
            return new OpenForm(
                    TaskLine.of(
                            task,
                            caseId,
                            cases.cards(Set.of(caseId)).get(caseId),
                            task.getAssignee() == null ? null : tasks.nameOf(task.getAssignee())),
                    open.form().schema().json(),
                    FormSchema.plain(open.step().prefill(open.context())),
                    cases.summary(caseId, open.context().actor()),
                    drafts.find(open.context().actor().officer(), open.draft()).orElse(null));
        }));
    }

    /**
     * Takes an answer.
     *
     * @param answer plain JSON types by form key
     * @param key of the request; who sends it again with the same answer gets the same reply
     */
    public Outcome submit(String taskId, Map<String, @Nullable Object> answer, @Nullable String key) {
        return transactions.answer(() -> submitOnce(taskId, answer, key));
    }

    private Outcome submitOnce(String taskId, Map<String, @Nullable Object> answer, @Nullable String key) {
        var officer = currentOfficer.require().id();
        var request = Submissions.hash("task:" + taskId, answer);
        submissions.lock("task:" + taskId);
        if (key != null) {
            var earlier = submissions.earlier(officer, key, request);
            if (earlier.isPresent()) {
                return earlier.get().reply();
            }
        }
        var taken = engine.atOnce(() -> take(taskId, answer));
        if (taken.refusal() != null) {
            return taken.refusal();
        }
        var open = taken.open();
        var caseId = open.context().caseId();
        var reply = new Outcome.Submitted(caseId, open.household().caseNumber(), nextSteps.of(caseId));
        if (key != null) {
            submissions.keep(officer, key, request, reply);
        }
        return reply;
    }

    /** Either the task, now completed, or why not. */
    private record Completion(
            @Nullable OpenTask task, @Nullable Outcome refusal) {

        OpenTask open() {
            return Objects.requireNonNull(task);
        }
    }

    private Completion take(String taskId, Map<String, @Nullable Object> answer) {
        var found = tasks.find(taskId);
        if (found.isEmpty()) {
            return new Completion(null, done(taskId));
        }
        var open = found.get();
        var context = open.context();
        // Answers to one case go one after the other: parallel steps that join would otherwise lose one of two.
        submissions.lock("case:" + context.caseId());
        var check = open.form().schema().check(answer, open.step().prefill(context));
        var refusal = refusal(check, context);
        if (refusal.isPresent()) {
            return new Completion(null, refusal.get());
        }
        var result = open.step().submit(context, Answers.of(check.values()));
        if (result instanceof StepResult.Refused refused) {
            return new Completion(null, new Outcome.Refused(refused.errors()));
        }
        var routing = new HashMap<>(check.routing());
        ((StepResult.Taken) result)
                .routing()
                .forEach((variable, value) -> routing.put(variable.name(), variable.write(value)));
        record(context, open.household(), open.form(), check);
        complete(open, routing);
        return new Completion(open, null);
    }

    private Optional<Outcome> refusal(FormCheck check, StepContext context) {
        if (!check.fits()) {
            return Optional.of(new Outcome.Refused(check.errors()));
        }
        var faults = evidence.faults(check.evidence().keySet(), context.actor().officer(), context.caseId());
        if (!faults.isEmpty()) {
            return Optional.of(new Outcome.Refused(faultsAtFields(check, faults)));
        }
        return duties.stream()
                .flatMap(duty -> duty.objection(context).stream())
                .findFirst()
                .map(message -> new Outcome.Refused(List.of(new FieldError("", message))));
    }

    static List<FieldError> faultsAtFields(FormCheck check, Map<UUID, String> faults) {
        return faults.entrySet().stream()
                .map(fault -> new FieldError(check.evidence().getOrDefault(fault.getKey(), ""), fault.getValue()))
                .distinct()
                .toList();
    }

    private void record(StepContext context, CaseHousehold household, ReleasedForm form, FormCheck check) {
        var files = evidence.attach(
                check.evidence().keySet(), context.actor().officer(), context.caseId(), household.village());
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
                check.values()));
        trail.append(traced(
                TrailEvent.of("step.submitted", context.caseId(), household.household(), context.actor()),
                form,
                kept,
                files));
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
    private Outcome done(String taskId) {
        return records.answered(taskId)
                .filter(answered -> maySee(answered.caseId()))
                .<Outcome>map(answered -> new Outcome.Conflict("%s（%s）已于%s办完这件事，您不用再提交"
                        .formatted(answered.actorName(), answered.office(), MOMENT.format(answered.at()))))
                .orElseGet(Outcome.NotHere::new);
    }

    private boolean maySee(CaseId caseId) {
        return cases.find(caseId)
                .filter(found -> currentOfficer.require().scope().covers(found.village()))
                .isPresent();
    }

    /** Keeps what is written so far, until the task ends; nothing if there is no such task for this officer. */
    public Optional<Instant> saveDraft(String taskId, Map<String, @Nullable Object> values) {
        try {
            return transactions.read(() -> tasks.find(taskId)
                    .map(open -> drafts.save(open.context().actor().officer(), open.draft(), values)));
        } catch (DataIntegrityViolationException e) {
            // Between the look at the task and the draft somebody has ended it.
            return Optional.empty();
        }
    }

    public Optional<Draft> draft(String taskId) {
        return transactions.read(() -> tasks.find(taskId)
                .flatMap(open -> drafts.find(open.context().actor().officer(), open.draft())));
    }

    /** Whether there is such a task for this officer. */
    public boolean removeDraft(String taskId) {
        return transactions.read(() -> {
            var found = tasks.find(taskId);
            found.ifPresent(open -> drafts.remove(open.context().actor().officer(), open.draft()));
            return found.isPresent();
        });
    }
}
