package cn.bangfu.policy.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.policy.TrainingTime;
import cn.bangfu.process.engine.V2__Engine_schema;
import cn.bangfu.testing.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Practising is possible anywhere but in production, and the database knows of it. */
class TrainingTimeTest {

    private final TrainingTimeConfiguration configuration = new TrainingTimeConfiguration();

    @Test
    void productionDoesNotStartWithATrainingDay() {
        var production = new MockEnvironment();
        production.setActiveProfiles("production");
        assertThatThrownBy(() -> configuration.trainingTime(Duration.ofSeconds(10), production))
                .isInstanceOf(TrainingInProduction.class)
                .hasMessageContaining("bangfu.training.day-length");
        assertThat(configuration.trainingTime(null, production).active()).isFalse();
        assertThat(configuration
                        .trainingTime(Duration.ofSeconds(10), new MockEnvironment())
                        .active())
                .isTrue();
    }

    @Test
    void theDatabaseIsToldAtEveryStartAndForgetsWhenTrainingIsOver() {
        var database = TestPostgres.newDatabase();
        start(database, TrainingTime.of(Duration.ofMillis(2500)));
        assertThat(dayLength(database)).isEqualTo("2.5");
        start(database, TrainingTime.of(Duration.ofSeconds(10)));
        assertThat(dayLength(database)).isEqualTo("10");
        start(database, TrainingTime.OFF);
        assertThat(dayLength(database)).isNull();
    }

    private static String dayLength(TestPostgres.Database database) {
        return JdbcClient.create(database.app())
                .sql("select trim_scale(extract(epoch from (select day_length from app.training_time)))::text")
                .query((row, number) -> row.getString(1))
                .list()
                .get(0);
    }

    private static void start(TestPostgres.Database database, TrainingTime training) {
        Flyway.configure()
                .dataSource(database.owner())
                .schemas("app")
                .defaultSchema("app")
                .javaMigrations(new V2__Engine_schema(), new R__Work_calendar())
                .placeholders(Map.of("app_role", TestPostgres.APP))
                .callbacks(new TrainingTimeAtStart(training))
                .load()
                .migrate();
    }
}
