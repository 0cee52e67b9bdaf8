package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.notice.Announcement;
import cn.bangfu.notice.Announcements;
import cn.bangfu.notice.NewAnnouncement;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAnnouncements implements Announcements {

    private final JdbcClient jdbc;

    JdbcAnnouncements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UUID add(NoticeSubject subject, String text, NewAnnouncement announcement, Actor actor) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.announcement (id, case_id, household_id, village, text, document_number, posted_on, photographs,
                          by_person, by_officer, by_name, by_office)
                        values (:id, :case, :household, :village, :text, :document, :postedOn, :photographs,
                          :person, :officer, :name, :office)
                        """)
                .param("id", id)
                .param("case", subject.caseId().value())
                .param("household", subject.household().value())
                .param("village", subject.village().value())
                .param("text", text)
                .param("document", announcement.documentNumber())
                .param("postedOn", announcement.postedOn())
                .param("photographs", Columns.array(announcement.photographs()))
                .params(Columns.by(actor))
                .update();
        return id;
    }

    @Override
    public List<Announcement> of(CaseId caseId) {
        return jdbc.sql("select * from app.announcement where case_id = ? order by recorded_at desc")
                .param(caseId.value())
                .query((row, n) -> announcement(row))
                .list();
    }

    @Override
    public List<Announcement> of(HouseholdId household) {
        return jdbc.sql("select * from app.announcement where household_id = ? order by recorded_at desc")
                .param(household.value())
                .query((row, n) -> announcement(row))
                .list();
    }

    private static Announcement announcement(ResultSet row) throws SQLException {
        return new Announcement(
                Columns.uuid(row, "id"),
                new CaseId(Columns.uuid(row, "case_id")),
                row.getString("text"),
                row.getString("document_number"),
                row.getObject("posted_on", LocalDate.class),
                Columns.uuids(row, "photographs"),
                Columns.instant(row, "recorded_at"),
                row.getString("by_name"));
    }
}
