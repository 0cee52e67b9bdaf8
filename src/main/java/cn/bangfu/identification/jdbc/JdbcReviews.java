package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.ReviewVotes;
import cn.bangfu.identification.Reviews;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReviews implements Reviews {

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcReviews(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public UUID add(DivisionCode village, ReviewMeeting meeting) {
        return jdbc.sql("""
                        insert into app.review_meeting
                          (village, held_at, place, kind, kind_reason, chair, recorder, entitled, present, minutes)
                        values (:village, :heldAt, :place, :kind, :kindReason, :chair, :recorder, :entitled, :present, :minutes)
                        returning id
                        """)
                .param("village", village.value())
                .param("heldAt", Timestamp.from(meeting.heldAt()))
                .param("place", meeting.place())
                .param("kind", meeting.kind().name())
                .param("kindReason", meeting.kindReason())
                .param("chair", meeting.chair())
                .param("recorder", meeting.recorder())
                .param("entitled", meeting.entitled())
                .param("present", meeting.present())
                .param("minutes", meeting.minutes().toArray(UUID[]::new))
                .query(UUID.class)
                .single();
    }

    @Override
    public void addReview(
            CaseId id, UUID meeting, PersonId recordedBy, ReviewVotes votes, boolean agreed, @Nullable String reason) {
        jdbc.sql("""
                        insert into app.village_review (meeting_id, case_id, person_id, present, stood_aside, votes_for, votes_against,
                          abstained, result, reason)
                        values (:meeting, :case, :person, :present, :aside, :for, :against, :abstained, :result, :reason)
                        """)
                .param("meeting", meeting)
                .param("case", id.value())
                .param("person", recordedBy.value())
                .param("present", votes.present())
                .param("aside", votes.stoodAside())
                .param("for", votes.inFavour())
                .param("against", votes.against())
                .param("abstained", votes.abstained())
                .param("result", agreed ? "AGREED" : "NOT_AGREED")
                .param("reason", sealed.seal(id, reason))
                .update();
    }

    @Override
    public Optional<Review> latest(CaseId id) {
        var reviews = of(id);
        return reviews.isEmpty() ? Optional.empty() : Optional.of(reviews.get(reviews.size() - 1));
    }

    @Override
    public List<Review> of(CaseId id) {
        return jdbc.sql("""
                        select m.*, r.stood_aside, r.votes_for, r.votes_against, r.abstained, r.result, r.reason
                        from app.village_review r join app.review_meeting m on m.id = r.meeting_id
                        where r.case_id = ? order by r.recorded_at
                        """)
                .param(id.value())
                .query((row, n) -> review(id, row))
                .list();
    }

    private Review review(CaseId id, ResultSet row) throws SQLException {
        var meeting = new ReviewMeeting(
                row.getTimestamp("held_at").toInstant(),
                row.getString("place"),
                ReviewMeeting.Kind.valueOf(row.getString("kind")),
                row.getString("kind_reason"),
                row.getString("chair"),
                row.getString("recorder"),
                row.getInt("entitled"),
                row.getInt("present"),
                List.of((UUID[]) row.getArray("minutes").getArray()));
        var votes = new ReviewVotes(
                meeting.present(),
                row.getInt("stood_aside"),
                row.getInt("votes_for"),
                row.getInt("votes_against"),
                row.getInt("abstained"));
        return new Review(
                row.getObject("id", UUID.class),
                meeting,
                votes,
                row.getString("result").equals("AGREED"),
                sealed.open(id, row.getBytes("reason")));
    }
}
