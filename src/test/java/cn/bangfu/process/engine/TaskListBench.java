package cn.bangfu.process.engine;

import static cn.bangfu.process.engine.TrialBrowser.ENGINE;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The task list of a village, a town and the county at 10,000 and 100,000 open tasks of 300 villages, beside the same tasks asked for
 * without the scope. Not part of the build: {@code mvn -Dtest=TaskListBench test}.
 */
@ApplicationTest
class TaskListBench {

    private static final int ROUNDS = 25;
    private static final int VILLAGES = 300;

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OfficerStore officers;

    @Autowired
    PasswordEncoder encoder;

    @Autowired
    TestPostgres.Database database;

    @Test
    void taskList() throws Exception {
        trial.visit(trial.village(0));
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        var town = trial.officer(Role.TOWN_HEAD, trial.village(0));
        var county = trial.officer(Role.COUNTY_HEAD, trial.village(0));
        for (var total : List.of(10_000, 100_000)) {
            fill(total);
            for (var officer : List.of(clerk, town, county)) {
                measure(total, officer);
            }
        }
    }

    private void measure(int total, SignedInOfficer officer) throws Exception {
        officers.setPassword(officer.id(), encoder.encode("bangfu-trial-2026"), false);
        var browser = new TrialBrowser(port).signIn(officer.username(), "bangfu-trial-2026");
        var filter = trial.engine.asApplication(e -> e.getFilterService()
                .createTaskFilterQuery()
                .filterName("本单位待办")
                .singleResult()
                .getId());
        if (System.getenv("EXPLAIN") != null) {
            jdbc.sql(
                            "explain (analyze, buffers) select distinct RES.* from act_ru_task RES left join act_ru_identitylink I on I.task_id_ = RES.id_"
                                    + " where RES.suspension_state_ = 1 and (1 = 1 and (I.type_ = 'candidate' and (I.group_id_ in (?))))"
                                    + " order by RES.due_date_ asc limit 15 offset 0")
                    .param(officer.groups().stream()
                            .filter(OfficerGroups::isOffice)
                            .findFirst()
                            .orElseThrow())
                    .query(String.class)
                    .list()
                    .forEach(line -> System.out.println("TASKLIST " + line));
        }
        var own = trial.<Long>asOfficer(
                officer, e -> e.getTaskService().createTaskQuery().count());
        var page = millis(() -> trial.asOfficer(
                officer,
                e -> e.getTaskService().createTaskQuery().orderByDueDate().asc().listPage(0, 15)));
        var count = millis(() -> trial.asOfficer(
                officer, e -> e.getTaskService().createTaskQuery().count()));
        var request = millis(() -> browser.getAs(
                ENGINE + "filter/" + filter + "/list?firstResult=0&maxResults=15", "application/hal+json"));
        var unscoped = millis(
                () -> trial.asOfficer(officer, e -> ((ProcessEngineConfigurationImpl) e.getProcessEngineConfiguration())
                        .getCommandExecutorTxRequired()
                        .execute((Command<Object>) command -> {
                            command.getSessions().put(AuthorizationManager.class, new AuthorizationManager());
                            return e.getTaskService()
                                    .createTaskQuery()
                                    .taskCandidateGroupIn(List.copyOf(officer.groups()))
                                    .includeAssignedTasks()
                                    .count();
                        })));
        System.out.printf(
                "TASKLIST total=%d role=%s own=%d page=%.1f ms count=%.1f ms request=%.1f ms engine's own check=%.1f ms%n",
                total, officer.roles(), own, page, count, request, unscoped);
    }

    private static double millis(Callable<?> work) throws Exception {
        for (int i = 0; i < 5; i++) {
            work.call();
        }
        var times = new ArrayList<Long>();
        for (int i = 0; i < ROUNDS; i++) {
            var start = System.nanoTime();
            work.call();
            times.add(System.nanoTime() - start);
        }
        times.sort(null);
        return times.get(ROUNDS / 2) / 1e6;
    }

    /** One in ten tasks is the county's, two in ten a town's, the others a village's. */
    private void fill(int total) {
        var village = trial.village(0).value();
        var town = village.substring(0, 9);
        jdbc.sql("delete from act_ru_identitylink where id_ like 'bench-%'").update();
        jdbc.sql("delete from act_ru_task where id_ like 'bench-%'").update();
        jdbc.sql("delete from act_ru_execution where id_ like 'bench-%'").update();
        jdbc.sql("""
                insert into act_ru_execution (id_, rev_, proc_inst_id_, proc_def_id_, business_key_, act_id_, is_active_,
                  is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_, sequence_counter_)
                select 'bench-' || n, 1, 'bench-' || n, (select max(id_) from act_re_procdef where key_ = 'trial-visit'),
                  gen_random_uuid()::text, 'UserTask_Visit', true, false, true, false, 1, 0, 1
                from generate_series(1, :total) n""").param("total", total).update();
        jdbc.sql("""
                insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_, priority_,
                  create_time_, due_date_, suspension_state_)
                select 'bench-' || n, 1, 'bench-' || n, 'bench-' || n,
                  (select max(id_) from act_re_procdef where key_ = 'trial-visit'), '入户核实', 'UserTask_Visit', 50,
                  now() - n * interval '1 minute', now() + (n % 1000) * interval '1 hour', 1
                from generate_series(1, :total) n""").param("total", total).update();
        jdbc.sql("""
                insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
                select 'bench-' || n, 1, case
                    when n % 10 = 0 then 'countyHead150625'
                    when n % 10 < 3 then 'townHead' || case when n % 12 = 1 then :town else '1506259' || lpad((n % 12)::text, 2, '0') end
                    when n % :villages = 7 then 'villageClerk' || :village
                    else 'villageClerk1506259' || lpad((n % :villages)::text, 5, '0') end,
                  'candidate', 'bench-' || n
                from generate_series(1, :total) n""")
                .param("total", total)
                .param("villages", VILLAGES)
                .param("village", village)
                .param("town", town)
                .update();
        // As autovacuum does in time.
        var owner = JdbcClient.create(database.owner());
        for (var table : List.of("task", "identitylink", "execution")) {
            owner.sql("analyze camunda.act_ru_" + table).update();
        }
        System.out.println("TASKLIST filled " + total);
    }
}
