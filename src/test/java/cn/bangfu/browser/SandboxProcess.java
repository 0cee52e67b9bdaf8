package cn.bangfu.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The second process of the same application, in which a draft is tried: own database, demo county (docs/guide-process-owner.md). */
final class SandboxProcess implements AutoCloseable {

    private static final int PATIENCE = 240;

    private final Process process;
    private final int port;

    private SandboxProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Started, and ready: the draft is in force there. */
    static SandboxProcess with(Path draft, Path folder) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var log = folder.resolve("sandbox.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=Asia/Shanghai",
                        "-cp",
                        withoutTests(),
                        "cn.bangfu.BangfuApplication",
                        "--spring.profiles.active=sandbox",
                        "--server.port=" + port,
                        "--bangfu.data-dir=" + folder.resolve("data"),
                        "--bangfu.sandbox.draft=" + draft)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var sandbox = new SandboxProcess(process, port);
        for (var seconds = 0; !Files.readString(log).contains("试办草案已生效"); seconds++) {
            if (!process.isAlive() || seconds > PATIENCE) {
                sandbox.close();
                throw new IllegalStateException("the sandbox did not start:\n" + Files.readString(log));
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return sandbox;
    }

    /** The application's own class path; surefire hides it behind a jar of its own. */
    private static String withoutTests() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    int port() {
        return port;
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
