package cn.bangfu.identification.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.Consent;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.OfficerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcApplications implements Applications {

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcApplications(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public Receipt receive(CaseId id, OfficerId receivedBy) {
        jdbc.sql("""
                        insert into app.household_application (case_id, receipt_number, received_by)
                        select id, 'SL' || number, :by from app.identification_case where id = :case
                        on conflict (case_id) do nothing
                        """).param("case", id.value()).param("by", receivedBy.value()).update();
        return receipt(id).orElseThrow();
    }

    @Override
    public void declareRelatives(CaseId id, boolean inOffice) {
        jdbc.sql("update app.household_application set relative_in_office = ? where case_id = ?")
                .params(inOffice, id.value())
                .update();
    }

    @Override
    public Optional<Receipt> receipt(CaseId id) {
        return jdbc.sql("select receipt_number, received_at from app.household_application where case_id = ?")
                .param(id.value())
                .query((row, n) ->
                        new Receipt(row.getString(1), row.getTimestamp(2).toInstant()))
                .optional();
    }

    @Override
    public void record(CaseId id, List<Consent> consents, OfficerId recordedBy) {
        for (var consent : consents) {
            jdbc.sql("""
                            insert into app.comparison_authorization
                              (case_id, member_id, decision, registers, signed_on, sign_by, recorded_by)
                            values (:case, :member, :decision, :registers, :signedOn, :signBy, :by)
                            on conflict (case_id, member_id) do update set decision = excluded.decision,
                              registers = excluded.registers, signed_on = excluded.signed_on, sign_by = excluded.sign_by,
                              recorded_at = app.legal_now(), recorded_by = excluded.recorded_by
                            """)
                    .param("case", id.value())
                    .param("member", consent.member().value())
                    .param("decision", consent.decision().name())
                    .param("registers", consent.registers().stream().sorted().toArray(String[]::new))
                    .param("signedOn", consent.signedOn())
                    .param("signBy", consent.signBy())
                    .param("by", recordedBy.value())
                    .update();
        }
    }

    @Override
    public List<Consent> consents(CaseId id) {
        return jdbc.sql("select * from app.comparison_authorization where case_id = ? order by member_id")
                .param(id.value())
                .query((row, n) -> new Consent(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        Consent.Decision.valueOf(row.getString("decision")),
                        Set.of((String[]) row.getArray("registers").getArray()),
                        row.getObject("signed_on", LocalDate.class),
                        row.getObject("sign_by", LocalDate.class)))
                .list();
    }

    @Override
    public void ask(CaseId id, List<String> missing, Instant dueAt) {
        jdbc.sql("""
                        insert into app.case_correction (case_id, round, missing, due_at)
                        select :case, coalesce(max(round), 0) + 1, :missing, :due from app.case_correction where case_id = :case
                        """)
                .param("case", id.value())
                .param("missing", missing.toArray(String[]::new))
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    @Override
    public Optional<Correction> openCorrection(CaseId id) {
        return jdbc.sql("select * from app.case_correction where case_id = ? order by round desc limit 1")
                .param(id.value())
                .query((row, n) -> new Correction(
                        row.getInt("round"),
                        List.of((String[]) row.getArray("missing").getArray()),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("supplied_at") != null))
                .optional()
                .filter(correction -> !correction.supplied());
    }

    @Override
    public List<Owed> openCorrections(DivisionScope scope) {
        return jdbc.sql("""
                        select k.* from app.case_correction k join app.identification_case c on c.id = k.case_id
                        where c.closed_at is null and k.supplied_at is null
                          and k.round = (select max(round) from app.case_correction m where m.case_id = k.case_id) and
                        """ + scope.sqlCondition("c.village") + " order by k.due_at")
                .query((row, n) -> new Owed(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new Correction(
                                row.getInt("round"),
                                List.of((String[]) row.getArray("missing").getArray()),
                                row.getTimestamp("asked_at").toInstant(),
                                row.getTimestamp("due_at").toInstant(),
                                false)))
                .list();
    }

    @Override
    public void supplied(CaseId id) {
        jdbc.sql(
                        "update app.case_correction set supplied_at = app.legal_now() where case_id = ? and supplied_at is null")
                .param(id.value())
                .update();
    }

    @Override
    public void decided(CaseId id, String decision, String reason, OfficerId by) {
        jdbc.sql("""
                        update app.case_correction set decision = :decision, reason = :reason, decided_by = :by
                        where case_id = :case and round = (select max(round) from app.case_correction where case_id = :case)
                        """)
                .param("case", id.value())
                .param("decision", decision)
                .param("reason", sealed.seal(id, reason))
                .param("by", by.value())
                .update();
    }
}
