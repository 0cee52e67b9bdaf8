package cn.bangfu.process.nudge;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.OfficerGroup;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.TaskCards;
import cn.bangfu.process.gateway.CaseHouseholds;
import cn.bangfu.process.gateway.CaseSummaries;
import cn.bangfu.process.gateway.TaskRemarks;
import cn.bangfu.process.nudge.NudgeStore.Waiting;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.MaskedNumbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reminds offices of their tasks, and tells them so where they work. Nothing of it is in the engine. */
@Service
public class Nudges implements TaskRemarks {

    public static final int NOTE_LIMIT = 200;

    /** At once; who asks for more gets these first. */
    public static final int MANY = 200;

    private static final Duration SOON = Duration.ofDays(3);

    private final NudgeStore store;
    private final ObjectProvider<CaseHouseholds> households;
    private final ObjectProvider<TaskCards> cards;
    private final Officers officers;
    private final CurrentOfficer currentOfficer;
    private final Trail trail;
    private final LegalClock clock;

    Nudges(
            NudgeStore store,
            ObjectProvider<CaseHouseholds> households,
            ObjectProvider<TaskCards> cards,
            Officers officers,
            CurrentOfficer currentOfficer,
            Trail trail,
            LegalClock clock) {
        this.store = store;
        this.households = households;
        this.cards = cards;
        this.officers = officers;
        this.currentOfficer = currentOfficer;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * An open task with what people call it.
     *
     * @param caseNumber none: not for this officer to see
     * @param office whose task it is
     * @param today whether its office has been reminded today
     */
    public record Task(
            String id,
            @Nullable String caseNumber,
            @Nullable String page,
            @Nullable String village,
            @Nullable String head,
            String step,
            String office,
            @Nullable Instant due,
            boolean late,
            @Nullable Nudge last,
            boolean today) {}

    /**
     * What came of it.
     *
     * @param already offices that had been reminded today
     * @param gone tasks that are done by now, or not this officer's to remind of
     */
    public record Result(int nudged, int already, int gone) {}

    private static List<Above> above(SignedInOfficer officer) {
        return officer.posts().stream().flatMap(post -> Above.of(post).stream()).toList();
    }

    /** Whether the signed-in officer stands above any office. */
    public boolean mayNudge() {
        return !above(currentOfficer.require()).isEmpty();
    }

    /** Whether the signed-in officer stands above the office whose task it is, and nobody has reminded it today. */
    public boolean mayNudge(String task) {
        var above = above(currentOfficer.require());
        return store.waiting(task)
                .filter(waiting -> above.stream().anyMatch(one -> one.reaches(waiting.group())))
                .filter(waiting -> !today(waiting.last()))
                .isPresent();
    }

    /** How many tasks of offices below are late; counts no further than {@link #MANY}. */
    @Transactional(readOnly = true)
    public int late() {
        return store.countBelow(above(currentOfficer.require()), clock.now(), MANY);
    }

    /**
     * Tasks of offices below, those due first come first.
     *
     * @param soon also those that are due within days
     */
    @Transactional(readOnly = true)
    public List<Task> below(boolean soon) {
        var now = clock.now();
        return tasks(store.below(above(currentOfficer.require()), soon ? now.plus(SOON) : now, MANY));
    }

    /** Open tasks of the officer's own offices that they were reminded of, the latest first. */
    @Transactional(readOnly = true)
    public List<Task> received() {
        return tasks(store.nudged(currentOfficer.require().groups(), MANY));
    }

    /** Reminds the offices of some tasks; a task that is done by now, or whose office has been reminded today, is left out. */
    @Transactional
    public Result nudge(Collection<String> tasks, @Nullable String note) {
        var officer = currentOfficer.require();
        var above = above(officer);
        var said = note == null || note.isBlank() ? null : MaskedNumbers.in(note.strip());
        if (said != null && said.length() > NOTE_LIMIT) {
            throw new IllegalArgumentException("a note of " + said.length());
        }
        var nudged = 0;
        var already = 0;
        var asked = new LinkedHashSet<>(tasks);
        for (var task : asked) {
            var waiting = store.waiting(task);
            var from = waiting.flatMap(one ->
                    above.stream().filter(post -> post.reaches(one.group())).findFirst());
            if (waiting.isPresent() && from.isPresent()) {
                if (add(waiting.get(), officer.actorIn(from.get().post()), said)) {
                    nudged++;
                } else {
                    already++;
                }
            }
        }
        return new Result(nudged, already, asked.size() - nudged - already);
    }

    /**
     * By the clock: once a task, when its time has passed.
     *
     * @return how many offices were reminded; more may be left
     */
    @Transactional
    public int atDeadlines() {
        var nudged = 0;
        for (var late : store.overdueUntold(MANY)) {
            if (add(late, null, null)) {
                nudged++;
            }
        }
        return nudged;
    }

    private boolean add(Waiting task, @Nullable Actor by, @Nullable String note) {
        var office = office(task.group());
        if (!store.add(task, office, by, note)) {
            return false;
        }
        household(task.caseId()).ifPresent(household -> {
            var event = TrailEvent.of("task.nudged", task.caseId(), household.household(), by)
                    .at(task.element(), null)
                    .with("step", task.step())
                    .with("to", plain(task.group(), office))
                    .with("due", task.due() == null ? null : ChinaTime.end(task.due()));
            trail.append(note == null ? event : event.with("reason", note));
        });
        return true;
    }

    /** With the role in neutral words: who tells the trail says it in the county's. */
    private static String plain(String group, String office) {
        return Arrays.stream(Role.values())
                .filter(role -> group.startsWith(role.groupName()))
                .findFirst()
                .map(role -> office.substring(0, office.lastIndexOf(' ') + 1) + role.label())
                .orElse(office);
    }

    private Optional<CaseHouseholds.CaseHousehold> household(CaseId caseId) {
        return households.stream().flatMap(known -> known.of(caseId).stream()).findFirst();
    }

    private String office(String group) {
        return officers.group(group).map(OfficerGroup::label).orElse(group);
    }

    private List<Task> tasks(List<Waiting> waiting) {
        var now = clock.now();
        var ids = waiting.stream().map(Waiting::caseId).collect(Collectors.toSet());
        var shown = new HashMap<CaseId, TaskCards.Card>();
        if (!ids.isEmpty()) {
            cards.stream().forEach(known -> shown.putAll(known.of(ids)));
        }
        Map<String, String> offices = new HashMap<>();
        return waiting.stream()
                .map(one -> {
                    var card = shown.get(one.caseId());
                    var due = one.due();
                    return new Task(
                            one.task(),
                            card == null ? null : card.caseNumber(),
                            card == null ? null : card.page(),
                            card == null ? null : card.village(),
                            card == null ? null : card.head(),
                            one.step(),
                            offices.computeIfAbsent(one.group(), this::office),
                            due,
                            due != null && due.isBefore(now),
                            one.last(),
                            today(one.last()));
                })
                .toList();
    }

    private boolean today(@Nullable Nudge nudge) {
        return nudge != null && LocalDate.ofInstant(nudge.at(), ChinaTime.ZONE).equals(clock.today());
    }

    /** The last time that the office was reminded of a task. */
    public Optional<Nudge> last(String task) {
        return store.waiting(task).flatMap(waiting -> Optional.ofNullable(waiting.last()));
    }

    @Override
    public List<CaseSummaries.Line> of(String taskId) {
        return store.of(taskId).stream()
                .map(nudge -> new CaseSummaries.Line("催办", nudge.said()))
                .toList();
    }
}
