package cn.bangfu;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "--bangfu.secrets.trail-keys.1=" + key,
                "--bangfu.audit.anchor-dir="));
        if (Arrays.stream(more).noneMatch(one -> one.contains("witness-file"))) {
            arguments.add("--bangfu.audit.witness-file=");
        }
        arguments.addAll(List.of(more));
        return VerifyCommand.run(arguments.toArray(String[]::new));
    }

    @Test
    void saysWhetherTheTrailIsWholeByItsExitCode(@TempDir Path folder) throws IOException {
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
        // what a node had written, says the file that it keeps
        var witness = Files.writeString(folder.resolve("witness.txt"), "gone 3 " + "0".repeat(64) + "\n");
        assertThat(run("--bangfu.audit.witness-file=" + witness)).isEqualTo(1);
        assertThat(jdbc.sql("select details::text from app.trail_verification order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("系统写过第3条，现在没有了");
        assertThat(run("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(2);
    }
}
