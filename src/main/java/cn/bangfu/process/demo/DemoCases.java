package cn.bangfu.process.demo;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.evidence.EvidenceService.Receipt;
import cn.bangfu.household.Households;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MovableTime;
import cn.bangfu.policy.WorkCalendar;
import cn.bangfu.policy.WorkCalendars;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.gateway.Outcome;
import cn.bangfu.process.gateway.StartGateway;
import cn.bangfu.process.gateway.StepGateway;
import cn.bangfu.reading.Conformance;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Leads some households of the demo county through the procedure at the first start, so that every official finds work and every
 * auditor something to read. Its officials do it through the gateway, one act after the other, while legal time and the engine's clock
 * stand on the days of the script. A county with cases is left alone.
 */
@Component
@Profile("!production")
@ConditionalOnProperty(
        name = {"bangfu.demo", "bangfu.demo-cases"},
        havingValue = "true")
class DemoCases {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);
    private static final int ROUNDS = 20;
    private static final Duration BEFORE_ALL = Duration.ofDays(90);

    private final StartGateway starts;
    private final StepGateway steps;
    private final CaseEngine engine;
    private final EvidenceService evidence;
    private final IdentificationCases cases;
    private final Households households;
    private final Officers officers;
    private final OfficerStore accounts;
    private final WorkCalendars calendars;
    private final LegalClock clock;
    private final MovableTime time;
    private final Conformance conformance;
    private final DivisionCode county;

    DemoCases(
            StartGateway starts,
            StepGateway steps,
            CaseEngine engine,
            EvidenceService evidence,
            IdentificationCases cases,
            Households households,
            Officers officers,
            OfficerStore accounts,
            WorkCalendars calendars,
            LegalClock clock,
            MovableTime time,
            Conformance conformance,
            @Value("${bangfu.counties}") List<String> counties) {
        this.starts = starts;
        this.steps = steps;
        this.engine = engine;
        this.evidence = evidence;
        this.cases = cases;
        this.households = households;
        this.officers = officers;
        this.accounts = accounts;
        this.calendars = calendars;
        this.clock = clock;
        this.time = time;
        this.conformance = conformance;
        this.county = new DivisionCode(counties.get(0));
    }

    private ClassPathResource script() {
        return new ClassPathResource("demo/county-" + county + "/cases.yml");
    }

    private boolean isFirstStart() {
        return script().exists()
                && cases.recent(DivisionScope.of(county), false, 1).isEmpty();
    }

    /** Before the register is taken in: it was there before the first case. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(50)
    void goBack() {
        // A start that was cut off has left time in the past.
        time.comeBack();
        if (isFirstStart()) {
            time.goTo(clock.now().minus(BEFORE_ALL));
        }
    }

    /** After the departments' files, with which these households are compared. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(300)
    void lead() throws IOException {
        if (!isFirstStart()) {
            return;
        }
        time.comeBack();
        List<DemoAct> acts;
        try (var in = script().getInputStream()) {
            acts = DemoAct.read(in);
        }
        var executor = configuration().getJobExecutor();
        var ran = executor.isActive();
        if (ran) {
            executor.shutdown();
        }
        var failed = new TreeSet<String>();
        var calendar = calendars.current();
        var today = clock.today();
        try {
            for (var act : acts) {
                if (!failed.contains(act.household())) {
                    var moment = workday(calendar, today, act.daysAgo())
                            .atTime(act.at())
                            .atZone(LegalClock.ZONE)
                            .toInstant();
                    if (!succeeds(act, moment)) {
                        failed.add(act.household());
                    }
                }
            }
        } finally {
            ClockUtil.reset();
            time.comeBack();
            if (ran) {
                executor.start();
            }
        }
        // What auditors read in the morning: nobody waits for the first night.
        var found = conformance.look(county, null).findings();
        log.info("demo cases led through {} acts, {} households stuck, {} findings", acts.size(), failed.size(), found);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return engine.asApplication(e -> (ProcessEngineConfigurationImpl) e.getProcessEngineConfiguration());
    }

    private static LocalDate workday(WorkCalendar calendar, LocalDate today, int ago) {
        var day = today;
        for (var left = ago; left > 0; ) {
            day = day.minusDays(1);
            if (isWorkday(calendar, day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean isWorkday(WorkCalendar calendar, LocalDate day) {
        return calendar.isWorkday(day) instanceof WorkCalendar.Answer.Known known
                ? known.workday()
                : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** Whether the act was taken; what refuses it is told to whoever changes the script. */
    private boolean succeeds(DemoAct act, Instant moment) {
        var household = households.findByNumber(act.household()).orElseThrow().id();
        goTo(moment);
        caseOf(household).ifPresent(id -> runJobs(id, true));
        var outcome = as(act.by(), officer -> {
            var answers = new DemoAnswers(LegalClock.dayOf(moment), name -> photograph(officer, name));
            return act.opens() == null
                    ? does(String.valueOf(act.does()), caseOf(household).orElseThrow(), act.says(), answers)
                    : opens(act.opens(), household, act.says(), answers);
        });
        caseOf(household).ifPresent(id -> runJobs(id, false));
        if (outcome instanceof Outcome.Submitted) {
            return true;
        }
        log.error(
                "demo household {} is stuck at {}, waits at {}: {}",
                act.household(),
                act.opens() == null ? act.does() : act.opens(),
                caseOf(household).map(this::waitsAt).orElse(List.of()),
                outcome);
        return false;
    }

    private void goTo(Instant moment) {
        time.goTo(moment);
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    private Outcome opens(String start, HouseholdId household, Map<String, ?> says, DemoAnswers answers) {
        return starts.open(start, household)
                .map(form -> starts.submit(start, household, answers.of(form.values(), says), null))
                .orElseGet(Outcome.NotHere::new);
    }

    private Outcome does(String step, CaseId id, Map<String, ?> says, DemoAnswers answers) {
        return engine.asOfficer(e -> e
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .taskDefinitionKey(step)
                        .listPage(0, 1)
                        .stream()
                        .map(Task::getId)
                        .findFirst())
                .flatMap(
                        task -> steps.open(task).map(form -> steps.submit(task, answers.of(form.values(), says), null)))
                .orElseGet(Outcome.NotHere::new);
    }

    private List<String> waitsAt(CaseId id) {
        return engine.asApplication(
                e -> e.getTaskService().createTaskQuery().processInstanceBusinessKey(id.toString()).list().stream()
                        .map(Task::getTaskDefinitionKey)
                        .toList());
    }

    private Optional<CaseId> caseOf(HouseholdId household) {
        return cases.of(household).stream().findFirst().map(IdentificationCase::id);
    }

    /** What the engine has to do by itself: at once, and with the timers that are due by now. */
    private void runJobs(CaseId id, boolean timers) {
        for (var round = 0; round < ROUNDS; round++) {
            var due = engine.asApplication(e -> jobs(e, id, timers));
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> engine.asApplication(e -> {
                e.getManagementService().executeJob(job);
                return job;
            }));
        }
    }

    private static List<String> jobs(ProcessEngine e, CaseId id, boolean timers) {
        return e
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .list()
                .stream()
                .flatMap(instance -> {
                    var query = e.getManagementService()
                            .createJobQuery()
                            .processInstanceId(instance.getId())
                            .withRetriesLeft()
                            .executable();
                    return (timers ? query : query.messages()).list().stream();
                })
                .map(Job::getId)
                .toList();
    }

    private <T> T as(String username, Function<SignedInOfficer, T> work) {
        var officer = officers.byUsername(username)
                .flatMap(found -> accounts.standing(found.id()))
                .orElseThrow()
                .officer();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
        try {
            return work.apply(officer);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private String photograph(SignedInOfficer officer, String name) {
        try {
            var jpeg = DemoPhotograph.jpeg(name);
            return evidence.receive(officer, name + ".jpg", () -> new ByteArrayInputStream(jpeg))
                            instanceof Receipt.Kept kept
                    ? kept.item().id().toString()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
