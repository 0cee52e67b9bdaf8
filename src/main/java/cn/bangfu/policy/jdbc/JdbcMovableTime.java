package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.MovableTime;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** With the credentials of the migrations: the application's own role may not move time, here or anywhere. */
@Component
@Profile("!production")
@ConditionalOnExpression("${bangfu.demo:false} or ${bangfu.sandbox.enabled:false}")
class JdbcMovableTime implements MovableTime {

    private final FlywayConnectionDetails owner;

    JdbcMovableTime(FlywayConnectionDetails owner) {
        this.owner = owner;
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(owner.getJdbcUrl()),
                String.valueOf(owner.getUsername()),
                String.valueOf(owner.getPassword())));
    }

    @Override
    public void goOnTo(Instant moment) {
        jdbc().sql("""
                    update app.legal_clock set offset_by = greatest(offset_by, cast(:moment as timestamptz) - clock_timestamp()
                      + interval '1 second')
                    """).param("moment", Timestamp.from(moment)).update();
    }

    @Override
    public void goTo(Instant moment) {
        jdbc().sql("update app.legal_clock set offset_by = cast(:moment as timestamptz) - clock_timestamp()")
                .param("moment", Timestamp.from(moment))
                .update();
    }

    @Override
    public void comeBack() {
        jdbc().sql("update app.legal_clock set offset_by = interval '0' where offset_by < interval '0'")
                .update();
    }
}
