package cn.bangfu.screening;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.comparison.Register;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.screening.AlertProcess.Raised;
import cn.bangfu.screening.Screenings.Attempt;
import cn.bangfu.screening.Screenings.Attribute;
import cn.bangfu.screening.Screenings.Threshold;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Screens a county and sends the clues on. Both are jobs that another process goes on with where one was killed: a run is one transaction,
 * and each clue is sent in one of its own, together with the case that it opens.
 */
@Service
public class ScreeningService {

    public static final String DECISION_KEY = "screening-threshold";
    /** What the table is asked about who was in the list of allowances and is no longer. */
    public static final String LOST = "退出";

    private static final Logger log = LoggerFactory.getLogger(ScreeningService.class);
    private static final int MOST_ATTEMPTS = 3;
    /** So many words for states and levels are none: somebody took a column of names for one. */
    private static final int MOST_ATTRIBUTES = 2_000;

    private final Screenings screenings;
    private final DecisionTables tables;
    private final AlertProcess alerts;
    private final LegalClock clock;
    private final Trail trail;
    private final TransactionTemplate transaction;
    private final JobThread jobs;
    private volatile @Nullable Attempt running;
    private volatile String stage = "";

    ScreeningService(
            Screenings screenings,
            DecisionTables tables,
            AlertProcess alerts,
            LegalClock clock,
            Trail trail,
            TransactionTemplate transaction) {
        this.screenings = screenings;
        this.tables = tables;
        this.alerts = alerts;
        this.clock = clock;
        this.trail = trail;
        this.transaction = transaction;
        jobs = new JobThread("screening", this::beat);
        jobs.lookFor(this::work);
    }

    @PreDestroy
    void stop() {
        jobs.close();
    }

    private void beat() {
        var now = running;
        if (now != null) {
            screenings.heartbeat(now, stage);
        }
    }

    public Optional<ScreeningRun> latest(DivisionCode county) {
        return screenings.latest(county);
    }

    /** Begins, unless one is running. */
    public boolean begin(DivisionCode county, Actor actor) {
        if (screenings.isRunning(county)) {
            return false;
        }
        screenings.create(county, clock.today(), actor);
        jobs.execute(this::work);
        return true;
    }

    /** Begins to send clues on to their villages. */
    public int send(DivisionScope scope, Collection<UUID> clues, Actor actor) {
        var marked = screenings.markSending(scope, clues, actor);
        jobs.execute(this::work);
        return marked;
    }

    public int sendAll(DivisionScope scope, Actor actor) {
        var marked = screenings.markAllSending(scope, actor);
        jobs.execute(this::work);
        return marked;
    }

    /** Without a visit: the data itself was wrong, or the household is helped already. */
    public int close(DivisionScope scope, Collection<UUID> clues, String reason, Actor actor) {
        return screenings.close(scope, clues, reason, actor);
    }

    private void work() {
        for (var next = screenings.claim(); next.isPresent(); next = screenings.claim()) {
            run(next.get());
        }
        while (sendNext()) {
            log.debug("a clue was sent");
        }
    }

    private void run(Attempt attempt) {
        if (attempt.number() > MOST_ATTEMPTS) {
            screenings.fail(attempt, "多次筛查都中断，请把编号" + attempt.id() + "告诉系统管理员。");
            return;
        }
        running = attempt;
        try {
            transaction.executeWithoutResult(status -> screen(attempt));
            log.info("screening {} of {} is done", attempt.id(), attempt.county());
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                log.error("screening {} failed: {}", attempt.id(), e.toString());
                screenings.fail(attempt, "出错了，没有产生线索。请重试；仍不行请把编号" + attempt.id() + "告诉系统管理员。");
            }
        } finally {
            running = null;
        }
    }

    private void screen(Attempt attempt) {
        var notes = new ArrayList<String>();
        stage = "第1步，共4步：核对部门数据";
        var registers = screenings.takeFiles(attempt);
        var attributes = screenings.attributes(attempt, MOST_ATTRIBUTES + 1);
        if (attributes.size() > MOST_ATTRIBUTES) {
            notes.add("有部门数据的状态或等级写法超过" + MOST_ATTRIBUTES + "种，多出的没有筛查，请核对是否认错了列。");
        }
        stage = "第2步，共4步：按标准判定";
        var thresholds = new ArrayList<Threshold>();
        for (var attribute : attributes.subList(0, Math.min(MOST_ATTRIBUTES, attributes.size()))) {
            for (var type : RegistrationType.values()) {
                threshold(attempt, attribute, type).ifPresent(thresholds::add);
            }
        }
        if (registers.contains(Register.SUBSISTENCE)) {
            for (var type : RegistrationType.values()) {
                threshold(attempt, new Attribute(Register.SUBSISTENCE, LOST), type)
                        .ifPresent(thresholds::add);
            }
        }
        screenings.keep(attempt, thresholds);
        stage = "第3步，共4步：与登记比对";
        screenings.match(attempt);
        var unseen = screenings.matchLost(attempt);
        if (unseen != null) {
            notes.add(unseen);
        }
        stage = "第4步，共4步：形成线索";
        screenings.conclude(attempt, notes);
    }

    private Optional<Threshold> threshold(Attempt attempt, Attribute attribute, RegistrationType type) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("county", attempt.county().value());
        inputs.put(
                "day",
                attempt.day().getYear() * 10_000
                        + attempt.day().getMonthValue() * 100
                        + attempt.day().getDayOfMonth());
        inputs.put("register", attribute.register().name());
        inputs.put("attribute", attribute.attribute());
        inputs.put("registrationType", type.name());
        var decision = tables.evaluate(DECISION_KEY, inputs);
        if (!decision.flag("clue")) {
            return Optional.empty();
        }
        var over = decision.decidingRow().outputs().get("over");
        return Optional.of(new Threshold(
                attribute,
                type,
                decision.outcome("cause", RiskCause.class),
                over == null ? null : new BigDecimal(over.toString()),
                decision.reference()));
    }

    /** One that can't be sent holds up no other: it is tried some times and then given back. */
    private boolean sendNext() {
        var tried = new AtomicReference<@Nullable UUID>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> sendNext(tried)));
        } catch (RuntimeException e) {
            var clue = tried.get();
            if (clue == null || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            log.error("clue {} was not sent: {}", clue, JobThread.where(e));
            screenings.tried(clue);
            return true;
        }
    }

    private boolean sendNext(AtomicReference<@Nullable UUID> tried) {
        var next = screenings.nextToSend();
        if (next.isEmpty()) {
            return false;
        }
        var sending = next.get();
        tried.set(sending.clue());
        var clue = screenings.find(sending.clue()).orElseThrow();
        Raised raised;
        if (sending.attempts() > MOST_ATTEMPTS) {
            raised = new Raised.Refused("多次下发都没有成功，请重试或联系系统管理员。");
        } else {
            raised = alerts.raise(clue, sending.actor());
        }
        if (raised instanceof Raised.Started started) {
            screenings.sent(clue.id(), started.caseId());
            trail.append(TrailEvent.of("clue.screened", started.caseId(), clue.household(), sending.actor())
                    .with("cause", clue.cause().name())
                    .with(
                            "registers",
                            clue.facts().stream()
                                    .map(fact -> fact.register().name())
                                    .distinct()
                                    .toList()));
        } else {
            screenings.notSent(clue.id(), ((Raised.Refused) raised).message());
        }
        return true;
    }

    /** For tests: does what waits, in this thread. */
    void workNow() {
        work();
    }

    public List<ScreeningClue> list(Screenings.Filter filter, int limit) {
        return screenings.list(filter, limit);
    }

    public List<Screenings.TownLine> byTown(DivisionScope scope) {
        return screenings.byTown(scope);
    }
}
