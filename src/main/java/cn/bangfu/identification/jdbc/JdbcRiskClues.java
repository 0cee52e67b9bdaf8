package cn.bangfu.identification.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.identification.RiskClues;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRiskClues implements RiskClues {

    private final JdbcClient jdbc;

    JdbcRiskClues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Clue> in(DivisionScope scope, int limit) {
        return jdbc.sql("select r.* from app.risk_clue r join app.identification_case c on c.id = r.case_id where "
                        + scope.sqlCondition("c.village") + " order by r.reported_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Clue(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        Channel.valueOf(row.getString("channel")),
                        row.getTimestamp("reported_at").toInstant(),
                        row.getString("office"),
                        SqlConstants.constants(row.getArray("risks"), RiskCause.class),
                        SqlConstants.constant(row.getString("result"), Result.class),
                        row.getTimestamp("verified_at") == null
                                ? null
                                : row.getTimestamp("verified_at").toInstant()))
                .list();
    }

    @Override
    public void add(CaseId id, Channel channel, Set<RiskCause> risks, Actor reportedBy) {
        jdbc.sql("insert into app.risk_clue (case_id, channel, reported_by, office, risks) values (?, ?, ?, ?, ?)")
                .params(
                        id.value(),
                        channel.name(),
                        reportedBy.officer().value(),
                        reportedBy.officeName(),
                        SqlConstants.names(risks))
                .update();
    }

    @Override
    public void verified(CaseId id, Result result, Actor verifiedBy) {
        jdbc.sql("""
                        update app.risk_clue set result = ?, verified_at = app.legal_now(), verified_by = ?
                        where case_id = ? and verified_at is null
                        """)
                .params(result.name(), verifiedBy.officer().value(), id.value())
                .update();
    }
}
