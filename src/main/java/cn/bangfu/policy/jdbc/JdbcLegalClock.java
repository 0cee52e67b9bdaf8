package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.LegalClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one function that the database's own rules judge by. */
@Component
class JdbcLegalClock implements LegalClock {

    private final JdbcClient jdbc;

    JdbcLegalClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Instant now() {
        return jdbc.sql("select app.legal_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
