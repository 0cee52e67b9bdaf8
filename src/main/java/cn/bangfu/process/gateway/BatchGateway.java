package cn.bangfu.process.gateway;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.audit.NewStepBatch;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes answers to many tasks in one act and one transaction: all or none. Each answer goes the same way as one given alone, with a
 * record and a trail event of its own that name the act. If some household cannot go on, all that cannot are named, and nothing was
 * written.
 */
@Service
public class BatchGateway {

    private static final Logger log = LoggerFactory.getLogger(BatchGateway.class);

    private static final BatchOutcome OTHER = new BatchOutcome.Refused(Submissions.OTHER.errors(), List.of());

    private final AnswerTaking answers;
    private final Submissions submissions;
    private final Transactions transactions;
    private final NextSteps nextSteps;
    private final OpenTasks tasks;
    private final Cases cases;
    private final BatchDrafts drafts;
    private final StepRecords records;
    private final CaseEngine engine;
    private final CurrentOfficer currentOfficer;
    private final Officers officers;

    BatchGateway(
            AnswerTaking answers,
            Submissions submissions,
            Transactions transactions,
            NextSteps nextSteps,
            OpenTasks tasks,
            Cases cases,
            BatchDrafts drafts,
            StepRecords records,
            CaseEngine engine,
            CurrentOfficer currentOfficer,
            Officers officers) {
        this.answers = answers;
        this.submissions = submissions;
        this.transactions = transactions;
        this.nextSteps = nextSteps;
        this.tasks = tasks;
        this.cases = cases;
        this.drafts = drafts;
        this.records = records;
        this.engine = engine;
        this.currentOfficer = currentOfficer;
        this.officers = officers;
    }

    /**
     * Takes the answers.
     *
     * @param first what the meeting, poster or list itself has to write before its households; what it finds wrong, in Chinese
     * @param key of the request; who sends it again with the same answers gets the same reply
     */
    public BatchOutcome submit(Batch batch, Supplier<List<FieldError>> first, @Nullable String key) {
        if (batch.items().isEmpty()) {
            return new BatchOutcome.Refused(List.of(new FieldError("", "请至少选择一户")), List.of());
        }
        if (batch.items().size() > Batch.LIMIT) {
            return new BatchOutcome.Refused(
                    List.of(new FieldError("", "一次最多%d户，请分批办理".formatted(Batch.LIMIT))), List.of());
        }
        return transactions.answerAll(() -> submitOnce(batch, first, key));
    }

    private BatchOutcome submitOnce(Batch batch, Supplier<List<FieldError>> first, @Nullable String key) {
        var officer = currentOfficer.require();
        var request = hash(batch);
        var locks = new ArrayList<String>();
        locks.add("batch:" + batch.subject());
        batch.items().forEach(item -> locks.add("task:" + item.taskId()));
        submissions.lockAll(locks);
        if (key != null) {
            var earlier = submissions.earlierBatch(officer.id(), key, request);
            if (earlier.isPresent()) {
                return earlier.get().<BatchOutcome>map(same -> same).orElse(OTHER);
            }
        }
        var act = new BatchRef(UUID.randomUUID(), batch.kind(), batch.subject(), batch.number());
        records.open(new NewStepBatch(
                act.id(),
                act.kind().name(),
                act.subject(),
                act.number(),
                batch.items().size(),
                officer.id(),
                officer.person(),
                officer.name()));
        var errors = transactions.part(
                first,
                List::isEmpty,
                refused -> refused instanceof Outcome.Refused said
                        ? said.errors()
                        : List.of(new FieldError("", "正有别人在办同一批，请过几秒再提交")),
                broken -> {
                    throw broken;
                });
        if (!errors.isEmpty()) {
            return new BatchOutcome.Refused(errors, List.of());
        }
        var taken = takeAll(batch, act);
        if (taken instanceof BatchOutcome.Submitted reply) {
            drafts.remove(officer.id(), batch.kind(), batch.subject());
            if (key != null) {
                submissions.keep(officer.id(), key, request, reply);
            }
        }
        return taken;
    }

    /** Goes on after the first that cannot, so that the officer hears of all at once. */
    private BatchOutcome takeAll(Batch batch, BatchRef act) {
        var taken = new ArrayList<OpenTask>();
        var stuck = new ArrayList<BatchOutcome.Stuck>();
        for (var item : batch.items()) {
            var taking = transactions.part(
                    () -> engine.atOnce(() -> answers.take(item.taskId(), item.answer(), act)),
                    AnswerTaking.Taken.class::isInstance,
                    refused -> new AnswerTaking.NotTaken(refused, BatchOutcome.Why.REFUSED, null),
                    broken -> {
                        log.error("task={} batch={} cannot be answered", item.taskId(), act.id(), broken);
                        return new AnswerTaking.NotTaken(
                                new Outcome.Conflict("系统处理这一户时出错，已记下。请先移出这一户，其余各户照常办理，并告知系统管理员"),
                                BatchOutcome.Why.BROKEN,
                                null);
                    });
            if (taking instanceof AnswerTaking.NotTaken not) {
                stuck.add(named(item.taskId(), not));
            } else {
                taken.add(((AnswerTaking.Taken) taking).task());
            }
        }
        return stuck.isEmpty()
                ? new BatchOutcome.Submitted(
                        act.id(), taken.stream().map(this::reply).toList())
                : new BatchOutcome.Refused(List.of(), stuck);
    }

    private Outcome.Submitted reply(OpenTask task) {
        var caseId = task.context().caseId();
        return new Outcome.Submitted(caseId, task.household().caseNumber(), nextSteps.of(caseId));
    }

    private BatchOutcome.Stuck named(String taskId, AnswerTaking.NotTaken not) {
        var caseId = not.caseId() != null
                ? not.caseId()
                : tasks.find(taskId).map(open -> open.context().caseId()).orElse(null);
        var card = caseId == null ? null : cases.cards(Set.of(caseId)).get(caseId);
        return new BatchOutcome.Stuck(
                taskId,
                caseId,
                caseId == null
                        ? null
                        : cases.find(caseId)
                                .map(CaseHouseholds.CaseHousehold::caseNumber)
                                .orElse(null),
                card == null ? null : card.village(),
                card == null ? null : card.head(),
                not.why(),
                errors(not.outcome()));
    }

    private static List<FieldError> errors(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.errors();
        }
        return List.of(new FieldError(
                "", outcome instanceof Outcome.Conflict conflict ? conflict.message() : "这一户的事项已不在您的待办中"));
    }

    private static byte[] hash(Batch batch) {
        var content = new HashMap<String, @Nullable Object>();
        batch.items().forEach(item -> content.put(item.taskId(), item.answer()));
        return Submissions.hash("batch:" + batch.kind() + ":" + batch.subject(), content);
    }

    /** Keeps what is written so far. */
    public Instant saveDraft(BatchKind kind, UUID subject, Map<String, @Nullable Object> values) {
        return transactions.read(() -> drafts.save(currentOfficer.require().id(), kind, subject, values));
    }

    /** The signed-in officer's own. */
    public Optional<Draft> draft(BatchKind kind, UUID subject) {
        return transactions.read(() -> drafts.find(currentOfficer.require().id(), kind, subject));
    }

    /**
     * A draft and who wrote it.
     *
     * @param own whether it is the signed-in officer's
     */
    public record DraftBy(Draft draft, String writer, boolean own) {}

    /** The signed-in officer's own draft, or else the newest of a colleague. The caller has checked who may see what it is about. */
    public Optional<DraftBy> draftOrColleagues(BatchKind kind, UUID subject) {
        var me = currentOfficer.require().id();
        return transactions
                .read(() -> drafts.findAnybodys(me, kind, subject))
                .map(written -> new DraftBy(
                        written.draft(),
                        officers.find(written.by()).map(Officer::name).orElse(""),
                        written.by().equals(me)));
    }

    public void removeDraft(BatchKind kind, UUID subject) {
        transactions.read(() -> drafts.remove(currentOfficer.require().id(), kind, subject));
    }
}
