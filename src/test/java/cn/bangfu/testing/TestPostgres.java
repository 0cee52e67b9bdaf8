package cn.bangfu.testing;

import cn.bangfu.policy.jdbc.R__Work_calendar;
import cn.bangfu.process.engine.V2__Engine_schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL for the whole test run, migrated once with the product's own migrations into a template; every database for a test
 * is a copy of it, so tests never see each other's rows.
 */
public final class TestPostgres {

    public static final String OWNER = "bangfu_owner";
    public static final String APP = "bangfu_app";
    public static final String PASSWORD = "test";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    private static final Phaser IN_USE = new Phaser(1);

    /** Keeps the server running until the application that uses it has closed. */
    static void hold() {
        IN_USE.register();
    }

    /** A migrated database of its own. */
    public static Database newDatabase() {
        var name = "t" + COUNT.incrementAndGet();
        execute("create database " + name + " template template_bangfu owner " + OWNER);
        return new Database(name);
    }

    /** @param name of the database on the shared server */
    public record Database(String name) {

        public String url() {
            return "jdbc:postgresql://127.0.0.1:" + Server.INSTANCE.getPort() + "/" + name;
        }

        /** The application that {@linkplain TestPostgres#hold held} the server has closed. */
        public void release() {
            IN_USE.arriveAndDeregister();
        }

        /** As the application connects: may not create, alter, or change what is append-only. */
        public DataSource app() {
            return dataSource(APP, "camunda,app");
        }

        /** As the owner of the schema: for what only a database administrator could do. */
        public DataSource owner() {
            return dataSource(OWNER, "app");
        }

        private DataSource dataSource(String user, String schemas) {
            var source = new PGSimpleDataSource();
            source.setUrl(url());
            source.setUser(user);
            source.setPassword(PASSWORD);
            source.setCurrentSchema(schemas);
            return source;
        }
    }

    private static void execute(String sql) {
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                // Durability is the product's business; a test database lives for one run. What is measured may ask for
                // it.
                var durable = Boolean.getBoolean("bangfu.durable") ? "on" : "off";
                var server = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("timezone", "Asia/Shanghai")
                        .setServerConfig("fsync", durable)
                        .setServerConfig("synchronous_commit", durable)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
                prepare(server);
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** After the applications that use it have closed: with the server gone they would wait 30 s for connections. */
        private static void stop(EmbeddedPostgres server) {
            try {
                IN_USE.awaitAdvanceInterruptibly(IN_USE.arrive(), 60, TimeUnit.SECONDS);
            } catch (InterruptedException | TimeoutException e) {
                // they had their time
            }
            try {
                // It has five seconds to stop; what a measurement wrote would take longer to be brought to disk.
                execute("checkpoint");
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void prepare(EmbeddedPostgres server) throws SQLException {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role " + OWNER + " login password '" + PASSWORD + "'");
                statement.execute("create role " + APP + " login password '" + PASSWORD + "'");
                statement.execute("create database template_bangfu owner " + OWNER);
            }
            Flyway.configure()
                    .dataSource("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/template_bangfu", OWNER, PASSWORD)
                    .schemas("app")
                    .defaultSchema("app")
                    .createSchemas(true)
                    .javaMigrations(new V2__Engine_schema(), new R__Work_calendar())
                    .placeholders(Map.of("app_role", APP))
                    .load()
                    .migrate();
        }
    }
}
