package cn.bangfu.process.engine;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of the engine need: officers of two villages, the trial processes, and to act as somebody. */
@Component
public class Trial {

    static final DivisionCode COUNTY = new DivisionCode("150625");

    final ProcessEngine processEngine;
    final CaseEngine engine;
    final StepPermits permits;
    final TrialCases cases;
    private final OfficerStore officers;
    private final Offices offices;
    private final Divisions divisions;
    private final TransactionTemplate transaction;
    private boolean deployed;

    Trial(
            ProcessEngine processEngine,
            CaseEngine engine,
            StepPermits permits,
            TrialCases cases,
            OfficerStore officers,
            Offices offices,
            Divisions divisions,
            TransactionTemplate transaction) {
        this.processEngine = processEngine;
        this.engine = engine;
        this.permits = permits;
        this.cases = cases;
        this.officers = officers;
        this.offices = offices;
        this.divisions = divisions;
        this.transaction = transaction;
    }

    /** The n-th village of the demo county that has households. */
    DivisionCode village(int n) {
        return divisions.villagesIn(COUNTY).stream()
                .filter(village -> village.holdsHouseholds())
                .skip(n)
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** A new officer in the division's own office. */
    SignedInOfficer officer(Role role, DivisionCode division) {
        return officer(role, division, null);
    }

    SignedInOfficer officer(Role role, DivisionCode division, @Nullable Department department) {
        var at = division.at(role.level());
        var office = department != null
                ? offices.department(at, department).orElseThrow()
                : role == Role.AUDITOR
                        ? offices.in(DivisionScope.of(at)).stream()
                                .filter(o -> o.kind() == OfficeKind.AUDIT)
                                .findFirst()
                                .orElseThrow()
                        : offices.of(at).orElseThrow();
        return transaction.execute(status -> {
            var person = officers.addPerson("测试" + role.label(), null);
            var name = "t" + Long.toString(System.nanoTime(), 36);
            var id = officers.addOfficer(person, name, "{noop}unusable", false, false);
            officers.addPost(id, office.id(), role, null);
            return officers.standing(id).orElseThrow().officer();
        });
    }

    /** Gives the officer one more post. */
    void post(SignedInOfficer officer, Role role, DivisionCode division) {
        officers.addPost(
                officer.id(),
                offices.of(division.at(role.level())).orElseThrow().id(),
                role,
                null);
    }

    synchronized void deploy() {
        if (!deployed) {
            engine.asApplication(e -> {
                new ModelDeployer(e, true).deployAll("classpath*:engine/");
                return e;
            });
            deployed = true;
        }
    }

    /** A case of the village that waits at its visit. */
    CaseId visit(DivisionCode village) {
        deploy();
        var id = cases.in(village);
        engine.start("trial-visit", id, Map.of());
        return id;
    }

    Task task(CaseId id) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult());
    }

    List<Task> tasks(CaseId id) {
        return engine.asApplication(e -> e.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .list());
    }

    /** As the gateway does it. */
    void submit(SignedInOfficer officer, CaseId id, Map<ProcessVariable<?>, Object> routing) {
        var task = task(id).getId();
        as(
                officer,
                () -> transaction.execute(status -> permits.whileCompleting(task, id, () -> {
                    engine.complete(task, routing);
                    return id;
                })));
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

    <T> T asOfficer(SignedInOfficer officer, Function<ProcessEngine, T> work) {
        return as(officer, () -> engine.asOfficer(work));
    }

    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }
}
