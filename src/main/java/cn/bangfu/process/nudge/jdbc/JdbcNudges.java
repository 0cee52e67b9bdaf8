package cn.bangfu.process.nudge.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.process.nudge.Above;
import cn.bangfu.process.nudge.Nudge;
import cn.bangfu.process.nudge.NudgeStore;
import cn.bangfu.shared.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcNudges implements NudgeStore {

    private static final String TASK = """
            from camunda.act_ru_task t
            join camunda.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
            join camunda.act_ru_execution e on e.id_ = t.proc_inst_id_ and e.business_key_ is not null
            """;

    private static final String WAITING = """
            select t.id_, t.task_def_key_, t.name_, t.due_date_ at time zone 'Asia/Shanghai' as due, l.group_id_, e.business_key_,
              n.at, n.by_name, n.by_office, n.note
            """ + TASK + """
            left join lateral (select * from app.nudge o where o.task_id = t.id_ order by o.id desc limit 1) n on true
            where t.suspension_state_ = 1 and
            """;

    private final JdbcClient jdbc;

    JdbcNudges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Waiting> waiting(String task) {
        return jdbc.sql(WAITING + " t.id_ = ? limit 1")
                .param(task)
                .query((row, n) -> waiting(row))
                .optional();
    }

    @Override
    public List<Waiting> below(Collection<Above> above, Instant dueBefore, int limit) {
        return jdbc.sql(WAITING + " t.due_date_ < ?::timestamptz at time zone 'Asia/Shanghai' and " + reached(above)
                        + " order by t.due_date_, t.id_ limit ?")
                .params(dueBefore.toString(), limit)
                .query((row, n) -> waiting(row))
                .list();
    }

    @Override
    public int countBelow(Collection<Above> above, Instant dueBefore, int limit) {
        return above.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from (select 1 " + TASK
                                + " where t.suspension_state_ = 1 and t.due_date_ < ?::timestamptz at time zone 'Asia/Shanghai' and "
                                + reached(above) + " limit ?) as late")
                        .params(dueBefore.toString(), limit)
                        .query(Integer.class)
                        .single();
    }

    /** Codes of divisions hold nothing but digits. A group ends with the code of its office. */
    private static String reached(Collection<Above> above) {
        return above.stream()
                .map(one -> {
                    var code = one.division().value();
                    var lower = "l.group_id_ ~ '^[A-Za-z]+" + code + "[0-9]+$'";
                    return one.departments()
                            ? lower + " or l.group_id_ ~ '^departmentClerk[A-Za-z]*" + code + "$'"
                            : lower;
                })
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" or "), any -> any.isEmpty() ? "false" : "(" + any + ")"));
    }

    @Override
    public List<Waiting> nudged(Collection<String> groups, int limit) {
        return jdbc.sql(WAITING + " l.group_id_ = any (?) and n.at is not null order by n.at desc, t.id_ limit ?")
                .params(groups.toArray(String[]::new), limit)
                .query((row, n) -> waiting(row))
                .list();
    }

    @Override
    public List<Waiting> overdueUntold(int limit) {
        return jdbc.sql(WAITING + """
                         t.due_date_ < app.legal_now() at time zone 'Asia/Shanghai'
                          and not exists (select from app.nudge o where o.task_id = t.id_
                            and (o.by_person is null or o.on_day = (app.legal_now() at time zone 'Asia/Shanghai')::date))
                        order by t.due_date_, t.id_ limit ?
                        """)
                .param(limit)
                .query((row, n) -> waiting(row))
                .list();
    }

    @Override
    public boolean add(Waiting task, String office, @Nullable Actor by, @Nullable String note) {
        return jdbc.sql("""
                        insert into app.nudge (task_id, case_id, element, step, office, due_at, by_person, by_officer, by_name, by_office, note)
                        values (:task, :case, :element, :step, :office, :due, :person, :officer, :name, :from, :note)
                        on conflict (task_id, on_day) do nothing
                        """)
                        .param("task", task.task())
                        .param("case", task.caseId().value())
                        .param("element", task.element())
                        .param("step", task.step())
                        .param("office", office)
                        .param("due", task.due() == null ? null : Timestamp.from(task.due()))
                        .param("person", by == null ? null : by.person().value())
                        .param("officer", by == null ? null : by.officer().value())
                        .param("name", by == null ? null : by.name())
                        .param("from", by == null ? null : by.officeName())
                        .param("note", note)
                        .update()
                == 1;
    }

    @Override
    public List<Nudge> of(String task) {
        return jdbc.sql("select at, by_name, by_office, note from app.nudge where task_id = ? order by id")
                .param(task)
                .query((row, n) -> nudge(row))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var due = row.getTimestamp("due");
        return new Waiting(
                row.getString("id_"),
                CaseId.of(row.getString("business_key_")),
                row.getString("task_def_key_"),
                row.getString("name_"),
                row.getString("group_id_"),
                due == null ? null : due.toInstant(),
                row.getTimestamp("at") == null ? null : nudge(row));
    }

    private static Nudge nudge(ResultSet row) throws SQLException {
        var name = row.getString("by_name");
        return new Nudge(
                row.getTimestamp("at").toInstant(),
                name == null ? null : row.getString("by_office") + name,
                row.getString("note"));
    }
}
