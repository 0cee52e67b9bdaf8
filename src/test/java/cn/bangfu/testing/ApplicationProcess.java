package cn.bangfu.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The whole application in a process of its own, on a database of its own. */
public final class ApplicationProcess implements AutoCloseable {

    private static final int PATIENCE = 240;

    private final Process process;
    private final int port;
    private final Path log;

    private ApplicationProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * @param folder for its data
     * @param ready what it logs once it is
     */
    public static ApplicationProcess start(Path folder, String ready, String... arguments)
            throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=Asia/Shanghai",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                withoutTests(),
                "cn.bangfu.BangfuApplication",
                "--server.port=" + port,
                "--bangfu.data-dir=" + folder.resolve("data")));
        command.addAll(List.of(arguments));
        var log = folder.resolve("application.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var started = new ApplicationProcess(process, port, log);
        for (var seconds = 0; !started.log().contains(ready); seconds++) {
            if (!process.isAlive() || seconds > PATIENCE) {
                started.close();
                throw new IllegalStateException("the application did not start:\n" + started.log());
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return started;
    }

    /** The application's own class path; surefire hides it behind a jar of its own. */
    private static String withoutTests() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    public int port() {
        return port;
    }

    /** What it has logged so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
