package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.PromisedMeasures;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcPromisedMeasures implements PromisedMeasures {

    private static final String OPEN = """
            from app.measure_under_way u
            join app.assistance_measure m on m.id = u.measure_id
            join app.measure_answer a on a.measure_id = m.id and a.accepted
            join app.assistance_plan p on p.id = m.plan_id
            join app.monitored_household e on e.id = p.monitored_id and e.ended_at is null
            join app.household h on h.id = e.household_id
            left join lateral (select * from app.measure_handler x where x.measure_id = m.id order by x.id desc limit 1) x on true
            left join lateral (select c.confirmed from app.measure_confirmation c where c.measure_id = m.id order by c.recorded_at desc limit 1) c on true
            left join lateral (select s.result from app.measure_settlement s where s.measure_id = m.id order by s.recorded_at desc limit 1) s on true
            left join lateral (select d.done, i.passed from app.measure_delivery d left join app.measure_inspection i on i.delivery_id = d.id
              where d.measure_id = m.id order by d.recorded_at desc limit 1) d on true
            where coalesce(c.confirmed, false) = false and s.result is distinct from 'DROPPED'
            """;

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final SealedText sealed;

    JdbcPromisedMeasures(JdbcClient jdbc, PersonalDataCipher cipher, SealedText sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public int of(PersonId person) {
        return jdbc.sql("select count(*) " + OPEN
                        + " and case when x.id is null then a.answered_by else x.person_id end = ?")
                .param(person.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public List<Promised> in(DivisionScope scope, @Nullable Department department) {
        return jdbc.sql(
                        """
                        select m.id, h.id as household, h.division, m.kind, m.lead, coalesce(x.name, a.handler) as handler, a.expected_on,
                          case when d.passed then '验收合格' when d.passed = false then '验收不合格' when d.done then '待验收'
                            when d.done = false then '报告不能落实' else '待落实' end as state,
                          (select name from app.household_member p where p.household_id = h.id and p.left_on is null and p.died_on is null
                            order by p.relation <> '户主', p.created_at limit 1) as head
                        """ + OPEN + " and " + scope.sqlCondition("h.division")
                                + " and (cast(:lead as text) is null or m.lead = :lead) order by a.expected_on, h.division, head")
                .param("lead", department == null ? null : department.name())
                .query((row, n) -> new Promised(
                        row.getObject("id", UUID.class),
                        new HouseholdId(row.getObject("household", UUID.class)),
                        new DivisionCode(row.getString("division")),
                        String.valueOf(row.getString("head")),
                        MeasureKind.valueOf(row.getString("kind")),
                        Department.valueOf(row.getString("lead")),
                        row.getString("handler"),
                        row.getObject("expected_on", LocalDate.class),
                        row.getString("state")))
                .list();
    }

    @Override
    public List<Cooperation> cooperating(DivisionCode county, Department department) {
        return jdbc.sql("select m.id, h.id as household, h.division, m.kind, m.lead, m.content, m.due_on, k.known_at,"
                        + " (select name from app.household_member p where p.household_id = h.id and p.left_on is null"
                        + " and p.died_on is null order by p.relation <> '户主', p.created_at limit 1) as head "
                        + OPEN.replace(
                                "where coalesce",
                                "left join app.measure_cooperation k on k.measure_id = m.id and k.department = :department\nwhere coalesce")
                        + " and starts_with(h.division, :county) and m.lead <> :department and position(:word in m.cooperating) > 0"
                        + " order by k.known_at nulls first, m.due_on")
                .param("county", county.value())
                .param("department", department.name())
                .param("word", PromisedMeasures.word(department))
                .query((row, n) -> {
                    var known = row.getTimestamp("known_at");
                    return new Cooperation(
                            row.getObject("id", UUID.class),
                            new DivisionCode(row.getString("division")),
                            String.valueOf(row.getString("head")),
                            MeasureKind.valueOf(row.getString("kind")),
                            Department.valueOf(row.getString("lead")),
                            String.valueOf(sealed.open(
                                    new HouseholdId(row.getObject("household", UUID.class)), row.getBytes("content"))),
                            row.getObject("due_on", LocalDate.class),
                            known == null ? null : LegalClock.dayOf(known.toInstant()));
                })
                .list();
    }

    @Override
    public void takeNote(UUID measure, Department department, Actor actor) {
        jdbc.sql(
                        "insert into app.measure_cooperation (measure_id, department, by_person, by_name) values (?, ?, ?, ?) on conflict do nothing")
                .params(measure, department.name(), actor.person().value(), actor.name())
                .update();
    }

    @Override
    public void handOver(
            UUID measure,
            String name,
            @Nullable PersonId person,
            String phone,
            String reason,
            List<UUID> evidence,
            Actor actor) {
        jdbc.sql("""
                        insert into app.measure_handler (measure_id, name, person_id, phone, reason, evidence, by_person, by_name)
                        values (:measure, :handler, :personId, :phone, :reason, :evidence, :person, :name)
                        """)
                .param("measure", measure)
                .param("handler", name)
                .param("personId", person == null ? null : person.value())
                .param("phone", cipher.seal(phone))
                .param("reason", reason)
                .param("evidence", evidence.toArray(UUID[]::new))
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }
}
