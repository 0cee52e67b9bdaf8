package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.notice.NewNotice;
import cn.bangfu.notice.NoticeBatch;
import cn.bangfu.notice.NoticeId;
import cn.bangfu.notice.NoticePhotograph;
import cn.bangfu.notice.NoticeResult;
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
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcNotices implements Notices {

    private static final String SELECT = """
            select n.id, n.batch_id, n.case_id, n.household_id, n.village, n.category, n.people, n.code, n.village_group,
              n.board_name, n.web_name, n.board_text, n.web_text,
              b.code as poster_code, b.division, b.parameter_set, b.level, b.levels, b.places, b.days, b.day_kind, b.published_at,
              b.legal_end, b.text_version, b.contact, b.remark,
              b.by_person, b.by_name, b.by_office, c.result, c.closed_at, app.legal_now() as as_of,
              greatest(b.legal_end, (select max(e.legal_end) from app.notice_extension e where e.notice_id = n.id)) as ends_at,
              (select count(*) from app.objection o where o.notice_id = n.id) as objections,
              (select count(*) from app.objection o where o.notice_id = n.id
                and not exists (select from app.objection_resolution r where r.objection_id = o.id)) as open_objections
            from app.public_notice n
            join app.notice_batch b on b.id = n.batch_id
            left join app.notice_closing c on c.notice_id = n.id
            """;

    /** Not closed and its time not over. A notice's own end is never before its poster's, so an old poster needs a second look. */
    private static final String SHOWN = """
            c.result is null and (b.legal_end > app.legal_now()
              or exists (select from app.notice_extension e where e.notice_id = n.id and e.legal_end > app.legal_now()))
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
    public NoticeId publish(NewNotice notice, Actor actor) {
        var id = NoticeId.next();
        var subject = notice.subject();
        var preview = notice.preview();
        // The poster of an earlier transaction takes nobody: the database refuses the household below.
        jdbc.sql("""
                        insert into app.notice_batch (id, code, division, level, contact, remark, corrects, by_person, by_officer,
                          by_name, by_office)
                        values (:id, :code, :division, :level, :contact, :remark, :corrects, :person, :officer, :name, :office)
                        on conflict (id) do nothing
                        """)
                .param("id", notice.poster())
                .param("code", notice.posterCode().value())
                .param("division", notice.publisher().value())
                .param("level", preview.level().name())
                .param("contact", notice.contact())
                .param("remark", notice.remark())
                .param("corrects", notice.corrects())
                .params(Columns.by(actor))
                .update();
        jdbc.sql("""
                        insert into app.public_notice (id, batch_id, case_id, household_id, village, category, people, code,
                          village_group, board_name, web_name, board_text, web_text)
                        values (:id, :batch, :case, :household, :village, :category, :people, :code, :group, :boardName, :webName,
                          :board, :web)
                        """)
                .param("id", id.value())
                .param("batch", notice.poster())
                .param("case", subject.caseId().value())
                .param("household", subject.household().value())
                .param("village", subject.village().value())
                .param("category", subject.category().name())
                .param("people", subject.people())
                .param("code", preview.code().value())
                .param("group", subject.group())
                .param("boardName", preview.boardName())
                .param("webName", preview.webName())
                .param("board", preview.boardText())
                .param("web", preview.webText())
                .update();
        add(notice.poster(), "START", notice.photographs(), actor);
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
                        on conflict (batch_id, evidence_id) do nothing
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
        return locked("""
                select n.id from app.public_notice n join app.notice_batch b on b.id = n.batch_id
                where n.case_id = ? order by b.published_at desc limit 1
                """, caseId.value());
    }

    @Override
    public Optional<PublicNotice> lock(PublicCode code) {
        return locked("select id from app.public_notice where code = ?", code.value());
    }

    /** Looks at it only once it has the lock: its objections are counted once, and in a flood that is what takes the time. */
    private Optional<PublicNotice> locked(String which, Object key) {
        var found = jdbc.sql(which).param(key).query(UUID.class).optional();
        found.ifPresent(id -> jdbc.sql("select app.lock_notice(?)")
                .param(id)
                .query((row, n) -> id)
                .single());
        return found.flatMap(id -> find(new NoticeId(id)));
    }

    @Override
    public Optional<PublicNotice> find(NoticeId id) {
        return jdbc.sql(SELECT + "where n.id = ?")
                .param(id.value())
                .query((row, n) -> notice(row))
                .optional();
    }

    @Override
    public Optional<PublicNotice> find(PublicCode code) {
        return jdbc.sql(SELECT + "where n.code = ?")
                .param(code.value())
                .query((row, n) -> notice(row))
                .optional();
    }

    @Override
    public List<PublicNotice> onPoster(UUID poster) {
        return jdbc.sql(SELECT + "where n.batch_id = ? order by n.village, n.village_group, n.board_name, n.id")
                .param(poster)
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public List<PublicNotice> onPoster(PublicCode poster) {
        return jdbc.sql(SELECT + "where b.code = ? order by n.village, n.village_group, n.web_name, n.id")
                .param(poster.value())
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public List<PublicNotice> shownIn(DivisionCode division) {
        return jdbc.sql(SELECT + "where n.village like ? and " + SHOWN
                        + " order by n.village, n.village_group, n.web_name, n.id")
                .param(division.value() + "%")
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public Map<DivisionCode, Integer> shownByVillage() {
        var counts = new TreeMap<DivisionCode, Integer>();
        jdbc.sql("""
                        select n.village, count(*) from app.public_notice n
                        join app.notice_batch b on b.id = n.batch_id
                        left join app.notice_closing c on c.notice_id = n.id
                        where
                        """ + SHOWN + " group by n.village")
                .query((row, n) -> counts.put(new DivisionCode(row.getString(1)), row.getInt(2)))
                .list();
        return counts;
    }

    @Override
    public void extend(PublicNotice notice) {
        // It has stood still since the oldest objection that no extension has made up for.
        jdbc.sql("""
                        insert into app.notice_extension (objection_id, notice_id)
                        select o.id, o.notice_id
                        from app.objection o join app.objection_resolution r on r.objection_id = o.id
                        where o.notice_id = ? and r.result = 'DISMISSED'
                          and o.received_at > coalesce((select max(e.recorded_at) from app.notice_extension e
                            where e.notice_id = o.notice_id), '-infinity')
                        order by o.received_at, o.id limit 1
                        """).param(notice.id().value()).update();
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
        var posterCode = row.getString("poster_code");
        var batch = new NoticeBatch(
                Columns.uuid(row, "batch_id"),
                posterCode == null ? null : new PublicCode(posterCode),
                new DivisionCode(row.getString("division")),
                Columns.uuid(row, "parameter_set"),
                NoticeLevel.valueOf(row.getString("level")),
                Columns.constants(row, "levels", NoticeLevel.class),
                Columns.constants(row, "places", NoticeLevel.class),
                new Term(row.getInt("days"), DayKind.valueOf(row.getString("day_kind"))),
                Columns.instant(row, "published_at"),
                Columns.instant(row, "legal_end"),
                row.getInt("text_version"),
                row.getString("contact"),
                row.getString("remark"),
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
                row.getString("village_group"),
                row.getString("board_name"),
                row.getString("web_name"),
                row.getString("board_text"),
                row.getString("web_text"),
                Columns.instant(row, "ends_at"),
                row.getInt("objections"),
                row.getInt("open_objections"),
                result == null ? null : NoticeResult.valueOf(result),
                Columns.findInstant(row, "closed_at"),
                Columns.instant(row, "as_of"));
    }
}
