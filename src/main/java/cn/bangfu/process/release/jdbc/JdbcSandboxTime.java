package cn.bangfu.process.release.jdbc;

import cn.bangfu.process.release.Sandbox;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** With the credentials of the migrations: the application's own role may not move time, here or anywhere. */
@Component
@ConditionalOnProperty("bangfu.sandbox.enabled")
class JdbcSandboxTime implements Sandbox.SandboxTime {

    private final FlywayConnectionDetails owner;

    JdbcSandboxTime(FlywayConnectionDetails owner) {
        this.owner = owner;
    }

    @Override
    public void goOnTo(Instant moment) {
        var source = new DriverManagerDataSource(
                String.valueOf(owner.getJdbcUrl()),
                String.valueOf(owner.getUsername()),
                String.valueOf(owner.getPassword()));
        JdbcClient.create(source)
                .sql("""
                    update app.legal_clock set offset_by = greatest(offset_by, cast(:moment as timestamptz) - clock_timestamp()
                      + interval '1 second')
                    """)
                .param("moment", Timestamp.from(moment))
                .update();
    }
}
