package cn.bangfu.identification.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.PlannedMeeting;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.Roster;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPlannedMeetings implements PlannedMeetings {

    private final JdbcClient jdbc;

    JdbcPlannedMeetings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UUID add(Preparing meeting, OfficerId by) {
        var id = with(meeting, """
                insert into app.planned_meeting
                  (village, kind, kind_reason, roster_id, planned_at, place, chair, recorder, previous_id, prepared_by)
                values (:village, :kind, :kindReason, :roster, :plannedAt, :place, :chair, :recorder, :previous, :by)
                returning id
                """).param("by", by.value()).query(UUID.class).single();
        setAgenda(id, meeting.agenda());
        return id;
    }

    @Override
    public void change(UUID id, Preparing meeting) {
        with(meeting, """
                update app.planned_meeting set village = :village, kind = :kind, kind_reason = :kindReason, roster_id = :roster,
                  planned_at = :plannedAt, place = :place, chair = :chair, recorder = :recorder,
                  previous_id = coalesce(:previous, previous_id)
                where id = :id and state = 'PREPARED'
                """).param("id", id).update();
        setAgenda(id, meeting.agenda());
    }

    private JdbcClient.StatementSpec with(Preparing meeting, String sql) {
        return jdbc.sql(sql)
                .param("village", meeting.village().value())
                .param("kind", meeting.kind().name())
                .param("kindReason", meeting.kindReason())
                .param("roster", meeting.roster())
                .param("plannedAt", Timestamp.from(meeting.plannedAt()))
                .param("place", meeting.place().strip())
                .param("chair", meeting.chair().strip())
                .param("recorder", meeting.recorder().strip())
                .param("previous", meeting.previous(), java.sql.Types.OTHER);
    }

    private void setAgenda(UUID id, List<CaseId> agenda) {
        jdbc.sql("delete from app.planned_meeting_case where meeting_id = ?")
                .param(id)
                .update();
        jdbc.sql("""
                        insert into app.planned_meeting_case (meeting_id, case_id, position)
                        select ?, c, n from unnest(?::uuid[]) with ordinality as a (c, n)
                        """)
                .params(id, agenda.stream().map(CaseId::value).toArray(UUID[]::new))
                .update();
    }

    @Override
    public void end(UUID id, PlannedMeeting.State state) {
        jdbc.sql("update app.planned_meeting set state = ? where id = ? and state = 'PREPARED'")
                .params(state.name(), id)
                .update();
    }

    @Override
    public Optional<PlannedMeeting> find(UUID id) {
        return jdbc.sql("select * from app.planned_meeting where id = ?")
                .param(id)
                .query((row, n) -> meeting(row))
                .optional();
    }

    @Override
    public List<PlannedMeeting> in(DivisionScope scope, int limit) {
        return jdbc.sql("select * from app.planned_meeting m where " + scope.sqlCondition("m.village")
                        + " order by planned_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> meeting(row))
                .list();
    }

    @Override
    public Map<CaseId, UUID> prepared(Collection<CaseId> cases) {
        var found = new HashMap<CaseId, UUID>();
        jdbc.sql("""
                        select c.case_id, m.id from app.planned_meeting_case c join app.planned_meeting m on m.id = c.meeting_id
                        where m.state = 'PREPARED' and c.case_id = any(?)
                        """)
                .param(cases.stream().map(CaseId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.put(new CaseId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class));
                });
        return found;
    }

    @Override
    public UUID hold(
            PlannedMeeting planned,
            ReviewMeeting held,
            Roster roster,
            Set<Integer> present,
            Map<CaseId, List<Recusal>> aside) {
        var id = jdbc.sql("""
                        insert into app.review_meeting (village, held_at, place, kind, kind_reason, chair, recorder, entitled, present,
                          minutes, planned_id, roster_id)
                        values (:village, :heldAt, :place, :kind, :kindReason, :chair, :recorder, :entitled, :present,
                          :minutes, :planned, :roster)
                        returning id
                        """)
                .param("village", planned.village().value())
                .param("heldAt", Timestamp.from(held.heldAt()))
                .param("place", held.place())
                .param("kind", held.kind().name())
                .param("kindReason", held.kindReason())
                .param("chair", held.chair())
                .param("recorder", held.recorder())
                .param("entitled", held.entitled())
                .param("present", held.present())
                .param("minutes", held.minutes().toArray(UUID[]::new))
                .param("planned", planned.id())
                .param("roster", roster.id())
                .query(UUID.class)
                .single();
        for (var member : roster.members()) {
            jdbc.sql("insert into app.meeting_attendance (meeting_id, roster_id, seq, present) values (?, ?, ?, ?)")
                    .params(id, roster.id(), member.seq(), present.contains(member.seq()))
                    .update();
        }
        aside.forEach((caseId, recusals) -> recusals.forEach(recusal -> jdbc.sql(
                        "insert into app.meeting_recusal (meeting_id, case_id, seq, reason) values (?, ?, ?, ?)")
                .params(id, caseId.value(), recusal.seq(), recusal.reason())
                .update()));
        return id;
    }

    @Override
    public Optional<UUID> held(UUID planned) {
        return jdbc.sql("select id from app.review_meeting where planned_id = ? order by recorded_at desc limit 1")
                .param(planned)
                .query(UUID.class)
                .optional();
    }

    private PlannedMeeting meeting(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new PlannedMeeting(
                id,
                new DivisionCode(row.getString("village")),
                ReviewMeeting.Kind.valueOf(row.getString("kind")),
                row.getString("kind_reason"),
                row.getObject("roster_id", UUID.class),
                row.getTimestamp("planned_at").toInstant(),
                row.getString("place"),
                row.getString("chair"),
                row.getString("recorder"),
                PlannedMeeting.State.valueOf(row.getString("state")),
                row.getObject("previous_id", UUID.class),
                jdbc.sql("select case_id from app.planned_meeting_case where meeting_id = ? order by position")
                        .param(id)
                        .query((agenda, n) -> new CaseId(agenda.getObject(1, UUID.class)))
                        .list());
    }
}
