package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.assistance.MeasureFollowUp;
import cn.bangfu.assistance.MeasureFollowUps;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcMeasureFollowUps implements MeasureFollowUps {

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcMeasureFollowUps(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public MeasureFollowUp of(UUID measure) {
        var household = jdbc.sql("""
                        select h.household_id from app.assistance_measure m join app.assistance_plan p on p.id = m.plan_id
                        join app.monitored_household h on h.id = p.monitored_id where m.id = ?
                        """).param(measure).query(UUID.class).single();
        var owner = new HouseholdId(household);
        return new MeasureFollowUp(
                measure, deliveries(measure, owner), settlements(measure, owner), confirmations(measure, owner));
    }

    private List<MeasureFollowUp.Delivery> deliveries(UUID measure, HouseholdId owner) {
        return jdbc.sql("""
                        select d.*, i.passed, i.accepted_quantity, i.inspected_on, i.by_name as first, i.second_name, i.second_office, i.remark
                        from app.measure_delivery d left join app.measure_inspection i on i.delivery_id = d.id
                        where app.measure_root(d.measure_id) = app.measure_root(?) order by d.recorded_at
                        """)
                .param(measure)
                .query((row, n) -> new MeasureFollowUp.Delivery(
                        row.getObject("id", UUID.class),
                        row.getBoolean("done"),
                        row.getObject("delivered_on", LocalDate.class),
                        row.getBigDecimal("quantity"),
                        row.getString("unit"),
                        text(owner, row, "content"),
                        row.getString("by_name"),
                        row.getString("by_office"),
                        row.getTimestamp("recorded_at").toInstant(),
                        inspection(owner, row)))
                .list();
    }

    private MeasureFollowUp.@Nullable Inspection inspection(HouseholdId owner, ResultSet row) throws SQLException {
        var second = row.getString("second_name");
        return second == null
                ? null
                : new MeasureFollowUp.Inspection(
                        row.getBoolean("passed"),
                        row.getBigDecimal("accepted_quantity"),
                        row.getObject("inspected_on", LocalDate.class),
                        row.getString("first"),
                        second,
                        row.getString("second_office"),
                        sealed.open(owner, row.getBytes("remark")));
    }

    private String text(HouseholdId owner, ResultSet row, String column) throws SQLException {
        return String.valueOf(sealed.open(owner, row.getBytes(column)));
    }

    private List<MeasureFollowUp.Settlement> settlements(UUID measure, HouseholdId owner) {
        return jdbc.sql("""
                        select * from app.measure_settlement where app.measure_root(measure_id) = app.measure_root(?) order by recorded_at
                        """)
                .param(measure)
                .query((row, n) -> new MeasureFollowUp.Settlement(
                        MeasureFollowUp.Result.valueOf(row.getString("result")),
                        text(owner, row, "reason"),
                        row.getString("by_name"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private List<MeasureFollowUp.Confirmation> confirmations(UUID measure, HouseholdId owner) {
        return jdbc.sql("""
                        select * from app.measure_confirmation where app.measure_root(measure_id) = app.measure_root(?) order by recorded_at
                        """)
                .param(measure)
                .query((row, n) -> new MeasureFollowUp.Confirmation(
                        row.getBoolean("confirmed"),
                        sealed.open(owner, row.getBytes("effect")),
                        sealed.open(owner, row.getBytes("word")),
                        row.getObject("confirmed_on", LocalDate.class),
                        row.getString("by_name")))
                .list();
    }

    @Override
    public boolean begin(CaseId caseId, UUID measure) {
        return jdbc.sql("insert into app.measure_under_way (measure_id, case_id) values (?, ?) on conflict do nothing")
                        .params(measure, caseId.value())
                        .update()
                > 0;
    }

    private static Map<String, Object> by(UUID measure, Actor actor) {
        return Map.of(
                "measure",
                measure,
                "person",
                actor.person().value(),
                "name",
                actor.name(),
                "office",
                actor.officeName());
    }

    @Override
    public void deliver(UUID measure, HouseholdId household, NewDelivery delivery, Actor actor) {
        jdbc.sql("""
                        insert into app.measure_delivery (measure_id, done, delivered_on, quantity, unit, content, evidence, by_person, by_name, by_office)
                        values (:measure, :done, :on, :quantity, :unit, :content, :evidence, :person, :name, :office)
                        """)
                .param("done", delivery.done())
                .param("on", delivery.deliveredOn())
                .param("quantity", delivery.quantity())
                .param("unit", delivery.unit())
                .param("content", sealed.seal(household, delivery.content()))
                .param("evidence", delivery.evidence().toArray(UUID[]::new))
                .params(by(measure, actor))
                .update();
    }

    @Override
    public void inspect(UUID measure, HouseholdId household, NewInspection inspection, Actor actor) {
        jdbc.sql("""
                        insert into app.measure_inspection (delivery_id, passed, accepted_quantity, inspected_on, second_name, second_office, remark,
                          evidence, by_person, by_name, by_office)
                        select d.id, :passed, :quantity, :on, :second, :secondOffice, :remark, :evidence, :person, :name, :office
                        from app.measure_delivery d where app.measure_root(d.measure_id) = app.measure_root(:measure)
                        order by d.recorded_at desc limit 1
                        """)
                .param("passed", inspection.passed())
                .param("quantity", inspection.acceptedQuantity(), java.sql.Types.NUMERIC)
                .param("on", inspection.inspectedOn())
                .param("second", inspection.secondName())
                .param("secondOffice", inspection.secondOffice())
                .param("remark", sealed.seal(household, inspection.remark()), java.sql.Types.BINARY)
                .param("evidence", inspection.evidence().toArray(UUID[]::new))
                .params(by(measure, actor))
                .update();
    }

    @Override
    public void settle(UUID measure, HouseholdId household, MeasureFollowUp.Result result, String reason, Actor actor) {
        jdbc.sql("""
                        insert into app.measure_settlement (measure_id, result, reason, by_person, by_name, by_office)
                        values (:measure, :result, :reason, :person, :name, :office)
                        """)
                .param("result", result.name())
                .param("reason", sealed.seal(household, reason))
                .params(by(measure, actor))
                .update();
    }

    @Override
    public void confirm(UUID measure, HouseholdId household, NewConfirmation confirmation, Actor actor) {
        jdbc.sql("""
                        insert into app.measure_confirmation (measure_id, confirmed, effect, word, confirmed_on, evidence, by_person, by_name, by_office)
                        values (:measure, :confirmed, :effect, :word, :on, :evidence, :person, :name, :office)
                        """)
                .param("confirmed", confirmation.confirmed())
                .param("effect", sealed.seal(household, confirmation.effect()))
                .param("word", sealed.seal(household, confirmation.word()))
                .param("on", confirmation.on())
                .param("evidence", confirmation.evidence().toArray(UUID[]::new))
                .params(by(measure, actor))
                .update();
    }
}
