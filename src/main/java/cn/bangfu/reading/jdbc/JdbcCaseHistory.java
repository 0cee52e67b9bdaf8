package cn.bangfu.reading.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.TrailWords;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.reading.CaseHistory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the engine's own history tables; it keeps times without zone, in that of Asia/Shanghai. */
@Repository
class JdbcCaseHistory implements CaseHistory {

    private final JdbcClient jdbc;

    JdbcCaseHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Run> runs(CaseId id) {
        return jdbc.sql("""
                        select p.id_, d.key_, d.name_, d.version_, d.id_ as definition, p.super_process_instance_id_,
                          p.start_time_ at time zone 'Asia/Shanghai' as started, p.end_time_ at time zone 'Asia/Shanghai' as ended
                        from camunda.act_hi_procinst p join camunda.act_re_procdef d on d.id_ = p.proc_def_id_
                        where p.business_key_ = ? order by p.start_time_, p.id_
                        """)
                .param(id.toString())
                .query((row, n) -> new Run(
                        row.getString("id_"),
                        row.getString("key_"),
                        row.getString("name_") == null ? row.getString("key_") : row.getString("name_"),
                        row.getInt("version_"),
                        row.getString("definition"),
                        row.getString("super_process_instance_id_"),
                        instant(row, "started"),
                        maybe(row, "ended")))
                .list();
    }

    @Override
    public List<Activity> activities(CaseId id) {
        return jdbc.sql("""
                        select a.proc_inst_id_, a.act_id_, a.act_type_, a.act_name_, a.act_inst_state_,
                          a.start_time_ at time zone 'Asia/Shanghai' as started, a.end_time_ at time zone 'Asia/Shanghai' as ended,
                          (select q.name from app.officer o join app.person q on q.id = o.person where o.username = a.assignee_) as assignee
                        from camunda.act_hi_procinst p join camunda.act_hi_actinst a on a.proc_inst_id_ = p.id_
                        where p.business_key_ = ? order by a.start_time_, a.sequence_counter_, a.id_
                        """)
                .param(id.toString())
                .query((row, n) -> new Activity(
                        row.getString(1),
                        // a multi-instance body is the activity itself
                        row.getString(2).replace("#multiInstanceBody", ""),
                        row.getString(3),
                        row.getString(4),
                        instant(row, "started"),
                        maybe(row, "ended"),
                        row.getInt(5) == 2,
                        row.getString("assignee")))
                .list();
    }

    @Override
    public List<Overdue> overdue(CaseId id) {
        return jdbc.sql("""
                        select t.task_def_key_, t.name_, t.due_date_ at time zone 'Asia/Shanghai' as due,
                          t.end_time_ at time zone 'Asia/Shanghai' as done
                        from camunda.act_hi_procinst p join camunda.act_hi_taskinst t on t.proc_inst_id_ = p.id_
                        where p.business_key_ = ? and t.delete_reason_ is distinct from 'deleted'
                          and t.due_date_ < coalesce(t.end_time_, app.legal_now() at time zone 'Asia/Shanghai')
                        order by t.due_date_, t.id_
                        """)
                .param(id.toString())
                .query((row, n) ->
                        new Overdue(row.getString(1), row.getString(2), instant(row, "due"), maybe(row, "done")))
                .list();
    }

    @Override
    public Optional<String> diagram(String definition) {
        return file("camunda.act_re_procdef d where d.id_ = ?", definition);
    }

    @Override
    public Optional<String> nameOf(String process, int version) {
        return jdbc.sql(
                        "select d.name_ from camunda.act_re_procdef d where d.key_ = ? and d.version_ = ? and d.name_ is not null")
                .params(process, version)
                .query(String.class)
                .optional();
    }

    @Override
    public List<Ended> ended(String definition, DivisionScope scope, int limit) {
        return jdbc.sql("""
                        select c.id, c.number, c.village, c.outcome, p.end_time_ at time zone 'Asia/Shanghai' as ended
                        from camunda.act_hi_procinst p join app.identification_case c on c.id::text = p.business_key_
                        where p.proc_def_id_ = ? and p.end_time_ is not null and %s order by p.end_time_ desc limit ?
                        """.formatted(scope.sqlCondition("c.village")))
                .params(definition, limit)
                .query((row, n) -> {
                    var outcome = row.getString("outcome");
                    return new Ended(
                            new CaseId(row.getObject("id", UUID.class)),
                            row.getString("number"),
                            new DivisionCode(row.getString("village")),
                            outcome == null
                                    ? "还没有办结"
                                    : TrailWords.of(CaseOutcome.class, outcome, CaseOutcome::label, outcome),
                            instant(row, "ended"));
                })
                .list();
    }

    @Override
    public Optional<String> decisionTable(String key, int version) {
        return file("camunda.act_re_decision_def d where d.key_ = ? and d.version_ = ?", key, version);
    }

    private Optional<String> file(String of, Object... parameters) {
        return jdbc.sql(
                        "select b.bytes_ from camunda.act_ge_bytearray b join (select d.deployment_id_, d.resource_name_ from "
                                + of + ") d on d.deployment_id_ = b.deployment_id_ and d.resource_name_ = b.name_")
                .params(List.of(parameters))
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .optional();
    }

    @Override
    public List<Day> days(Instant from, int days, boolean working) {
        return jdbc.sql("""
                        with day as (
                          select g.at::date as day from generate_series((:from at time zone 'Asia/Shanghai')::date + 1,
                            (app.legal_end(:from, :days, :kind) at time zone 'Asia/Shanghai')::date - 1, interval '1 day') g (at)
                        ), judged as (
                          select d.day, not :working or app.is_workday(d.day) as counts, e.name, extract(isodow from d.day) as dow
                          from day d left join app.work_calendar_day e on e.day = d.day
                        )
                        select day, counts, sum(counts::int) over (order by day) as nth, coalesce(name, '') as name, dow from judged order by day
                        """)
                .param("from", Timestamp.from(from))
                .param("days", days)
                .param("kind", working ? "WORKING" : "CALENDAR")
                .param("working", working)
                .query((row, n) -> new Day(
                        row.getObject(1, LocalDate.class),
                        row.getBoolean(2),
                        row.getBoolean(2)
                                ? "第" + row.getInt(3) + "天"
                                : row.getString(4).isEmpty() ? "周末，不计" : row.getString(4) + "，不计"))
                .list();
    }

    @Override
    public List<Life> life(HouseholdId household) {
        return jdbc.sql("""
                        select 'CASE' as kind, c.opened_at as began, c.closed_at as ended, coalesce(c.outcome, '') as word, c.number, c.id
                        from app.identification_case c where c.household_id = :household
                        union all
                        select 'MONITORED', m.entered_at, m.ended_at, m.category, coalesce(m.ended_as, ''), m.case_id
                        from app.monitored_household m where m.household_id = :household
                        union all
                        select 'STATUS', s.valid_from::timestamp at time zone 'Asia/Shanghai',
                          lead(s.valid_from) over (order by s.valid_from, s.id)::timestamp at time zone 'Asia/Shanghai', s.status, s.source, null
                        from app.household_policy_status s where s.household_id = :household
                        order by 2
                        """)
                .param("household", household.value())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    var id = row.getObject("id", UUID.class);
                    return new Life(
                            kind,
                            instant(row, "began"),
                            maybe(row, "ended"),
                            said(
                                    kind,
                                    row.getString("word"),
                                    row.getString("number"),
                                    row.getTimestamp("ended") != null),
                            id == null ? null : new CaseId(id));
                })
                .list();
    }

    private static String said(String kind, String word, String more, boolean ended) {
        return switch (kind) {
            case "CASE" ->
                "案件" + more + "：" + (ended ? TrailWords.of(CaseOutcome.class, word, CaseOutcome::label, word) : "正在办理");
            case "MONITORED" ->
                "列为监测对象：" + TrailWords.of(MonitoringCategory.class, word, MonitoringCategory::label, word)
                        + switch (more) {
                            case "ELIMINATED" -> "，风险已消除";
                            case "TERMINATED" -> "，已终止";
                            default -> "，监测中";
                        };
            default ->
                "政策享受状态：" + TrailWords.of(PolicyStatus.class, word, PolicyStatus::label, word) + "（" + more + "）";
        };
    }

    @Override
    public List<Later> later(CaseId id) {
        return jdbc.sql("""
                        with decided as (
                          select c.household_id, coalesce(k.confirmed_at, c.closed_at) as at from app.identification_case c
                          left join app.county_confirmation k on k.case_id = c.id where c.id = :case
                        )
                        select h.changed_at as at, coalesce(h.changed_by_name, '系统') as who,
                          h.field || '：' || coalesce(h.old_value, '（空）') || ' → ' || coalesce(h.new_value, '（空）')
                            || coalesce('（' || h.reason || '）', '') as what
                        from decided d join app.household_change h on h.household_id = d.household_id and h.changed_at > d.at
                        union all
                        select s.recorded_at, coalesce(s.recorded_by_name, '系统'), '政策享受状态自' || s.valid_from || '起：' || s.status
                        from decided d join app.household_policy_status s on s.household_id = d.household_id and s.recorded_at > d.at
                        order by 1 limit 200
                        """)
                .param("case", id.value())
                .query((row, n) -> new Later(instant(row, "at"), row.getString("who"), row.getString("what")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
