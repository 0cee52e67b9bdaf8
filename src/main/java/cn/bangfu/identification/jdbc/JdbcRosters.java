package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.Rosters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRosters implements Rosters {

    private final JdbcClient jdbc;

    JdbcRosters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Roster add(
            DivisionCode village,
            ReviewMeeting.Kind kind,
            String term,
            LocalDate validFrom,
            List<Roster.Member> members,
            OfficerId by) {
        var id = jdbc.sql("""
                        insert into app.village_roster (village, kind, version, term, valid_from, recorded_by)
                        select :village, :kind, coalesce(max(version), 0) + 1, :term, :from, :by
                        from app.village_roster where village = :village and kind = :kind
                        returning id
                        """)
                .param("village", village.value())
                .param("kind", kind.name())
                .param("term", term)
                .param("from", validFrom)
                .param("by", by.value())
                .query(UUID.class)
                .single();
        for (var member : members) {
            jdbc.sql("""
                            insert into app.village_roster_member (roster_id, seq, name, villager_group, duty)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(id, member.seq(), member.name(), member.group(), member.duty())
                    .update();
        }
        return find(id).orElseThrow();
    }

    @Override
    public Optional<Roster> find(UUID id) {
        return jdbc.sql("select * from app.village_roster where id = ?")
                .param(id)
                .query((row, n) -> roster(row))
                .optional();
    }

    @Override
    public Optional<Roster> ofMeeting(UUID meeting) {
        return jdbc.sql("""
                        select r.* from app.village_roster r join app.review_meeting m on m.roster_id = r.id where m.id = ?
                        """).param(meeting).query((row, n) -> roster(row)).optional();
    }

    @Override
    public Optional<Roster> on(DivisionCode village, ReviewMeeting.Kind kind, LocalDate day) {
        return jdbc.sql("""
                        select * from app.village_roster where village = ? and kind = ? and valid_from <= ?
                        order by version desc limit 1
                        """)
                .params(village.value(), kind.name(), day)
                .query((row, n) -> roster(row))
                .optional();
    }

    @Override
    public List<Roster> of(DivisionCode village, ReviewMeeting.Kind kind) {
        return jdbc.sql("select * from app.village_roster where village = ? and kind = ? order by version desc")
                .params(village.value(), kind.name())
                .query((row, n) -> roster(row))
                .list();
    }

    private Roster roster(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Roster(
                id,
                new DivisionCode(row.getString("village")),
                ReviewMeeting.Kind.valueOf(row.getString("kind")),
                row.getInt("version"),
                row.getString("term"),
                row.getObject("valid_from", LocalDate.class),
                jdbc.sql("""
                                select seq, name, villager_group, duty from app.village_roster_member
                                where roster_id = ? order by seq
                                """)
                        .param(id)
                        .query((member, n) -> new Roster.Member(
                                member.getInt(1), member.getString(2), member.getString(3), member.getString(4)))
                        .list());
    }
}
