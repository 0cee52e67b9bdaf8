package cn.bangfu.process.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The legal time, by which deadlines are judged: the database's clock, with a training's offset. */
@Component
class LegalNow {

    private final JdbcClient jdbc;

    LegalNow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instant now() {
        return jdbc.sql("select app.legal_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
