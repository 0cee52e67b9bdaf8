package cn.bangfu.process.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read once: JSON of bounded size and depth, without expressions.
 *
 * @param fault why it is refused
 */
record GateBody(byte[] bytes, @Nullable Fault fault) {

    static final int MAX_BYTES = 1_000_000;
    static final int MAX_DEPTH = 30;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // One key twice: two readers could each see another value.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxNameLength(200)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    record Fault(int status, String message) {}

    static GateBody read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            return refused(413, "提交的内容太大");
        }
        var bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return refused(413, "提交的内容太大");
        }
        if (bytes.length == 0) {
            return new GateBody(bytes, null);
        }
        if (!isJson(request.getContentType())) {
            return refused(415, "只接受 JSON");
        }
        try {
            var node = JSON.readTree(bytes);
            return hasExpression(node) ? refused(400, "查询条件中不允许使用表达式") : new GateBody(bytes, null);
        } catch (JsonProcessingException e) {
            return refused(400, "提交的内容不是正确的 JSON");
        }
    }

    /** Whether the engine would evaluate the value under this key: {@code assigneeExpression}, {@code dueBeforeExpression}… */
    static boolean isExpressionKey(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith("expression");
    }

    /** The same request, for who reads its body after us. */
    HttpServletRequest replayed(HttpServletRequest request) {
        return new Replayed(request, bytes);
    }

    private static GateBody refused(int status, String message) {
        return new GateBody(new byte[0], new Fault(status, message));
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var parts = contentType.toLowerCase(Locale.ROOT).replace(" ", "").split(";");
        return parts[0].equals("application/json")
                && (parts.length == 1
                        || parts.length == 2 && parts[1].replace("\"", "").equals("charset=utf-8"));
    }

    private static boolean hasExpression(JsonNode node) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            if (isExpressionKey(names.next())) {
                return true;
            }
        }
        for (var child : node) {
            if (hasExpression(child)) {
                return true;
            }
        }
        return false;
    }

    private static final class Replayed extends HttpServletRequestWrapper {

        private final byte[] bytes;

        Replayed(HttpServletRequest request, byte[] bytes) {
            super(request);
            this.bytes = bytes;
        }

        @Override
        public ServletInputStream getInputStream() {
            var content = new ByteArrayInputStream(bytes);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return content.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return content.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return content.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body has been read");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
