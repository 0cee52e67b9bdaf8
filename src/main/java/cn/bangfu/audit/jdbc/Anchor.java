package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.TrailRoots.Root;
import cn.bangfu.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Copies of the roots outside the database: whoever cuts off the newest roots together with what they vouch for leaves a trace here.
 * The folder belongs on another machine; the same lines go to the log. A folder that cannot be written holds nobody up (T10).
 */
@Component
class Anchor {

    private static final Logger log = LoggerFactory.getLogger(Anchor.class);

    private final String folder;

    /** @param folder empty: none */
    Anchor(@Value("${bangfu.audit.anchor-dir:}") String folder) {
        this.folder = folder;
    }

    /** Number, SHA-256 of the text, signature in Base64. */
    static String line(Root root) {
        return root.seq() + " " + Sha256.hex(root.text()) + " " + root.signature();
    }

    void keep(Root root) {
        if (folder.isBlank()) {
            return;
        }
        try {
            Files.createDirectories(Path.of(folder));
            Files.writeString(
                    Path.of(folder, "roots.txt"),
                    line(root) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.error("trail root not kept outside root={}", root.seq(), e);
        }
    }

    /** What was kept, each line once, by number. */
    List<String> kept() {
        if (folder.isBlank() || !Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(Path.of(folder), "roots*.txt")) {
            var lines =
                    new TreeSet<String>(Comparator.comparingLong(Anchor::number).thenComparing(line -> line));
            for (var file : files) {
                Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(lines::add);
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("封印存放位置读不出来: " + folder, e);
        }
    }

    static long number(String line) {
        try {
            return Long.parseLong(line.split(" ", 2)[0]);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
