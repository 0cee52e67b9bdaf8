package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.CaseEndings;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCaseEndings implements CaseEndings {

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcCaseEndings(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public void add(CaseId id, Withdrawal withdrawal, OfficerId by) {
        add(id, "WITHDRAWAL", withdrawal.signedOn() + " 签字撤回：" + withdrawal.reason(), by);
    }

    @Override
    public void add(CaseId id, Dissolution dissolution, OfficerId by) {
        add(id, "DISSOLUTION", dissolution.kind().label() + "：" + dissolution.reason(), by);
    }

    private void add(CaseId id, String kind, String reason, OfficerId by) {
        jdbc.sql("insert into app.case_ending (case_id, kind, reason, recorded_by) values (?, ?, ?, ?)")
                .params(id.value(), kind, sealed.seal(id, reason), by.value())
                .update();
    }

    @Override
    public Optional<String> reason(CaseId id) {
        return jdbc.sql("select reason from app.case_ending where case_id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(reason -> String.valueOf(sealed.open(id, reason)));
    }

    @Override
    public Optional<Instant> recordedAt(CaseId id) {
        return jdbc.sql("select recorded_at from app.case_ending where case_id = ?")
                .param(id.value())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional();
    }
}
