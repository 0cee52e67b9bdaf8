package cn.bangfu.identification.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.identification.RiskClues;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRiskClues implements RiskClues {

    private final JdbcClient jdbc;

    JdbcRiskClues(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
