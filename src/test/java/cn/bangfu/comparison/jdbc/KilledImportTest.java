package cn.bangfu.comparison.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentImport.State;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.DepartmentRecord;
import cn.bangfu.comparison.ImportJobs;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process is killed, as by {@code kill -9}, while half of a file is on its way into the database. */
@PostgresTest
class KilledImportTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final int ROWS = 150_000;
    private static final String HALF = "half of it is written";

    @TempDir
    private Path folder;

    private static DepartmentImportService service(DataSource source, boolean stopsHalfWay) {
        var parts = DepartmentParts.of(source, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
        var files = stopsHalfWay ? stopping(parts.files()) : parts.files();
        return ImportJobs.service(parts.imports(), files, Instant::now, parts.transaction());
    }

    /** Says so when half of the rows are handed over, and goes no further. */
    private static DepartmentFiles stopping(DepartmentFiles files) {
        return (DepartmentFiles) Proxy.newProxyInstance(
                DepartmentFiles.class.getClassLoader(),
                new Class<?>[] {DepartmentFiles.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("write")) {
                        @SuppressWarnings("unchecked")
                        var producer = (Consumer<Consumer<DepartmentRecord>>) values[5];
                        Consumer<Consumer<DepartmentRecord>> halfWay = taker -> {
                            var taken = new int[1];
                            producer.accept(record -> {
                                taker.accept(record);
                                if (++taken[0] == ROWS / 2) {
                                    System.out.println(HALF);
                                    sleep();
                                }
                            });
                        };
                        values[5] = halfWay;
                    }
                    try {
                        return method.invoke(files, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that is killed. */
    public static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            var source = new PGSimpleDataSource();
            source.setUrl(arguments[0]);
            source.setUser(TestPostgres.APP);
            source.setPassword(TestPostgres.PASSWORD);
            source.setCurrentSchema("camunda,app");
            var id = UUID.fromString(arguments[1]);
            var service = service(source, true);
            service.confirm(id, Map.of(0, "NAME", 1, "IDENTITY_NUMBER", 2, "DIED_ON"), LocalDate.of(2026, 3, 31), null);
            service.await(id, Duration.ofMinutes(10));
        }
    }

    @Test
    @Timeout(180)
    void nothingIsHalfThereAndTheNextProcessReadsIt(TestPostgres.Database database) throws Exception {
        var owner = JdbcClient.create(database.owner());
        new CountyDivisions(owner);
        var text = new StringBuilder("姓名,身份证号,死亡日期\n");
        for (var i = 0; i < ROWS; i++) {
            text.append("萧娟,150699195005154288,2026-03-14\n");
        }
        var file = Files.writeString(folder.resolve("deaths.csv"), text, StandardCharsets.UTF_8);
        var uploading = service(database.app(), false);
        var id = uploading.begin(COUNTY, Register.DEATHS, file, "死亡.csv", null);
        ImportJobs.stop(uploading);

        var victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        database.url(),
                        id.toString())
                .redirectErrorStream(true)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.lines().anyMatch(HALF::equals)).isTrue();
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(uploading.find(id).orElseThrow().state()).isEqualTo(State.READING);
        assertThat(count(owner, "select count(*) from app.department_record")).isZero();
        assertThat(count(owner, "select count(*) from app.department_file")).isZero();

        // Twenty silent seconds.
        owner.sql("update app.department_import set heartbeat_at = heartbeat_at - interval '1 minute'")
                .update();
        var next = service(database.app(), false);
        try {
            var until = Instant.now().plusSeconds(90);
            while (next.find(id).orElseThrow().state().running()
                    && Instant.now().isBefore(until)) {
                Thread.sleep(100);
            }
            var done = next.find(id).orElseThrow();
            assertThat(done.state()).as("%s", done.message()).isEqualTo(State.DONE);
            assertThat(done.accepted()).isEqualTo(ROWS);
        } finally {
            ImportJobs.stop(next);
        }
        assertThat(count(owner, "select count(*) from app.department_record")).isEqualTo(ROWS);
        assertThat(count(owner, "select count(*) from app.department_file where current"))
                .isOne();
        assertThat(owner.sql(
                                "select relname from pg_class where relname ~ '^department_(facts|record)_.{32}$' and relkind = 'r' order by 1")
                        .query(String.class)
                        .list())
                .as("what the killed process had begun is gone")
                .isEqualTo(owner.sql("""
                                select kind || replace(id::text, '-', '') from app.department_file,
                                  unnest(array['department_facts_', 'department_record_']) as kind order by 1""").query(String.class).list());
    }

    @Test
    void nothingIsAddedToAFileThatIsTakenIn(TestPostgres.Database database) throws Exception {
        var owner = JdbcClient.create(database.owner());
        var app = JdbcClient.create(database.app());
        new CountyDivisions(owner);
        var file = Files.writeString(
                folder.resolve("homes.csv"),
                "姓名,身份证号,鉴定等级,鉴定日期\n萧娟,150699195005154288,D级,2026-03-14\n",
                StandardCharsets.UTF_8);
        var service = service(database.app(), false);
        service.load(COUNTY, Register.HOUSING, file, "危房.csv", null);
        ImportJobs.stop(service);
        var id = owner.sql("select id from app.department_file where register = 'HOUSING'")
                .query(UUID.class)
                .single();
        var columns = Map.of(
                "department_record", " (file_id, sheet, line, person_hash, attribute) values (?, 0, 99, '\\x00', '')",
                "department_facts", " (file_id, sheet, first_line, facts) values (?, 0, 99, '\\x00')");
        for (var whole : columns.keySet()) {
            for (var table : List.of(whole, whole + "_" + id.toString().replace("-", ""))) {
                for (var statement : List.of(
                        "insert into app." + table + columns.get(whole),
                        "update app." + table + " set sheet = 1 where file_id = ?",
                        "delete from app." + table + " where file_id = ?")) {
                    assertThat(refused(app, statement, id)).as(statement).isTrue();
                }
            }
        }
        assertThat(refused(app, "select app.open_department_part(?)::text", id)).isTrue();
    }

    private static boolean refused(JdbcClient app, String statement, UUID id) {
        try {
            if (statement.startsWith("select")) {
                app.sql(statement).param(id).query(String.class).single();
            } else {
                app.sql(statement).param(id).update();
            }
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
