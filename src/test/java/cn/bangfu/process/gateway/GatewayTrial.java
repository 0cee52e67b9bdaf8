package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.engine.RoutingVariables;
import cn.bangfu.process.engine.TrialDoor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A small process with its steps, and officers to work on it. */
@Component
public class GatewayTrial implements CaseHouseholds, CaseSummaries, RoutingVariables {

    static final String PASSWORD = "Changdi-2026-shi";
    static final ProcessVariable<String> ROUTE = new ProcessVariable<>("tryRoute", String.class);
    static final ProcessVariable<String> CHANNEL = new ProcessVariable<>("tryChannel", String.class);
    static final ProcessVariable<Boolean> BREAKS = new ProcessVariable<>("tryBreaks", Boolean.class);

    /** Values that no engine table may ever hold. */
    static final String HEAD = "宝音德力格尔一二三";

    static final String SECOND = "其其格玛四五六";

    final CaseEngine engine;
    final TransactionTemplate transaction;
    private final TrialDoor door;
    private final OfficerStore officers;
    private final Offices offices;
    private final Divisions divisions;
    private final PasswordEncoder passwords;
    private final Map<CaseId, CaseHousehold> known = new ConcurrentHashMap<>();
    private final Map<CaseId, Set<PersonId>> visitors = new ConcurrentHashMap<>();
    private final Map<String, String> encoded = new ConcurrentHashMap<>();
    private boolean deployed;

    GatewayTrial(
            CaseEngine engine,
            TransactionTemplate transaction,
            TrialDoor door,
            OfficerStore officers,
            Offices offices,
            Divisions divisions,
            PasswordEncoder passwords) {
        this.engine = engine;
        this.transaction = transaction;
        this.door = door;
        this.officers = officers;
        this.offices = offices;
        this.divisions = divisions;
        this.passwords = passwords;
    }

    DivisionCode village(int n) {
        return divisions.villagesIn(new DivisionCode("150625")).stream()
                .filter(village -> village.holdsHouseholds())
                .skip(n)
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** A new officer with these roles in the village or what lies above it. */
    SignedInOfficer officer(DivisionCode village, Role... roles) {
        return transaction.execute(status -> {
            var person = officers.addPerson("试员" + Long.toString(System.nanoTime(), 36), null);
            var name = "g" + Long.toString(System.nanoTime(), 36);
            var password = encoded.computeIfAbsent(PASSWORD, passwords::encode);
            var id = officers.addOfficer(person, name, password, false, false);
            for (var role : roles) {
                officers.addPost(
                        id, offices.of(village.at(role.level())).orElseThrow().id(), role, null);
            }
            return officers.standing(id).orElseThrow().officer();
        });
    }

    synchronized void deploy() {
        if (!deployed) {
            door.deploy("gateway/");
            deployed = true;
        }
    }

    CaseId open(DivisionCode village) {
        deploy();
        var id = register(village);
        engine.start("gateway-trial", id, Map.of());
        return id;
    }

    CaseId register(DivisionCode village) {
        var id = door.newCase(village);
        known.put(id, new CaseHousehold(HouseholdId.next(), "试" + id.toString().substring(0, 6), village));
        return id;
    }

    List<Task> tasks(CaseId id) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .listPage(0, 10));
    }

    String task(CaseId id) {
        return tasks(id).get(0).getId();
    }

    <T> T as(SignedInOfficer officer, Supplier<T> work) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Override
    public Optional<CaseHousehold> of(CaseId caseId) {
        return Optional.ofNullable(known.get(caseId));
    }

    @Override
    public List<Line> of(CaseId caseId, Actor reader) {
        return known.containsKey(caseId) ? List.of(new Line("户主", HEAD)) : List.of();
    }

    @Override
    public Set<ProcessVariable<?>> variables() {
        return Set.of(ROUTE, CHANNEL, BREAKS);
    }

    @Component("gatewayTrialStep")
    static class TryStartStep implements StartStep {

        private final GatewayTrial trial;
        private final CaseEngine engine;

        TryStartStep(GatewayTrial trial, CaseEngine engine) {
            this.trial = trial;
            this.engine = engine;
        }

        @Override
        public String element() {
            return "StartEvent_GatewayTrial";
        }

        @Override
        public String processKey() {
            return "gateway-trial";
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.VILLAGE_CLERK);
        }

        @Override
        public Map<String, @Nullable Object> prefill(StartContext context) {
            return Map.of();
        }

        @Override
        public StartResult submit(StartContext context, Answers answers) {
            if (answers.text("head").equals("已有案件")) {
                return StartResult.refused("head", "这一户已有正在办理的案件");
            }
            var id = trial.register(context.actor().division());
            engine.start("gateway-trial", id, Map.of());
            return new StartResult.Started(id, trial.of(id).orElseThrow().household());
        }
    }

    @Component("tryVisitStep")
    static class TryVisitStep implements Step {

        private final Trail trail;
        private final GatewayTrial trial;
        private final JdbcClient jdbc;

        TryVisitStep(Trail trail, GatewayTrial trial, JdbcClient jdbc) {
            this.trail = trail;
            this.trial = trial;
            this.jdbc = jdbc;
        }

        @Override
        public String element() {
            return "UserTask_TryVisit";
        }

        @Override
        public Map<String, @Nullable Object> prefill(StepContext context) {
            return Map.of(
                    "head",
                    HEAD,
                    "members",
                    List.of(Map.of("memberId", "m1", "name", HEAD), Map.of("memberId", "m2", "name", SECOND)));
        }

        @Override
        public StepResult submit(StepContext context, Answers answers) {
            var household = trial.of(context.caseId()).orElseThrow().household();
            trail.append(TrailEvent.of("trial.visited", context.caseId(), household, context.actor())
                    .with("words", answers.text("words")));
            if (answers.text("words").contains("不行")) {
                return StepResult.refused("words", "这句话记得不对，请再核实");
            }
            if (answers.text("words").contains("坏了")) {
                throw new IllegalStateException("broken");
            }
            if (answers.text("words").contains("断线")) {
                // What the application had written is what the database's end of the connection leaves of it: nothing.
                jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query()
                        .singleRow();
            }
            trial.visitors
                    .computeIfAbsent(context.caseId(), id -> ConcurrentHashMap.newKeySet())
                    .add(context.actor().person());
            return StepResult.taken(BREAKS, answers.text("words").contains("处理失败"));
        }
    }

    @Component("tryReviewStep")
    static class TryReviewStep implements Step {

        @Override
        public String element() {
            return "UserTask_TryReview";
        }

        @Override
        public Map<String, @Nullable Object> prefill(StepContext context) {
            return Map.of();
        }

        @Override
        public StepResult submit(StepContext context, Answers answers) {
            return StepResult.taken();
        }
    }

    @Component
    static class TryDuty implements DutyCheck {

        private final GatewayTrial trial;

        TryDuty(GatewayTrial trial) {
            this.trial = trial;
        }

        @Override
        public Optional<String> objection(StepContext context) {
            return context.element().equals("UserTask_TryReview")
                            && trial.visitors
                                    .getOrDefault(context.caseId(), Set.of())
                                    .contains(context.actor().person())
                    ? Optional.of("您参加过这一户的入户，按职责分离的规定不能再审核")
                    : Optional.empty();
        }
    }

    @Component("tryWorkDelegate")
    static class TryWorkDelegate implements JavaDelegate {

        @Override
        public void execute(DelegateExecution execution) {
            if (BREAKS.get(execution)) {
                throw new IllegalStateException("the delegate is broken");
            }
        }
    }
}
