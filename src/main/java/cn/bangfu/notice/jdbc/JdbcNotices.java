package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.notice.NoticeBatch;
import cn.bangfu.notice.NoticeId;
import cn.bangfu.notice.NoticePhotograph;
import cn.bangfu.notice.NoticeResult;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.DayKind;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcNotices implements Notices {

    private static final String SELECT = """
            select n.id, n.batch_id, n.case_id, n.household_id, n.village, n.category, n.people, n.code, n.board_text, n.web_text,
              b.division, b.parameter_set, b.levels, b.places, b.days, b.day_kind, b.published_at, b.legal_end, b.text_version,
              b.by_person, b.by_name, b.by_office, c.result, c.closed_at, app.legal_now() as as_of,
              (select count(*) from app.objection o where o.notice_id = n.id) as objections,
              (select count(*) from app.objection o where o.notice_id = n.id
                and not exists (select from app.objection_resolution r where r.objection_id = o.id)) as open_objections
            from app.public_notice n
            join app.notice_batch b on b.id = n.batch_id
            left join app.notice_closing c on c.notice_id = n.id
            """;

    private final JdbcClient jdbc;

    JdbcNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public LocalDate lastDay(Term term) {
        return jdbc.sql("select (app.legal_end(app.legal_now(), ?, ?) at time zone 'Asia/Shanghai')::date - 1")
                .params(term.days(), term.kind().name())
                .query(LocalDate.class)
                .single();
    }

    @Override
    public NoticeId publish(
            NoticeSubject subject,
            DivisionCode publisher,
            PublicCode code,
            String boardText,
            String webText,
            Map<NoticeLevel, List<UUID>> photographs,
            @Nullable UUID corrects,
            Actor actor) {
        var batch = UUID.randomUUID();
        var id = NoticeId.next();
        jdbc.sql("""
                        insert into app.notice_batch (id, division, corrects, by_person, by_officer, by_name, by_office)
                        values (:id, :division, :corrects, :person, :officer, :name, :office)
                        """)
                .param("id", batch)
                .param("division", publisher.value())
                .param("corrects", corrects)
                .params(Columns.by(actor))
                .update();
        jdbc.sql("""
                        insert into app.public_notice (id, batch_id, case_id, household_id, village, category, people, code,
                          board_text, web_text)
                        values (:id, :batch, :case, :household, :village, :category, :people, :code, :board, :web)
                        """)
                .param("id", id.value())
                .param("batch", batch)
                .param("case", subject.caseId().value())
                .param("household", subject.household().value())
                .param("village", subject.village().value())
                .param("category", subject.category().name())
                .param("people", subject.people())
                .param("code", code.value())
                .param("board", boardText)
                .param("web", webText)
                .update();
        add(batch, "START", photographs, actor);
        return id;
    }

    @Override
    public void addEndPhotographs(PublicNotice notice, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        add(notice.batch().id(), "END", photographs, actor);
    }

    private void add(UUID batch, String moment, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        photographs.forEach((place, taken) -> taken.forEach(evidence -> jdbc.sql("""
                        insert into app.notice_photograph (batch_id, evidence_id, place, moment, by_person)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(batch, evidence, place.name(), moment, actor.person().value())
                .update()));
    }

    @Override
    public void close(NoticeId id, NoticeResult result, @Nullable String interruption, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.notice_closing (notice_id, result, interruption, by_person, by_officer, by_name, by_office)
                        values (:id, :result, :interruption, :person, :officer, :name, :office)
                        """)
                .param("id", id.value())
                .param("result", result.name())
                .param("interruption", interruption)
                .params(Columns.by(actor))
                .update();
    }

    @Override
    public List<PublicNotice> of(CaseId caseId) {
        return jdbc.sql(SELECT + "where n.case_id = ? order by b.published_at desc")
                .param(caseId.value())
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public Optional<PublicNotice> lockNewest(CaseId caseId) {
        return newest(caseId).flatMap(notice -> {
            jdbc.sql("select app.lock_notice(?)")
                    .param(notice.id().value())
                    .query((row, n) -> notice.id())
                    .single();
            return find(notice.id());
        });
    }

    @Override
    public Optional<PublicNotice> find(NoticeId id) {
        return jdbc.sql(SELECT + "where n.id = ?")
                .param(id.value())
                .query((row, n) -> notice(row))
                .optional();
    }

    @Override
    public List<PublicNotice> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where n.household_id = ? order by b.published_at desc")
                .param(household.value())
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public List<PublicNotice> underWay(DivisionScope scope) {
        return jdbc.sql(SELECT + "where c.result is null and " + scope.sqlCondition("n.village")
                        + " order by b.legal_end, n.village, n.id")
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public List<NoticePhotograph> photographs(NoticeId id) {
        return jdbc.sql("""
                        select p.* from app.notice_photograph p join app.public_notice n on n.batch_id = p.batch_id
                        where n.id = ? order by p.moment desc, p.place, p.recorded_at
                        """)
                .param(id.value())
                .query((row, n) -> new NoticePhotograph(
                        Columns.uuid(row, "evidence_id"),
                        NoticeLevel.valueOf(row.getString("place")),
                        row.getString("moment").equals("END"),
                        Columns.instant(row, "recorded_at")))
                .list();
    }

    @Override
    public Optional<String> contact(DivisionCode office) {
        return jdbc.sql("select contact from app.notice_contact where division = ? order by id desc limit 1")
                .param(office.value())
                .query(String.class)
                .optional();
    }

    @Override
    public void setContact(DivisionCode office, String contact, Actor actor) {
        jdbc.sql("insert into app.notice_contact (division, contact, by_person, by_name) values (?, ?, ?, ?)")
                .params(office.value(), contact, actor.person().value(), actor.name())
                .update();
    }

    private static PublicNotice notice(ResultSet row) throws SQLException {
        var batch = new NoticeBatch(
                Columns.uuid(row, "batch_id"),
                new DivisionCode(row.getString("division")),
                Columns.uuid(row, "parameter_set"),
                Columns.constants(row, "levels", NoticeLevel.class),
                Columns.constants(row, "places", NoticeLevel.class),
                new Term(row.getInt("days"), DayKind.valueOf(row.getString("day_kind"))),
                Columns.instant(row, "published_at"),
                Columns.instant(row, "legal_end"),
                row.getInt("text_version"),
                new PersonId(Columns.uuid(row, "by_person")),
                row.getString("by_name"),
                row.getString("by_office"));
        var result = row.getString("result");
        return new PublicNotice(
                new NoticeId(Columns.uuid(row, "id")),
                batch,
                new CaseId(Columns.uuid(row, "case_id")),
                new HouseholdId(Columns.uuid(row, "household_id")),
                new DivisionCode(row.getString("village")),
                MonitoringCategory.valueOf(row.getString("category")),
                row.getInt("people"),
                new PublicCode(row.getString("code")),
                row.getString("board_text"),
                row.getString("web_text"),
                row.getInt("objections"),
                row.getInt("open_objections"),
                result == null ? null : NoticeResult.valueOf(result),
                Columns.findInstant(row, "closed_at"),
                Columns.instant(row, "as_of"));
    }
}
