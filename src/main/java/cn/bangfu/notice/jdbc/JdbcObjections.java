package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeId;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionFinding;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
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
class JdbcObjections implements Objections {

    private static final String SELECT = """
            select o.*, n.household_id, r.result, r.content as answer, r.resolved_at, r.by_name as resolved_by
            from app.objection o
            left join app.public_notice n on n.id = o.notice_id
            left join app.objection_resolution r on r.objection_id = o.id
            """;

    /** What of an answer is sealed. */
    record Answer(String finding, String answer) {}

    private final JdbcClient jdbc;
    private final SealedContent sealed;

    JdbcObjections(JdbcClient jdbc, SealedContent sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public ObjectionId add(
            @Nullable PublicNotice notice,
            DivisionCode village,
            PublicCode code,
            NewObjection objection,
            @Nullable Actor actor) {
        var id = ObjectionId.next();
        var content = new Objection.Content(
                objection.text(),
                objection.named() ? objection.name() : null,
                objection.named() ? objection.contact() : null);
        jdbc.sql("""
                        insert into app.objection (id, notice_id, village, code, kind, way, named, content, received_on, by_person,
                          by_officer, by_name, by_office)
                        values (:id, :notice, :village, :code, :kind, :way, :named, :content, :receivedOn, :person,
                          :officer, :name, :office)
                        """)
                .param("id", id.value())
                .param("notice", notice == null ? null : notice.id().value())
                .param("village", village.value())
                .param("code", code.value())
                .param("kind", objection.kind().name())
                .param("way", objection.way().name())
                .param("named", objection.named())
                .param("content", sealed.seal(notice == null ? null : notice.household(), content))
                .param("receivedOn", objection.receivedOn())
                .params(Columns.by(actor))
                .update();
        return id;
    }

    @Override
    public void resolve(
            Objection objection, @Nullable PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor) {
        var investigated = notice != null && finding.result() != ObjectionResult.LAPSED;
        var household = notice == null ? null : notice.household();
        jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division,
                          by_officer, by_name, by_office)
                        values (:id, :case, :result, :content, :person, :hand, :division, :officer, :name, :office)
                        """)
                .param("id", objection.id().value())
                .param("case", notice == null ? null : notice.caseId().value())
                .param("result", finding.result().name())
                .param("content", sealed.seal(household, new Answer(finding.finding(), finding.answer())))
                .param("hand", investigated ? "OBJECTION_INVESTIGATOR" : null)
                .param("division", actor == null ? null : actor.division().value())
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public Optional<Objection> find(ObjectionId id) {
        return jdbc.sql(SELECT + "where o.id = ?")
                .param(id.value())
                .query((row, n) -> objection(row))
                .optional();
    }

    @Override
    public Optional<Objection> find(PublicCode code) {
        return jdbc.sql(SELECT + "where o.code = ?")
                .param(code.value())
                .query((row, n) -> objection(row))
                .optional();
    }

    @Override
    public List<Objection> of(NoticeId notice) {
        return jdbc.sql(SELECT + "where o.notice_id = ? order by o.received_at")
                .param(notice.value())
                .query((row, n) -> objection(row))
                .list();
    }

    @Override
    public List<Objection> of(CaseId caseId) {
        return jdbc.sql(SELECT + "where n.case_id = ? order by o.received_at")
                .param(caseId.value())
                .query((row, n) -> objection(row))
                .list();
    }

    @Override
    public List<Objection> exclusions(DivisionScope scope) {
        return jdbc.sql(SELECT + "where o.kind = 'EXCLUSION' and " + scope.sqlCondition("o.village")
                        + " order by o.received_at desc")
                .query((row, n) -> objection(row))
                .list();
    }

    private Objection objection(ResultSet row) throws SQLException {
        var household = row.getObject("household_id", UUID.class);
        var owner = household == null ? null : new HouseholdId(household);
        var notice = row.getObject("notice_id", UUID.class);
        return new Objection(
                new ObjectionId(Columns.uuid(row, "id")),
                notice == null ? null : new NoticeId(notice),
                new DivisionCode(row.getString("village")),
                new PublicCode(row.getString("code")),
                ObjectionKind.valueOf(row.getString("kind")),
                ObjectionWay.valueOf(row.getString("way")),
                row.getBoolean("named"),
                sealed.open(owner, row.getBytes("content"), Objection.Content.class)
                        .orElse(null),
                row.getObject("received_on", LocalDate.class),
                Columns.instant(row, "received_at"),
                row.getString("by_name"),
                resolution(row, owner));
    }

    private Objection.@Nullable Resolution resolution(ResultSet row, @Nullable HouseholdId owner) throws SQLException {
        var result = row.getString("result");
        if (result == null) {
            return null;
        }
        var answer = sealed.open(owner, row.getBytes("answer"), Answer.class);
        return new Objection.Resolution(
                ObjectionResult.valueOf(result),
                answer.map(Answer::finding).orElse(null),
                answer.map(Answer::answer).orElse(null),
                Columns.instant(row, "resolved_at"),
                row.getString("resolved_by"));
    }
}
