package cn.bangfu.process.gateway;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.CaseEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private final OpenTasks tasks;
    private final Cases cases;
    private final Drafts drafts;
    private final Submissions submissions;
    private final Transactions transactions;
    private final NextSteps nextSteps;
    private final AnswerTaking answers;
    private final CaseEngine engine;
    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;
    private final FormWords words;
    private final ObjectProvider<TaskRemarks> remarks;

    StepGateway(
            OpenTasks tasks,
            Cases cases,
            Drafts drafts,
            Submissions submissions,
            Transactions transactions,
            NextSteps nextSteps,
            AnswerTaking answers,
            CaseEngine engine,
            LegalClock clock,
            CurrentOfficer currentOfficer,
            FormWords words,
            ObjectProvider<TaskRemarks> remarks) {
        this.tasks = tasks;
        this.cases = cases;
        this.drafts = drafts;
        this.submissions = submissions;
        this.transactions = transactions;
        this.nextSteps = nextSteps;
        this.answers = answers;
        this.engine = engine;
        this.clock = clock;
        this.currentOfficer = currentOfficer;
        this.words = words;
        this.remarks = remarks;
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
                    words.of(open.form().schema().json(), open.context().actor().division()),
                    open.form().schema().shown(open.step().prefill(open.context()), clock.today()),
                    summary(open),
                    drafts.find(open.context().actor().officer(), open.draft()).orElse(null));
        }));
    }

    /** What was said of the task comes first. */
    private List<CaseSummaries.Line> summary(OpenTask open) {
        return Stream.concat(
                        remarks.stream().flatMap(said -> said.of(open.task().getId()).stream()),
                        words
                                .of(
                                        cases.summary(
                                                open.context().caseId(),
                                                open.context().actor()),
                                        open.context().actor().division())
                                .stream())
                .toList();
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
        var taken = engine.atOnce(() -> answers.take(taskId, answer, null));
        if (taken instanceof AnswerTaking.NotTaken not) {
            return not.outcome();
        }
        var open = ((AnswerTaking.Taken) taken).task();
        var caseId = open.context().caseId();
        var reply = new Outcome.Submitted(caseId, open.household().caseNumber(), nextSteps.of(caseId));
        if (key != null) {
            submissions.keep(officer, key, request, reply);
        }
        return reply;
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
