package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.Handover;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDeliveries implements Deliveries {

    private static final String SELECT = """
            select o.id, o.case_id, o.household_id, o.kind, o.owed_at, o.due_at, d.delivered_on, d.proof, d.evidence, d.received_by,
              d.recorded_at, d.by_name
            from app.delivery_owed o left join app.delivery d on d.owed_id = o.id
            """;

    private static final String OPEN =
            "where o.id in (select p.id from app.delivery_open p) and exists (select 1 from app.household h where h.id = o.household_id";

    private final JdbcClient jdbc;
    private final SealedContent sealed;

    JdbcDeliveries(JdbcClient jdbc, SealedContent sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public UUID owe(CaseId caseId, HouseholdId household, DeliveryKind kind, @Nullable Instant dueAt) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.delivery_owed (id, case_id, household_id, kind, due_at)
                        values (:id, :case, :household, :kind, :due)
                        """)
                .param("id", id)
                .param("case", caseId.value())
                .param("household", household.value())
                .param("kind", kind.name())
                .param("due", dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    @Override
    public void record(UUID owed, HouseholdId household, Handover handover, Actor actor) {
        var receivedBy = handover.receivedBy();
        jdbc.sql("""
                        insert into app.delivery (owed_id, delivered_on, proof, evidence, received_by, by_person, by_officer, by_name,
                          by_office)
                        values (:id, :deliveredOn, :proof, :evidence, :receivedBy, :person, :officer, :name, :office)
                        """)
                .param("id", owed)
                .param("deliveredOn", handover.deliveredOn())
                .param("proof", handover.proof().name())
                .param("evidence", Columns.array(handover.evidence()))
                .param("receivedBy", receivedBy == null ? null : sealed.seal(household, receivedBy))
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public List<Delivery> of(CaseId caseId) {
        return jdbc.sql(SELECT + "where o.case_id = ? order by o.owed_at")
                .param(caseId.value())
                .query((row, n) -> delivery(row))
                .list();
    }

    @Override
    public List<Delivery> open(CaseId caseId) {
        return jdbc.sql(SELECT
                        + "where o.id in (select p.id from app.delivery_open p where p.case_id = ?) order by o.owed_at")
                .param(caseId.value())
                .query((row, n) -> delivery(row))
                .list();
    }

    @Override
    public List<Delivery> lapsed(CaseId caseId) {
        return jdbc.sql(SELECT + """
                        where o.case_id = :case and d.owed_id is null
                          and o.id not in (select p.id from app.delivery_open p where p.case_id = :case)
                        """)
                .param("case", caseId.value())
                .query((row, n) -> delivery(row))
                .list();
    }

    @Override
    public List<Delivery> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where o.household_id = ? order by o.owed_at")
                .param(household.value())
                .query((row, n) -> delivery(row))
                .list();
    }

    @Override
    public Optional<Delivery> find(UUID owed) {
        return jdbc.sql(SELECT + "where o.id = ?")
                .param(owed)
                .query((row, n) -> delivery(row))
                .optional();
    }

    @Override
    public List<Delivery> owed(DivisionScope scope, int limit) {
        return jdbc.sql(SELECT + OPEN + " and " + scope.sqlCondition("h.division")
                        + ") order by o.due_at nulls last, o.owed_at limit :limit")
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    @Override
    public Count count(DivisionScope scope) {
        return jdbc.sql("""
                        select count(*) as owed, count(*) filter (where o.due_at < app.legal_now()) as late
                        from app.delivery_owed o left join app.delivery d on d.owed_id = o.id
                        """ + OPEN + " and " + scope.sqlCondition("h.division") + ")")
                .query((row, n) -> new Count(row.getInt("owed"), row.getInt("late")))
                .single();
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        var household = new HouseholdId(Columns.uuid(row, "household_id"));
        return new Delivery(
                Columns.uuid(row, "id"),
                new CaseId(Columns.uuid(row, "case_id")),
                household,
                DeliveryKind.valueOf(row.getString("kind")),
                Columns.instant(row, "owed_at"),
                Columns.findInstant(row, "due_at"),
                handover(row, household),
                Columns.findInstant(row, "recorded_at"),
                row.getString("by_name"));
    }

    private @Nullable Handover handover(ResultSet row, HouseholdId household) throws SQLException {
        var proof = row.getString("proof");
        if (proof == null) {
            return null;
        }
        var receivedBy = row.getBytes("received_by");
        return new Handover(
                row.getObject("delivered_on", LocalDate.class),
                DeliveryProof.valueOf(proof),
                Columns.uuids(row, "evidence"),
                receivedBy == null
                        ? null
                        : sealed.open(household, receivedBy, String.class).orElse(null));
    }
}
