package cn.bangfu.identification.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.CountyList;
import cn.bangfu.identification.CountyList.Standing;
import cn.bangfu.identification.CountyLists;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
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
class JdbcCountyLists implements CountyLists {

    private static final String SELECT = """
            select l.*, (
              select count(*) from app.identification_case c join app.town_opinion o on o.case_id = c.id
              where c.state = 'NOTICE' and c.closed_at is null and c.village like l.town || '%' and o.report_number = l.report_number
                and o.seq = (select max(seq) from app.town_opinion t where t.case_id = c.id)) as on_notice
            from app.county_list l
            """;

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcCountyLists(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public Optional<CountyList> find(UUID id) {
        return jdbc.sql(SELECT + "where l.id = ?")
                .param(id)
                .query((row, n) -> list(row))
                .optional();
    }

    @Override
    public List<CountyList> in(DivisionScope scope, int limit) {
        return jdbc.sql(SELECT + "where " + scope.sqlCondition("l.town") + " order by l.made_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> list(row))
                .list();
    }

    @Override
    public void takeOut(UUID list, CaseId caseId, String reason, OfficerId by) {
        jdbc.sql("""
                        update app.county_list_household
                        set taken_out_at = app.legal_now(), taken_out_by = ?, taken_out_reason = ?
                        where list_id = ? and case_id = ? and taken_out_at is null
                        """)
                .params(by.value(), sealed.seal(caseId, reason), list, caseId.value())
                .update();
    }

    @Override
    public void putBack(UUID list, CaseId caseId) {
        jdbc.sql("""
                        update app.county_list_household set taken_out_at = null, taken_out_by = null, taken_out_reason = null
                        where list_id = ? and case_id = ?
                        """).params(list, caseId.value()).update();
    }

    private CountyList list(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new CountyList(
                id,
                new DivisionCode(row.getString("town")),
                row.getString("report_number"),
                row.getTimestamp("made_at").toInstant(),
                row.getString("document_number"),
                row.getObject("decided_on", LocalDate.class),
                row.getInt("on_notice"),
                entries(id));
    }

    private List<CountyList.Entry> entries(UUID list) {
        return jdbc.sql("""
                        select h.case_id, h.taken_out_at is not null as out, h.taken_out_reason, o.hand, o.decision, o.opinion,
                          c.state, c.closed_at is not null as closed
                        from app.county_list_household h
                        join app.identification_case c on c.id = h.case_id
                        left join lateral (
                          select hand, decision, opinion from app.county_opinion o
                          where o.case_id = h.case_id and o.list_id = h.list_id order by o.seq desc limit 1) o on true
                        where h.list_id = ? order by c.number
                        """)
                .param(list)
                .query((row, n) -> {
                    var caseId = new CaseId(row.getObject("case_id", UUID.class));
                    var decision = row.getString("decision");
                    var standing = standing(
                            row.getBoolean("out"),
                            row.getString("state").equals("COUNTY_CONFIRMATION") && !row.getBoolean("closed"),
                            row.getString("hand"),
                            decision);
                    var reason = standing == Standing.TAKEN_OUT
                            ? row.getBytes("taken_out_reason")
                            : standing == Standing.RETURNED || standing == Standing.REFUSED
                                    ? row.getBytes("opinion")
                                    : null;
                    return new CountyList.Entry(caseId, standing, sealed.open(caseId, reason));
                })
                .list();
    }

    private static Standing standing(boolean out, boolean here, @Nullable String hand, @Nullable String decision) {
        if ("CONFIRM".equals(decision)) {
            return Standing.CONFIRMED;
        }
        if ("RETURN".equals(decision)) {
            return Standing.RETURNED;
        }
        if ("REFUSE".equals(decision)) {
            return Standing.REFUSED;
        }
        if (!here) {
            return Standing.ENDED;
        }
        if (out) {
            return Standing.TAKEN_OUT;
        }
        if (decision == null || decision.equals("HAND_BACK")) {
            return Standing.HANDLER;
        }
        return "COUNTY_HANDLER".equals(hand) ? Standing.REVIEWER : Standing.HEAD;
    }
}
