package cn.bangfu.reading.web;

import cn.bangfu.shared.Sha256;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Files that leave the reading room. */
final class Downloads {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Downloads() {}

    /** @param note takes the file's SHA-256, before anything is sent */
    static void send(HttpServletResponse response, String name, String type, byte[] content, Consumer<byte[]> note)
            throws IOException {
        note.accept(Sha256.of(content));
        response.setContentType(type);
        response.setContentLength(content.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(content);
    }
}
