package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.CaseClock;
import cn.bangfu.policy.ClockStop;
import cn.bangfu.policy.StopReason;
import cn.bangfu.shared.CaseId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCaseClock implements CaseClock {

    private final JdbcClient jdbc;

    JdbcCaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void stop(CaseId id, StopReason reason, @Nullable Instant limit) {
        jdbc.sql("""
                        insert into app.clock_stop (case_id, reason, limit_at)
                        select :case, :reason, :limit
                        where not exists (select 1 from app.clock_stop where case_id = :case and reason = :reason and resumed_at is null)
                        """)
                .param("case", id.value())
                .param("reason", reason.name())
                .param("limit", limit == null ? null : limit.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @Override
    public void resume(CaseId id, StopReason reason) {
        jdbc.sql("""
                        update app.clock_stop set resumed_at = app.legal_now()
                        where case_id = ? and reason = ? and resumed_at is null
                        """).params(id.value(), reason.name()).update();
    }

    @Override
    public List<ClockStop> stops(CaseId id) {
        return jdbc.sql("select * from app.clock_stop where case_id = ? order by stopped_at")
                .param(id.value())
                .query((row, n) -> new ClockStop(
                        StopReason.valueOf(row.getString("reason")),
                        row.getTimestamp("stopped_at").toInstant(),
                        instant(row.getTimestamp("resumed_at")),
                        instant(row.getTimestamp("limit_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
