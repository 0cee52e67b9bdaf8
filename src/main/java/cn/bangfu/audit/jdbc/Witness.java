package cn.bangfu.audit.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers, on this node and outside the database, how far it has brought each chain since the last root. Until a root vouches for them,
 * the newest events could be cut off or put in another order by somebody who mends hashes and heads as well; not while a witness is
 * there. It outlives the process, and the verifying command reads it too. A file that cannot be written holds nobody up (T10).
 */
@Component
class Witness {

    private static final Logger log = LoggerFactory.getLogger(Witness.class);

    /** The last event of a chain that this node has written. */
    record Seen(long seq, byte[] hash) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final @Nullable Path file;
    private boolean failed;

    /** @param file empty: only as long as the process lives */
    @Autowired
    Witness(@Value("${bangfu.audit.witness-file:}") String file) {
        this.file = file.isBlank() ? null : Path.of(file);
        if (this.file != null && Files.exists(this.file)) {
            read(this.file);
        }
    }

    Witness() {
        this("");
    }

    private void read(Path written) {
        try (var lines = Files.lines(written, StandardCharsets.UTF_8)) {
            // The last line is cut short where the process was killed in the middle of it.
            lines.map(line -> line.split(" "))
                    .filter(parts ->
                            parts.length == 3 && parts[1].matches("\\d{1,18}") && parts[2].matches("[0-9a-f]{64}"))
                    .forEach(parts -> later(
                            parts[0],
                            new Seen(Long.parseLong(parts[1]), HexFormat.of().parseHex(parts[2]))));
        } catch (IOException e) {
            log.error("witness cannot be read file={}", written, e);
        }
    }

    /** Counts once the transaction is committed. */
    void sees(String chain, long seq, byte[] hash) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    remember(chain, new Seen(seq, hash));
                }
            });
        } else {
            remember(chain, new Seen(seq, hash));
        }
    }

    private void remember(String chain, Seen last) {
        later(chain, last);
        write(line(chain, last), StandardOpenOption.APPEND);
    }

    private void later(String chain, Seen last) {
        seen.merge(chain, last, (one, other) -> one.seq() > other.seq() ? one : other);
    }

    private static String line(String chain, Seen last) {
        return chain + " " + last.seq() + " " + HexFormat.of().formatHex(last.hash()) + "\n";
    }

    Map<String, Seen> all() {
        return Map.copyOf(seen);
    }

    /** A root vouches for these now. */
    void forget(Map<String, Seen> rooted) {
        if (rooted.isEmpty()) {
            return;
        }
        synchronized (this) {
            rooted.forEach(seen::remove);
            var left = seen.entrySet().stream()
                    .map(entry -> line(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining());
            write(left, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private synchronized void write(String text, StandardOpenOption how) {
        if (file == null) {
            return;
        }
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (how == StandardOpenOption.APPEND) {
                Files.writeString(file, text, StandardOpenOption.CREATE, how);
            } else {
                // Never half of it, whoever reads meanwhile.
                var whole = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(whole, text, StandardOpenOption.CREATE, how);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                log.error("witness cannot be written file={}", file, e);
            }
            failed = true;
        }
    }
}
