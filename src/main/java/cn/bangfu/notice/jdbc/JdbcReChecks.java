package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.notice.NewReCheck;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReChecks;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReChecks implements ReChecks {

    private static final String SELECT = """
            select c.*,
              a.result as a_result, a.content as a_content, a.decided_at as a_at, a.by_name as a_name, a.by_office as a_office,
              r.result as r_result, r.content as r_content, r.decided_at as r_at, r.by_name as r_name, r.by_office as r_office
            from app.re_check c
            left join app.re_check_decision a on a.re_check_id = c.id and a.stage = 'ADMISSION'
            left join app.re_check_decision r on r.re_check_id = c.id and r.stage = 'RESULT'
            """;

    /** What of a decision is sealed. */
    record Words(String finding, String answer) {}

    private final JdbcClient jdbc;
    private final SealedContent sealed;

    JdbcReChecks(JdbcClient jdbc, SealedContent sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public void add(NewReCheck asked, Actor actor) {
        var askUntil = asked.askUntil();
        jdbc.sql("""
                        insert into app.re_check (id, case_id, household_id, village, decided_by, requested_on, way, content, evidence,
                          ask_until, by_person, by_officer, by_name, by_office)
                        values (:id, :case, :household, :village, :decidedBy, :requestedOn, :way, :content, :evidence,
                          :askUntil, :person, :officer, :name, :office)
                        """)
                .param("id", asked.id())
                .param("case", asked.caseId().value())
                .param("household", asked.household().value())
                .param("village", asked.village().value())
                .param("decidedBy", asked.decidedBy().name())
                .param("requestedOn", asked.requestedOn())
                .param("way", asked.way().name())
                .param("content", sealed.seal(asked.household(), asked.content()))
                .param("evidence", Columns.array(asked.evidence()))
                .param("askUntil", askUntil == null ? null : OffsetDateTime.ofInstant(askUntil, ZoneOffset.UTC))
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public void decide(
            ReCheck reCheck, ReCheck.Result result, String finding, String answer, OfficeKind office, Actor actor) {
        var admission = result == ReCheck.Result.ADMITTED || result == ReCheck.Result.NOT_ADMITTED;
        jdbc.sql("""
                        insert into app.re_check_decision (re_check_id, stage, result, case_id, person_id, office_kind, content,
                          by_officer, by_name, by_office)
                        values (:id, :stage, :result, :case, :person, :kind, :content, :officer, :name, :office)
                        """)
                .param("id", reCheck.id())
                .param("stage", admission ? "ADMISSION" : "RESULT")
                .param("result", result.name())
                .param("case", reCheck.caseId().value())
                .param("kind", office.name())
                .param("content", sealed.seal(reCheck.household(), new Words(finding, answer)))
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public Optional<ReCheck> of(CaseId caseId) {
        return jdbc.sql(SELECT + "where c.case_id = ?")
                .param(caseId.value())
                .query((row, n) -> reCheck(row))
                .optional();
    }

    @Override
    public List<ReCheck> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where c.household_id = ? order by c.received_at desc")
                .param(household.value())
                .query((row, n) -> reCheck(row))
                .list();
    }

    private ReCheck reCheck(ResultSet row) throws SQLException {
        var household = new HouseholdId(Columns.uuid(row, "household_id"));
        return new ReCheck(
                Columns.uuid(row, "id"),
                new CaseId(Columns.uuid(row, "case_id")),
                household,
                new DivisionCode(row.getString("village")),
                Level.valueOf(row.getString("decided_by")),
                row.getObject("requested_on", LocalDate.class),
                ReCheck.Way.valueOf(row.getString("way")),
                sealed.open(household, row.getBytes("content"), ReCheck.Content.class)
                        .orElse(null),
                Columns.uuids(row, "evidence"),
                Columns.findInstant(row, "ask_until"),
                Columns.instant(row, "received_at"),
                decision(row, "a_", household),
                decision(row, "r_", household));
    }

    private ReCheck.@Nullable Decision decision(ResultSet row, String prefix, HouseholdId household)
            throws SQLException {
        var result = row.getString(prefix + "result");
        if (result == null) {
            return null;
        }
        var words = sealed.open(household, row.getBytes(prefix + "content"), Words.class);
        return new ReCheck.Decision(
                ReCheck.Result.valueOf(result),
                words.map(Words::finding).orElse(null),
                words.map(Words::answer).orElse(null),
                Columns.instant(row, prefix + "at"),
                row.getString(prefix + "name"),
                row.getString(prefix + "office"));
    }
}
