package cn.bangfu;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code java -jar bangfu.jar verify}, as an administrator runs it. */
@PostgresTest
class VerifyCommandTest {

    private final TestPostgres.Database database;

    VerifyCommandTest(TestPostgres.Database database) {
        this.database = database;
    }

    private int run(String... more) {
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        var arguments = new ArrayList<>(List.of(
                VerifyCommand.NAME,
                "--bangfu.embedded-database=false",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + TestPostgres.APP,
                "--spring.datasource.password=" + TestPostgres.PASSWORD,
                "--bangfu.secrets.data-keys.1=" + key,
                "--bangfu.secrets.lookup-key=" + key,
                "--bangfu.secrets.trail-keys.1=" + key));
        arguments.addAll(List.of(more));
        return VerifyCommand.run(arguments.toArray(String[]::new));
    }

    @Test
    void saysWhetherTheTrailIsWholeByItsExitCode() {
        var jdbc = JdbcClient.create(database.app());
        assertThat(run()).isZero();
        // what the application did not write
        jdbc.sql(
                        "insert into app.trail_event (chain, seq, at, action, prev_hash, hash) values ('x', 1, now(), 'x', '', '')")
                .update();
        assertThat(run()).isEqualTo(1);
        assertThat(jdbc.sql("select breaks from app.trail_verification order by id")
                        .query(Long.class)
                        .list())
                .containsExactly(0L, 1L);
        assertThat(run("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(2);
    }
}
