package cn.bangfu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * Secrets of an installation without a secret store: made at the first start, kept beside the embedded database, readable by its
 * owner only. Never used in production, where every secret comes from the environment.
 */
final class LocalSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    LocalSecrets(Path dataDirectory) {
        file = dataDirectory.resolve("secrets.properties");
        try {
            Files.createDirectories(dataDirectory);
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    values.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("数据目录不可用：" + dataDirectory, e);
        }
    }

    /** The secret of that name: 32 random bytes in Base64, made when it is first asked for. */
    synchronized String get(String name) {
        var known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var made = Base64.getEncoder().encodeToString(bytes);
        values.setProperty(name, made);
        save();
        return made;
    }

    private void save() {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                values.store(writer, "Bangfu: secrets of this data directory. Losing them loses the encrypted data.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
