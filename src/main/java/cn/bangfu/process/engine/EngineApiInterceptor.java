package cn.bangfu.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests to the engine's REST API in the engine's place, under the same path. Called behind Camunda's sign-in and CSRF
 * filters and behind {@link EngineApiGate}, with the signed-in officer known to Spring Security and to the engine; the thread has no
 * transaction yet. The first interceptor that answers wins.
 */
public interface EngineApiInterceptor {

    Optional<Answer> answer(Request request);

    /**
     * @param path below the engine, without slash in front: {@code task/{id}/submit-form}
     * @param body none if the request carries none
     * @param idempotencyKey header {@code Idempotency-Key}
     */
    record Request(
            String method,
            String path,
            @Nullable JsonNode body,
            @Nullable String idempotencyKey) {}

    /** @param body written as JSON; none for 204 */
    record Answer(int status, @Nullable Object body) {

        public static Answer ok(Object body) {
            return new Answer(200, body);
        }

        /** Also for what is not the officer's: nobody learns what exists elsewhere. */
        public static Answer notFound() {
            return new Answer(404, Map.of("message", "没有找到，可能已由他人办结，或不属于本单位"));
        }

        public static Answer noContent() {
            return new Answer(204, null);
        }
    }
}
