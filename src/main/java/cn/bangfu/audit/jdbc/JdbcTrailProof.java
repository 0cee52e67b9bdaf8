package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.TrailProof;
import cn.bangfu.shared.CaseId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTrailProof implements TrailProof {

    private final JdbcClient jdbc;

    JdbcTrailProof(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Link> links(CaseId caseId) {
        var hex = HexFormat.of();
        return jdbc.sql("select " + TrailText.COLUMNS + " from app.trail_event where chain = ? order by seq")
                .param(caseId.toString())
                .query((row, n) -> {
                    var event = TrailText.Event.of(row);
                    return new Link(
                            event.seq(),
                            new String(event.canonical(), StandardCharsets.UTF_8),
                            hex.formatHex(event.previous()),
                            hex.formatHex(event.hash()));
                })
                .list();
    }
}
