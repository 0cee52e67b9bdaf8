package cn.bangfu.reading.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.audit.AuditBenches;
import cn.bangfu.reading.CaseIndex.Query;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searching and reading at 10⁴, 10⁵ and 10⁶ cases, each with ten events and ten rows of the engine's history; 10⁶ cases are twice 10⁷
 * history rows. Not part of the build: {@code bench/reading.sh [most cases]}.
 */
@PostgresTest
class ReadingBench {

    private static final int ROUNDS = 15;
    private static final int PEOPLE = 300;

    /** Of the trail, and of the engine's history, a case; fewer where only the register and the cases are looked at. */
    private static final int ROWS = Integer.getInteger("bangfu.bench.rows", 10);

    private static final String COUNTY = "150625";

    private final JdbcClient owner;
    private final JdbcCaseIndex index;
    private final JdbcCaseHistory history;
    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);

    ReadingBench(TestPostgres.Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        owner = JdbcClient.create(database.owner());
        index = new JdbcCaseIndex(jdbc, cipher);
        history = new JdbcCaseHistory(jdbc);
    }

    @Test
    void searchAndRead() throws Exception {
        var most = Integer.getInteger("bangfu.bench.cases", 1_000_000);
        prepare();
        var filled = 0;
        for (var cases : List.of(10_000, 100_000, 1_000_000)) {
            if (cases <= most) {
                fill(filled, cases);
                filled = cases;
                measure(cases);
            }
        }
    }

    private void prepare() {
        owner.sql("alter role current_user set maintenance_work_mem = '512MB'").update();
        owner.sql(
                        "insert into app.division (code, statistical_name, shown_name, parent, holds_households) values ('150625', '县', '县', null, false) on conflict do nothing")
                .update();
        owner.sql(
                        "insert into app.division (code, statistical_name, shown_name, parent, holds_households) select '150625' || lpad(t::text, 3, '0'), '镇', '镇', '150625', false from generate_series(100, 111) t on conflict do nothing")
                .update();
        owner.sql(
                        "insert into app.division (code, statistical_name, shown_name, parent, holds_households) select '150625' || lpad(t::text, 3, '0') || lpad(v::text, 3, '0'), '村', '村', '150625' || lpad(t::text, 3, '0'), true from generate_series(100, 111) t, generate_series(200, 224) v on conflict do nothing")
                .update();
        owner.sql(
                        "insert into app.person (id, name) select md5('p' || n)::uuid, '办理人' || n from generate_series(1, ?) n")
                .param(PEOPLE)
                .update();
        owner.sql(
                        "insert into app.officer (id, person, username, password_hash) select md5('o' || n)::uuid, md5('p' || n)::uuid, 'bench' || n, 'x' from generate_series(1, ?) n")
                .param(PEOPLE)
                .update();
        owner.sql(
                        "insert into camunda.act_ge_bytearray (id_, rev_, name_, deployment_id_, bytes_) select 'bench-bytes', 1, 'bench.bpmn', null, convert_to(repeat('<x/>', 20000), 'UTF8')")
                .update();
        owner.sql(
                        "insert into camunda.act_re_procdef (id_, rev_, key_, name_, version_, deployment_id_, resource_name_, has_start_form_key_, suspension_state_) values ('bench-def', 1, 'bench', '识别', 1, 'bench-deployment', 'bench.bpmn', false, 1)")
                .update();
    }

    /** Straight into the tables; the chains of these events are not meant to be verified. */
    private void fill(int from, int to) {
        var begin = System.nanoTime();
        var parameters = Map.of("from", from + 1, "to", to, "rows", ROWS);
        var indexes = withoutIndexes();
        for (var table : List.of("trail_event", "identification_case", "household", "household_member")) {
            owner.sql("alter table app." + table + " disable trigger user").update();
        }
        owner.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        select md5('h' || n)::uuid, '1506251' || lpad(n::text, 9, '0'), '150625' || (100 + n % 12) || (200 + n % 25), 'ORDINARY', 'YES', 'LEDGER'
                        from generate_series(:from, :to) n
                        """).params(parameters).update();
        owner.sql("""
                        insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        select md5('h' || n)::uuid, chr(19968 + n % 200) || chr(20000 + n % 500) || chr(20500 + (n / 500) % 2000), '\\x00',
                          sha256(convert_to('i' || n || '-' || m, 'UTF8')), '1970-01-01', 'MALE', case m when 1 then '户主' else '子女' end
                        from generate_series(:from, :to) n, generate_series(1, 3) m
                        """).params(parameters).update();
        owner.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state, opened_at, closed_at, outcome)
                        select md5('c' || n)::uuid, '150625-' || (2020 + n % 7) || '-' || lpad(n::text, 7, '0'), md5('h' || n)::uuid,
                          '150625' || (100 + n % 12) || (200 + n % 25), 'HOUSEHOLD', 'CLOSED', timestamptz '2020-01-01' + n * interval '90 seconds',
                          timestamptz '2020-02-01' + n * interval '90 seconds', (array['ASSISTED', 'REFUSED', 'NO_RISK', 'WITHDRAWN'])[1 + (n / 12) % 4]
                        from generate_series(:from, :to) n
                        """).params(parameters).update();
        owner.sql("""
                        insert into app.case_index (case_id, number, household_id, county, village, opened_at, closed_at, outcome, category)
                        select id, number, household_id, left(village, 6), village, opened_at, closed_at, outcome,
                          case when outcome = 'ASSISTED' then (array['UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP'])[1 + abs(hashtext(number)) % 3] end
                        from app.identification_case c where not exists (select from app.case_index i where i.case_id = c.id)
                        """).update();
        owner.sql("""
                        insert into app.audit_finding (rule, county, key, village, case_id, household_id, happened_at, said)
                        select 'deadline-missed', '150625', md5('f' || n), '150625' || (100 + n % 12) || (200 + n % 25), md5('c' || n)::uuid,
                          md5('h' || n)::uuid, timestamptz '2020-02-01' + n * interval '90 seconds', '超过时限'
                        from generate_series(:from, :to, 50) n
                        """).params(parameters).update();
        owner.sql("""
                        insert into app.trail_event (chain, seq, at, case_id, household_id, action, element, officer_id, person_id, actor_name, role,
                          office, model, details, stamp, prev_hash, hash)
                        select md5('c' || n)::uuid::text, s, timestamptz '2020-01-01' + n * interval '90 seconds' + s * interval '1 day', md5('c' || n)::uuid,
                          md5('h' || n)::uuid, 'step.submitted', 'UserTask_VisitHousehold', md5('o' || (1 + (n + s) % 300))::uuid,
                          md5('p' || (1 + (n + s) % 300))::uuid, '办理人', 'TOWN_CLERK', '某镇人民政府', 'household-identification:1',
                          '\\x00112233445566778899aabbccddeeff', null, '\\x00', sha256(int8send(n * 10 + s))
                        from generate_series(:from::bigint, :to) n, generate_series(1, :rows) s
                        """).params(parameters).update();
        owner.sql("""
                        insert into camunda.act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, end_time_, state_)
                        select 'pi' || n, 'pi' || n, md5('c' || n)::uuid::text, 'bench', 'bench-def', timestamp '2020-01-01' + n * interval '90 seconds',
                          timestamp '2020-02-01' + n * interval '90 seconds', 'COMPLETED'
                        from generate_series(:from, :to) n
                        """).params(parameters).update();
        owner.sql("""
                        insert into camunda.act_hi_actinst (id_, parent_act_inst_id_, proc_def_key_, proc_def_id_, proc_inst_id_, execution_id_, act_id_,
                          act_name_, act_type_, assignee_, start_time_, end_time_, act_inst_state_, sequence_counter_)
                        select 'ai' || n || '-' || s, 'pi' || n, 'bench', 'bench-def', 'pi' || n, 'pi' || n, 'UserTask_' || s, '环节' || s, 'userTask',
                          'bench' || (1 + n % 300), timestamp '2020-01-01' + n * interval '90 seconds' + s * interval '1 day',
                          timestamp '2020-01-02' + n * interval '90 seconds' + s * interval '1 day', 4, s
                        from generate_series(:from, :to) n, generate_series(1, :rows) s
                        """).params(parameters).update();
        indexes.forEach(index -> owner.sql(index).update());
        for (var table : List.of(
                "app.household",
                "app.household_member",
                "app.identification_case",
                "app.case_index",
                "app.audit_finding",
                "app.trail_event",
                "camunda.act_hi_procinst",
                "camunda.act_hi_actinst")) {
            owner.sql("analyze " + table).update();
        }
        AuditBenches.say("filled %,d cases in %,d s".formatted(to, (System.nanoTime() - begin) / 1_000_000_000));
    }

    /**
     * The two tables that hold nearly everything are filled without indexes and write-ahead log.
     *
     * @return what makes the indexes anew
     */
    private List<String> withoutIndexes() {
        var indexes = new ArrayList<>(owner.sql("""
                        select indexdef from pg_indexes where (schemaname, tablename) in (('app', 'trail_event'), ('camunda', 'act_hi_actinst'))
                          and indexname not like '%pkey'
                        """).query(String.class).list());
        owner.sql("""
                        select schemaname || '.' || indexname from pg_indexes
                        where (schemaname, tablename) in (('app', 'trail_event'), ('camunda', 'act_hi_actinst')) and indexname not like '%pkey'
                        """).query(String.class).list().forEach(index -> owner.sql("drop index " + index)
                .update());
        owner.sql("alter table app.trail_event drop constraint trail_event_pkey")
                .update();
        indexes.add("alter table app.trail_event add primary key (chain, seq)");
        owner.sql("alter table app.trail_event set unlogged").update();
        owner.sql("alter table camunda.act_hi_actinst set unlogged").update();
        return indexes;
    }

    private void measure(int cases) throws Exception {
        var county = DivisionScope.of(new DivisionCode(COUNTY));
        var asked = new LinkedHashMap<String, Query>();
        asked.put("nothing", query("", null, null, null, null, null));
        asked.put("case number", query("150625-2023-0003", null, null, null, null, null));
        asked.put("household number", query("1506251000005", null, null, null, null, null));
        asked.put("name", query(name(cases / 2), null, null, null, null, null));
        asked.put("name, one character", query(name(7).substring(0, 1), null, null, null, null, null));
        asked.put("village", query("", "150625104204", null, null, null, null));
        asked.put("town, refused", query("", "150625104", null, "REFUSED", null, null));
        asked.put("category", query("", null, "MARGINAL", null, null, null));
        asked.put("officer", query("", null, null, null, officer(7), null));
        asked.put("officer, category, town", query("", "150625104", "MARGINAL", null, officer(7), null));
        asked.put("finding", query("", null, null, null, null, "deadline-missed"));
        asked.put("finding, village, outcome", query("", "150625104204", null, "ASSISTED", null, "deadline-missed"));
        for (var one : asked.entrySet()) {
            report(cases, "search by " + one.getKey(), () -> index.search(one.getValue(), county, Query.PAGE)
                    .hits()
                    .size());
        }
        report(cases, "search by identity number", () -> index.search(
                        query("11010519491231002X", null, null, null, null, null), county, Query.PAGE)
                .hits()
                .size());
        var id = new CaseId(owner.sql("select md5('c' || ?)::uuid")
                .param(String.valueOf(cases / 3))
                .query(UUID.class)
                .single());
        report(cases, "read: instances", () -> history.runs(id).size());
        report(cases, "read: activities", () -> history.activities(id).size());
        report(cases, "read: trail", () -> jdbc.sql("select * from app.trail_event where chain = ? order by seq")
                .param(id.toString())
                .query((row, n) -> row.getString("hash"))
                .list()
                .size());
    }

    private static String name(int n) {
        return Character.toString(19968 + n % 200)
                + Character.toString(20000 + n % 500)
                + Character.toString(20500 + (n / 500) % 2000);
    }

    private static Query query(
            String text, String division, String category, String outcome, OfficerId officer, String rule) {
        return new Query(
                text,
                division == null ? null : new DivisionCode(division),
                null,
                null,
                category,
                outcome,
                officer,
                rule,
                0);
    }

    private OfficerId officer(int n) {
        return new OfficerId(owner.sql("select md5('o' || ?)::uuid")
                .param(String.valueOf(n))
                .query(UUID.class)
                .single());
    }

    private static void report(int cases, String what, Callable<?> call) throws Exception {
        var first = System.nanoTime();
        var answer = call.call();
        var cold = (System.nanoTime() - first) / 1_000_000.0;
        var times = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            call.call();
            times.add((System.nanoTime() - begin) / 1_000_000.0);
        }
        var sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        AuditBenches.line(
                "reading.csv",
                "at,cases,what,rows,first ms,median ms,worst ms,load",
                "%d,%s,%s,%.1f,%.1f,%.1f"
                        .formatted(
                                cases, what.replace(",", ";"), answer, cold, sorted[ROUNDS / 2], sorted[ROUNDS - 1]));
    }
}
