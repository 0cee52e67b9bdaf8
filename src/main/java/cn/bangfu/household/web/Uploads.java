package cn.bangfu.household.web;

import cn.bangfu.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Keeps an uploaded ledger in a folder of its own while it is read. It holds people's data in the clear, so it is deleted as soon as it
 * is read; what a killed process left behind goes at the next start.
 */
@Component
class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final Duration NO_IMPORT_TAKES_LONGER = Duration.ofHours(6);

    /** @param file belongs to whom it is given, who deletes it */
    record Received(Path file, byte[] sha256, String name) {}

    private final Path folder;

    Uploads(@Value("${bangfu.upload-dir:${java.io.tmpdir}/bangfu-uploads}") Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            deleteLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException("上传文件夹不可用：" + folder, e);
        }
    }

    private void deleteLeftovers() throws IOException {
        var oldest = Instant.now().minus(NO_IMPORT_TAKES_LONGER);
        try (var files = Files.newDirectoryStream(folder, "ledger-*")) {
            for (var file : files) {
                // Another node on this machine may be reading it.
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                    log.info("deleted a ledger that an ended process left behind");
                }
            }
        }
    }

    Received receive(MultipartFile upload) {
        try {
            var file = Files.createTempFile(folder, "ledger-", ".upload");
            var digest = Sha256.digest();
            try (var in = new DigestInputStream(upload.getInputStream(), digest);
                    var out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            var name = upload.getOriginalFilename();
            return new Received(file, digest.digest(), name == null ? "" : name.replace('\\', '/'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
