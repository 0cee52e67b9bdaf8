package cn.bangfu.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where benchmarks of the trail and the reading room write. */
public final class AuditBenches {

    private AuditBenches() {}

    public static void say(String text) {
        System.out.println("BENCH " + text);
    }

    /** One line of CSV, with the time in front and the machine's load behind. */
    public static void line(String file, String head, String values) {
        var line = "%s,%s,%.1f"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        values,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        say(line);
        try {
            var target = Path.of("bench/out", file);
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                Files.writeString(target, head + "\n");
            }
            Files.writeString(target, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
