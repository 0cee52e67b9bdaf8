package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.ReimbursementRequests;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcReimbursementRequests implements ReimbursementRequests {

    private static final String SELECT = """
            select r.*, p.name as patient_name, a.granted, a.decided_on, a.reason, a.answered_at, a.by_name as answered_by,
              a.by_office as answered_from,
              coalesce((select m.name from app.household_member m where m.household_id = r.household_id and m.left_on is null
                and m.died_on is null order by m.relation <> '户主', m.created_at limit 1), '') as head
            from app.reimbursement_request r join app.household_member p on p.id = r.patient
            left join app.reimbursement_answer a on a.request_id = r.id
            """;

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcReimbursementRequests(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public UUID ask(
            HouseholdId household,
            Bill bill,
            Tariff tariff,
            BigDecimal lacking,
            @Nullable String note,
            List<UUID> evidence,
            Actor actor) {
        var id = UUID.randomUUID();
        // The village is the database's to say.
        jdbc.sql("""
                        insert into app.reimbursement_request (id, household_id, village, patient, item, label, rule, method, rate, billed_on, base,
                          reimbursed, ordinary, lacking, note, evidence, by_person, by_officer, by_name, by_office)
                        values (:id, :household, '', :patient, :item, :label, :rule, :method, :rate, :on, :base,
                          :reimbursed, :ordinary, :lacking, :note, :evidence, :person, :officer, :name, :office)
                        """)
                .param("id", id)
                .param("household", household.value())
                .param("patient", bill.patient().value())
                .param("item", tariff.item())
                .param("label", tariff.label())
                .param("rule", tariff.rule())
                .param("method", tariff.method().name())
                .param("rate", tariff.rate())
                .param("on", bill.billedOn())
                .param("base", bill.base())
                .param("reimbursed", bill.reimbursed())
                .param("ordinary", bill.ordinary())
                .param("lacking", lacking)
                .param("note", sealed.seal(household, note))
                .param("evidence", evidence.toArray(UUID[]::new))
                .param("person", actor.person().value())
                .param("officer", actor.officer().value())
                .param("name", actor.name())
                .param("office", actor.officeName())
                .update();
        return id;
    }

    @Override
    public void answer(
            UUID request,
            HouseholdId household,
            BigDecimal granted,
            LocalDate decidedOn,
            @Nullable String reason,
            Actor actor) {
        jdbc.sql("""
                        insert into app.reimbursement_answer (request_id, granted, decided_on, reason, department, by_person, by_officer, by_name,
                          by_office)
                        values (:request, :granted, :on, :reason, 'MEDICAL_INSURANCE', :person, :officer, :name, :office)
                        """)
                .param("request", request)
                .param("granted", granted)
                .param("on", decidedOn)
                .param("reason", sealed.seal(household, reason == null || reason.isBlank() ? null : reason.strip()))
                .param("person", actor.person().value())
                .param("officer", actor.officer().value())
                .param("name", actor.name())
                .param("office", actor.officeName())
                .update();
    }

    @Override
    public Optional<Request> find(UUID request) {
        return jdbc.sql(SELECT + "where r.id = ?")
                .param(request)
                .query((row, n) -> request(row))
                .optional();
    }

    @Override
    public List<Request> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where r.household_id = ? order by r.asked_at desc")
                .param(household.value())
                .query((row, n) -> request(row))
                .list();
    }

    @Override
    public List<Request> in(DivisionScope scope) {
        return jdbc.sql(
                        SELECT + "where " + scope.sqlCondition("r.village")
                                + " order by a.request_id is not null, case when a.request_id is null then r.asked_at end, a.answered_at desc")
                .query((row, n) -> request(row))
                .list();
    }

    @Override
    public int waiting(DivisionScope scope) {
        return jdbc.sql("select count(*) from app.reimbursement_request r where " + scope.sqlCondition("r.village")
                        + " and not exists (select from app.reimbursement_answer a where a.request_id = r.id)")
                .query(Integer.class)
                .single();
    }

    private Request request(ResultSet row) throws SQLException {
        var household = new HouseholdId(row.getObject("household_id", UUID.class));
        var granted = row.getBigDecimal("granted");
        return new Request(
                row.getObject("id", UUID.class),
                household,
                new DivisionCode(row.getString("village")),
                row.getString("head"),
                row.getString("patient_name"),
                new Bill(
                        new MemberId(row.getObject("patient", UUID.class)),
                        row.getString("item"),
                        row.getObject("billed_on", LocalDate.class),
                        row.getBigDecimal("base"),
                        row.getBigDecimal("reimbursed"),
                        row.getBigDecimal("ordinary")),
                row.getString("label"),
                Tariff.Method.valueOf(row.getString("method")),
                row.getBigDecimal("rate"),
                row.getBigDecimal("lacking"),
                sealed.open(household, row.getBytes("note")),
                Arrays.asList((UUID[]) row.getArray("evidence").getArray()),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("by_name"),
                row.getString("by_office"),
                granted == null
                        ? null
                        : new Answer(
                                granted,
                                row.getObject("decided_on", LocalDate.class),
                                sealed.open(household, row.getBytes("reason")),
                                row.getTimestamp("answered_at").toInstant(),
                                row.getString("answered_by"),
                                row.getString("answered_from")));
    }
}
