package cn.bangfu.identification.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.VisitPlans;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcVisitPlans implements VisitPlans {

    private final JdbcClient jdbc;

    JdbcVisitPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UUID add(
            DivisionCode village,
            LocalDate on,
            @Nullable String note,
            List<Goer> goers,
            List<CaseId> households,
            OfficerId by) {
        var id = jdbc.sql("""
                        insert into app.visit_plan (village, planned_on, note, planned_by)
                        values (:village, :on, :note, :by) returning id
                        """)
                .param("village", village.value())
                .param("on", on)
                .param("note", note)
                .param("by", by.value())
                .query(UUID.class)
                .single();
        for (var i = 0; i < goers.size(); i++) {
            jdbc.sql("insert into app.visit_plan_visitor (plan_id, seq, name, office) values (?, ?, ?, ?)")
                    .params(id, i + 1, goers.get(i).name(), goers.get(i).office())
                    .update();
        }
        jdbc.sql("""
                        insert into app.visit_plan_case (plan_id, case_id, position)
                        select ?, c, n from unnest(?::uuid[]) with ordinality as a (c, n)
                        """)
                .params(id, households.stream().map(CaseId::value).toArray(UUID[]::new))
                .update();
        return id;
    }

    @Override
    public void cancel(UUID id) {
        jdbc.sql("update app.visit_plan set cancelled_at = app.legal_now() where id = ? and cancelled_at is null")
                .param(id)
                .update();
    }

    @Override
    public Optional<Plan> find(UUID id) {
        return jdbc.sql("select * from app.visit_plan where id = ? and cancelled_at is null")
                .param(id)
                .query((row, n) -> plan(row))
                .optional();
    }

    @Override
    public List<Plan> in(DivisionScope scope, LocalDate from) {
        return jdbc.sql("select * from app.visit_plan p where cancelled_at is null and planned_on >= :from and "
                        + scope.sqlCondition("p.village") + " order by planned_on, planned_at limit 200")
                .param("from", from)
                .query((row, n) -> plan(row))
                .list();
    }

    @Override
    public Optional<Plan> of(CaseId caseId) {
        return jdbc.sql("""
                        select p.* from app.visit_plan p join app.visit_plan_case c on c.plan_id = p.id
                        where c.case_id = ? and p.cancelled_at is null order by p.planned_at desc limit 1
                        """).param(caseId.value()).query((row, n) -> plan(row)).optional();
    }

    private Plan plan(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Plan(
                id,
                new DivisionCode(row.getString("village")),
                row.getObject("planned_on", LocalDate.class),
                row.getString("note"),
                jdbc.sql("select name, office from app.visit_plan_visitor where plan_id = ? order by seq")
                        .param(id)
                        .query((goer, n) -> new Goer(goer.getString(1), goer.getString(2)))
                        .list(),
                jdbc.sql("select case_id from app.visit_plan_case where plan_id = ? order by position")
                        .param(id)
                        .query((one, n) -> new CaseId(one.getObject(1, UUID.class)))
                        .list());
    }
}
