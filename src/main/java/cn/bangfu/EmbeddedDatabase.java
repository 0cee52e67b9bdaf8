package cn.bangfu;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server in a folder of its own, durable (fsync on), with password authentication, stopped with the application.
 * Data stay over restarts. A server left behind by a killed application is stopped first; a second application on the same folder is
 * refused.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String DATABASE = "bangfu";
    static final String OWNER = "bangfu_owner";
    static final String APP = "bangfu_app";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FileChannel lockFile;
    private final EmbeddedPostgres server;
    private final LocalSecrets secrets;

    EmbeddedDatabase(Path dataDirectory, LocalSecrets secrets) {
        this.secrets = secrets;
        var home = dataDirectory.toAbsolutePath().normalize();
        lockFile = lock(home);
        var cluster = home.resolve("postgres");
        var superPassword = secrets.get("postgres");
        try {
            stopLeftBehind(cluster);
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            home.resolve("postgres-binaries").toFile())
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setServerConfig("timezone", "Asia/Shanghai")
                    .setConnectConfig("password", superPassword)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            requireOwnServer(cluster);
            prepare(cluster, superPassword);
        } catch (IOException e) {
            throw new UncheckedIOException("内置数据库未能启动，数据目录：" + home, e);
        } catch (SQLException e) {
            throw new IllegalStateException("内置数据库未能准备好，数据目录：" + home, e);
        }
        log.info("embedded PostgreSQL ready port={} data={}", server.getPort(), cluster);
    }

    /** JDBC address of the application's database. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    private static FileChannel lock(Path home) {
        try {
            Files.createDirectories(home);
            var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held;
            try {
                held = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                held = null;
            }
            if (held == null) {
                channel.close();
                throw new IllegalStateException("数据目录 " + home + " 正被另一个运行中的帮扶使用。请先停止它，或用 --bangfu.data-dir 指定另一个目录。");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("数据目录不可写：" + home, e);
        }
    }

    /** After {@code kill -9} of the application its server runs on; we hold the folder's lock, so nobody else uses it. */
    private static void stopLeftBehind(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        var left =
                ProcessHandle.of(pid).filter(p -> p.info().command().orElse("").endsWith("postgres"));
        if (left.isPresent()) {
            log.warn("stopping a PostgreSQL server left behind pid={}", pid);
            left.get().destroy();
            try {
                left.get().onExit().get(30, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                left.get().destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private void requireOwnServer(Path cluster) throws SQLException, IOException {
        try (var connection = superuser("postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery("show data_directory")) {
            result.next();
            if (!Files.isSameFile(Path.of(result.getString(1)), cluster)) {
                throw new IllegalStateException("端口上是另一个数据库：" + result.getString(1));
            }
        }
    }

    private Connection superuser(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    private void prepare(Path cluster, String superPassword) throws SQLException, IOException {
        try (var connection = superuser("postgres")) {
            setPassword(connection, "alter role postgres", superPassword);
            for (var role : new String[] {OWNER, APP}) {
                if (!exists(connection, "select 1 from pg_roles where rolname = '" + role + "'")) {
                    execute(connection, "create role " + role + " login");
                }
                setPassword(connection, "alter role " + role, secrets.get(role));
            }
            if (!exists(connection, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                execute(connection, "create database " + DATABASE + " owner " + OWNER);
            }
            Files.writeString(
                    cluster.resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
            execute(connection, "select pg_reload_conf()");
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    /** Passwords here are Base64, so they hold no quote. */
    private static void setPassword(Connection connection, String command, String password) throws SQLException {
        execute(connection, command + " password '" + password + "'");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        lockFile.close();
    }
}
