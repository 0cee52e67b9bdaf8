package cn.bangfu.testing;

import cn.bangfu.policy.TrainingTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts the one application of all tests into training and back, by the setting with which it would be started: who asks for it from now
 * on, and the database, are told what they would be told at a start.
 */
@Component
@Primary
public class TrainingSwitch implements TrainingTime {

    private static final String SETTING = "bangfu.training.day-length";

    private final ConfigurableEnvironment environment;
    private final TestPostgres.Database database;

    TrainingSwitch(ConfigurableEnvironment environment, TestPostgres.Database database) {
        this.environment = environment;
        this.database = database;
    }

    @Override
    public Optional<Duration> length() {
        return Optional.ofNullable(environment.getProperty(SETTING, Duration.class));
    }

    public void on(Duration day) {
        environment.getPropertySources().addFirst(new MapPropertySource("training", Map.of(SETTING, day.toString())));
        tell("insert into app.training_time (day_length) values (make_interval(secs => " + day.toMillis() / 1000.0
                + "))");
    }

    public void off() {
        environment.getPropertySources().remove("training");
        tell("delete from app.training_time");
    }

    private void tell(String sql) {
        JdbcClient.create(database.owner()).sql(sql).update();
    }
}
