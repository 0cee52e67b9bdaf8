package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.PageWords;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.NewStepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.household.HouseholdSummary;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.StartRouting;
import cn.bangfu.process.gateway.ReleasedForms.ReleasedForm;
import cn.bangfu.process.gateway.form.FormCheck;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opens the forms that open cases, and takes their answers; as {@link StepGateway} does for tasks. */
@Service
public class StartGateway {

    private final Steps steps;
    private final ReleasedForms forms;
    private final Cases cases;
    private final Drafts drafts;
    private final Submissions submissions;
    private final Transactions transactions;
    private final NextSteps nextSteps;
    private final EvidenceService evidence;
    private final StepRecords records;
    private final Trail trail;
    private final StartRouting startRouting;
    private final Households households;
    private final Divisions divisions;
    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;
    private final FormWords words;
    private final PageWords pageWords;

    StartGateway(
            Steps steps,
            ReleasedForms forms,
            Cases cases,
            Drafts drafts,
            Submissions submissions,
            Transactions transactions,
            NextSteps nextSteps,
            EvidenceService evidence,
            StepRecords records,
            Trail trail,
            StartRouting startRouting,
            Households households,
            Divisions divisions,
            LegalClock clock,
            CurrentOfficer currentOfficer,
            FormWords words,
            PageWords pageWords) {
        this.steps = steps;
        this.forms = forms;
        this.cases = cases;
        this.drafts = drafts;
        this.submissions = submissions;
        this.transactions = transactions;
        this.nextSteps = nextSteps;
        this.evidence = evidence;
        this.records = records;
        this.trail = trail;
        this.startRouting = startRouting;
        this.households = households;
        this.divisions = divisions;
        this.clock = clock;
        this.currentOfficer = currentOfficer;
        this.words = words;
        this.pageWords = pageWords;
    }

    private record Start(
            StartStep step,
            ReleasedForm form,
            StartContext context,
            @Nullable HouseholdSummary household) {

        Drafts.Target draft() {
            return new Drafts.Target.OfStart(context.element(), context.household());
        }
    }

    /** The ways in which the signed-in officer may open a case; first the one that anybody may ask for. */
    public List<StartLine> list() {
        var officer = currentOfficer.require();
        return steps.starts().stream()
                .filter(start -> officer.roles().stream().anyMatch(start.roles()::contains))
                .flatMap(start -> forms.ofStart(start.processKey(), start.element()).stream()
                        .map(form -> line(form, start)))
                .sorted(Comparator.comparing(line -> !line.newHousehold()))
                .toList();
    }

    private StartLine line(ReleasedForm form, StartStep step) {
        return new StartLine(
                form.element(), pageWords.say(form.name()), pageWords.say(form.hint()), step.takesNewHousehold());
    }

    private Optional<Start> find(String element, @Nullable HouseholdId household) {
        return steps.start(element).flatMap(step -> {
            var summary =
                    household == null ? null : households.summary(household).orElse(null);
            if (household != null && summary == null) {
                return Optional.empty();
            }
            return actor(currentOfficer.require(), step, summary).flatMap(actor -> forms.ofStart(
                            step.processKey(), element)
                    .map(form -> new Start(
                            step,
                            form,
                            new StartContext(element, form.processKey(), form.processVersion(), actor, household),
                            summary)));
        });
    }

    private static Optional<Actor> actor(
            SignedInOfficer officer, StartStep step, @Nullable HouseholdSummary household) {
        return officer.posts().stream()
                .filter(post -> step.roles().contains(post.role()))
                .filter(post -> household == null || post.division().contains(household.village()))
                .findFirst()
                .map(officer::actorIn);
    }

    /**
     * @param household chosen beforehand; none if the form itself says whom it concerns
     * @return empty if the officer may not open a case in this way, or not for this household
     */
    public Optional<OpenStart> open(String element, @Nullable HouseholdId household) {
        return transactions.read(() -> find(element, household)
                .map(start -> new OpenStart(
                        line(start.form(), start.step()),
                        words.of(
                                start.form().schema().json(),
                                start.context().actor().division()),
                        start.form().schema().shown(start.step().prefill(start.context()), clock.today()),
                        summary(start.household()),
                        drafts.find(start.context().actor().officer(), start.draft())
                                .orElse(null))));
    }

    private List<CaseSummaries.Line> summary(@Nullable HouseholdSummary household) {
        if (household == null) {
            return List.of();
        }
        var group = household.group() == null ? "" : " " + household.group();
        return List.of(
                new CaseSummaries.Line("户编号", household.number()),
                new CaseSummaries.Line("户主", household.head()),
                new CaseSummaries.Line("所在村组", divisions.path(household.village()) + group),
                new CaseSummaries.Line("人口", household.members() + "人"));
    }

    /** As {@link StepGateway#submit}. */
    public Outcome submit(
            String element,
            @Nullable HouseholdId household,
            Map<String, @Nullable Object> answer,
            @Nullable String key) {
        return transactions.answer(() -> submitOnce(element, household, answer, key));
    }

    /**
     * As {@link #submit}, for an officer who left the act to a job; in the running transaction.
     *
     * @param actor in a post that covers the household
     */
    public Outcome submitFor(Actor actor, String element, HouseholdId household, Map<String, @Nullable Object> answer) {
        submissions.lock("household:" + household);
        var summary = households.summary(household).orElseThrow();
        var step = steps.start(element).orElseThrow();
        if (!step.roles().contains(actor.role()) || !actor.division().contains(summary.village())) {
            return new Outcome.NotHere();
        }
        var form = forms.ofStart(step.processKey(), element).orElseThrow();
        var context = new StartContext(element, form.processKey(), form.processVersion(), actor, household);
        var start = new Start(step, form, context, summary);
        var check = form.schema().check(answer, step.prefill(context));
        if (!check.fits()) {
            return new Outcome.Refused(check.errors());
        }
        var result = startRouting.during(check.routing(), () -> step.submit(context, Answers.of(check.values())));
        if (result instanceof StartResult.Refused refused) {
            return new Outcome.Refused(refused.errors());
        }
        return record(start, check, (StartResult.Started) result, false);
    }

    private Outcome submitOnce(
            String element,
            @Nullable HouseholdId household,
            Map<String, @Nullable Object> answer,
            @Nullable String key) {
        var officer = currentOfficer.require().id();
        var request = Submissions.hash("start:" + element + ":" + household, answer);
        if (key != null) {
            submissions.lock("key:" + officer + ":" + key);
            var earlier = submissions.earlier(officer, key, request);
            if (earlier.isPresent()) {
                return earlier.get().reply();
            }
        }
        if (household != null) {
            submissions.lock("household:" + household);
        }
        var found = find(element, household);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        var start = found.get();
        var context = start.context();
        var check = start.form().schema().check(answer, start.step().prefill(context));
        if (!check.fits()) {
            return new Outcome.Refused(check.errors());
        }
        var faults = evidence.faults(check.evidence().keySet(), officer, null);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(AnswerTaking.faultsAtFields(check, faults));
        }
        var result =
                startRouting.during(check.routing(), () -> start.step().submit(context, Answers.of(check.values())));
        if (result instanceof StartResult.Refused refused) {
            return new Outcome.Refused(refused.errors());
        }
        var reply = record(start, check, (StartResult.Started) result, true);
        drafts.remove(officer, start.draft());
        if (key != null) {
            submissions.keep(officer, key, request, reply);
        }
        return reply;
    }

    private Outcome.Submitted record(Start start, FormCheck check, StartResult.Started started, boolean next) {
        var context = start.context();
        var opened = cases.require(started.caseId());
        var files = evidence.attach(
                check.evidence().keySet(), context.actor().officer(), started.caseId(), opened.village());
        var kept = records.append(new NewStepRecord(
                started.caseId(),
                started.household(),
                context.element(),
                null,
                start.form().schema().key(),
                start.form().schema().hash(),
                start.form().file(),
                context.processKey(),
                context.processVersion(),
                context.actor(),
                null,
                check.values()));
        trail.append(AnswerTaking.traced(
                TrailEvent.of("step.submitted", started.caseId(), started.household(), context.actor()),
                start.form(),
                kept,
                files));
        return new Outcome.Submitted(started.caseId(), opened.caseNumber(), next ? nextSteps.of(started.caseId()) : "");
    }

    /** Keeps what is written so far; nothing if the officer may not open a case in this way. */
    public Optional<Instant> saveDraft(
            String element, @Nullable HouseholdId household, Map<String, @Nullable Object> values) {
        return transactions.read(() -> find(element, household)
                .map(start -> drafts.save(start.context().actor().officer(), start.draft(), values)));
    }

    public Optional<Draft> draft(String element, @Nullable HouseholdId household) {
        return transactions.read(() -> find(element, household)
                .flatMap(start -> drafts.find(start.context().actor().officer(), start.draft())));
    }

    /** Whether the officer may open a case in this way. */
    public boolean removeDraft(String element, @Nullable HouseholdId household) {
        return transactions.read(() -> {
            var found = find(element, household);
            found.ifPresent(start -> drafts.remove(start.context().actor().officer(), start.draft()));
            return found.isPresent();
        });
    }
}
