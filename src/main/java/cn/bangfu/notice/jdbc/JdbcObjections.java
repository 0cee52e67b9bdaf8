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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public void add(
            ObjectionId id,
            @Nullable PublicNotice notice,
            DivisionCode village,
            PublicCode code,
            NewObjection objection,
            @Nullable Source source,
            boolean grouped,
            @Nullable Actor actor) {
        var content = new Objection.Content(
                objection.text(),
                objection.named() ? objection.name() : null,
                objection.named() ? objection.contact() : null);
        jdbc.sql("""
                        insert into app.objection (id, notice_id, village, code, kind, way, named, grouped, source, said, content,
                          received_on, by_person, by_officer, by_name, by_office)
                        values (:id, :notice, :village, :code, :kind, :way, :named, :grouped, :source, :said, :content,
                          :receivedOn, :person, :officer, :name, :office)
                        """)
                .param("id", id.value())
                .param("notice", notice == null ? null : notice.id().value())
                .param("village", village.value())
                .param("code", code.value())
                .param("kind", objection.kind().name())
                .param("way", objection.way().name())
                .param("named", objection.named())
                .param("grouped", grouped)
                .param("source", source == null ? null : source.address())
                .param("said", source == null ? null : source.said())
                .param("content", sealed.seal(notice == null ? null : notice.household(), content))
                .param("receivedOn", objection.receivedOn())
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public boolean heardBefore(@Nullable NoticeId notice, DivisionCode village, Source source) {
        // Two statements, so that either is answered from an index, however many there are.
        var where = notice == null
                ? "o.notice_id is null and o.village = :village and o.said = :said"
                : "o.notice_id = :notice and (o.said = :said or o.source = :source)";
        return jdbc.sql("select exists (select from app.objection o where not o.named and not o.grouped and " + where
                        + ")")
                .param("notice", notice == null ? null : notice.value())
                .param("village", village.value())
                .param("source", source.address())
                .param("said", source.said())
                .query(Boolean.class)
                .single();
    }

    @Override
    public int resolveGroup(ObjectionKind kind, PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor) {
        return jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division,
                          by_officer, by_name, by_office)
                        select o.id, :case, :result, :content, :person, :hand, :division, :officer, :name, :office
                        from app.objection o
                        where o.notice_id = :notice and o.grouped and o.kind = :kind
                          and not exists (select from app.objection_resolution r where r.objection_id = o.id)
                        """)
                .param("notice", notice.id().value())
                .param("kind", kind.name())
                .params(resolution(notice, finding, actor))
                .update();
    }

    private Map<String, @Nullable Object> resolution(
            @Nullable PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor) {
        var investigated = notice != null && finding.result() != ObjectionResult.LAPSED;
        var values = new HashMap<>(Columns.by(actor));
        values.put("case", notice == null ? null : notice.caseId().value());
        values.put("result", finding.result().name());
        values.put(
                "content",
                sealed.seal(
                        notice == null ? null : notice.household(), new Answer(finding.finding(), finding.answer())));
        values.put("hand", investigated ? "OBJECTION_INVESTIGATOR" : null);
        values.put("division", actor == null ? null : actor.division().value());
        return values;
    }

    @Override
    public void resolve(
            Objection objection, @Nullable PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division,
                          by_officer, by_name, by_office)
                        values (:id, :case, :result, :content, :person, :hand, :division, :officer, :name, :office)
                        """)
                .param("id", objection.id().value())
                .params(resolution(notice, finding, actor))
                .update();
        if (!objection.kind().freezes()) {
            answerSame(objection, finding, actor);
        }
    }

    /** Whoever reported the same household in the same words is told the same. */
    private void answerSame(Objection exclusion, ObjectionFinding finding, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division,
                          by_officer, by_name, by_office)
                        select o.id, :case, :result, :content, :person, :hand, :division, :officer, :name, :office
                        from app.objection o join app.objection f on f.said = o.said and f.village = o.village
                        where f.id = :id and o.grouped and o.kind = 'EXCLUSION'
                          and not exists (select from app.objection_resolution r where r.objection_id = o.id)
                        """)
                .param("id", exclusion.id().value())
                .params(resolution(null, finding, actor))
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
    public List<Objection> individual(NoticeId notice) {
        return jdbc.sql(SELECT + """
                        where o.notice_id = ? and not o.grouped
                        order by o.way = 'PAGE' and not o.named, o.received_at, o.id
                        """)
                .param(notice.value())
                .query((row, n) -> objection(row))
                .list();
    }

    @Override
    public List<Group> groups(NoticeId notice) {
        return jdbc.sql("""
                        select o.kind, count(*), count(*) filter (where r.objection_id is null) as open,
                          (array_agg(o.id order by r.objection_id is not null, o.received_at, o.id))[1] as first,
                          min(o.received_at) as first_at
                        from app.objection o left join app.objection_resolution r on r.objection_id = o.id
                        where o.notice_id = ? and o.grouped group by o.kind order by o.kind
                        """)
                .param(notice.value())
                .query((row, n) -> new Group(
                        ObjectionKind.valueOf(row.getString("kind")),
                        row.getInt("count"),
                        row.getInt("open"),
                        new ObjectionId(Columns.uuid(row, "first")),
                        Columns.instant(row, "first_at")))
                .list();
    }

    @Override
    public List<Objection> grouped(NoticeId notice, ObjectionKind kind, int from, int count) {
        return jdbc.sql(SELECT + """
                        where o.notice_id = ? and o.grouped and o.kind = ?
                        order by o.received_at, o.id offset ? limit ?
                        """)
                .params(notice.value(), kind.name(), from, count)
                .query((row, n) -> objection(row))
                .list();
    }

    @Override
    public List<Objection> of(CaseId caseId) {
        return jdbc.sql(SELECT + "where n.case_id = ? and not o.grouped order by o.received_at")
                .param(caseId.value())
                .query((row, n) -> objection(row))
                .list();
    }

    @Override
    public List<Objection> exclusions(DivisionScope scope) {
        return jdbc.sql(SELECT + "where o.kind = 'EXCLUSION' and not o.grouped and " + scope.sqlCondition("o.village")
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
