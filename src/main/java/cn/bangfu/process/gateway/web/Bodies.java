package cn.bangfu.process.gateway.web;

import cn.bangfu.process.gateway.Draft;
import cn.bangfu.process.gateway.Outcome;
import cn.bangfu.process.gateway.form.FormJson;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Answers on their way in and out. */
final class Bodies {

    private Bodies() {}

    /** Reads no more than an answer may weigh. */
    static Map<String, @Nullable Object> answer(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(FormJson.LIMIT + 1);
        if (bytes.length > FormJson.LIMIT) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "填写的内容太多，请精简文字后再提交");
        }
        JsonNode body;
        try {
            body = FormJson.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交的内容不是正确的JSON", e);
        }
        if (!body.isObject()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交的内容应为一个JSON对象");
        }
        return FormJson.plainObject(body);
    }

    /** @param key of the request; none is fine */
    static @Nullable String checked(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{8,100}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交编号（Idempotency-Key）应为8至100个字母或数字");
        }
        return key;
    }

    /**
     * @param caseNumber as people read it
     * @param next where the case went
     */
    record Submitted(String caseId, String caseNumber, String next) {}

    static Submitted submitted(Outcome outcome) {
        if (outcome instanceof Outcome.Submitted done) {
            return new Submitted(done.caseId().toString(), done.caseNumber(), done.next());
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw new ApiErrors.AnswerRefused(refused.errors());
        }
        if (outcome instanceof Outcome.Conflict conflict) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, conflict.message());
        }
        throw notHere();
    }

    static ResponseStatusException notHere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有找到，可能已由他人办结，或不属于您的单位");
    }

    record SavedDraft(Instant savedAt) {}

    record DraftBody(JsonNode values, Instant savedAt) {

        static @Nullable DraftBody of(@Nullable Draft draft) {
            return draft == null ? null : new DraftBody(FormJson.tree(draft.values()), draft.savedAt());
        }
    }
}
