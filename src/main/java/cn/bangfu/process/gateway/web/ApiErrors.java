package cn.bangfu.process.gateway.web;

import cn.bangfu.access.PageWords;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ResponseStatusException;

/** Says what went wrong in Chinese, with a number to ask by and never with a class name (H37). A controller's own words are passed on. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    private final PageWords words;

    ApiErrors(PageWords words) {
        this.words = words;
    }

    /**
     * @param message for people
     * @param errors by field, if single fields are to blame
     */
    record Problem(int status, String message, @Nullable List<FieldError> errors) {}

    /** An answer that was not taken. */
    static final class AnswerRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<FieldError> errors;

        AnswerRefused(List<FieldError> errors) {
            this.errors = errors;
        }
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(AnswerRefused e) {
        return problem(422, "有内容需要修改", e.errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(MaxUploadSizeExceededException e) {
        return problem(413, "文件太大。照片和扫描件每个不超过15MB", null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e, HttpServletRequest request) throws Exception {
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
            // The filter chain answers these.
            throw e;
        }
        if (e instanceof ResponseStatusException known && known.getReason() != null) {
            return problem(known.getStatusCode().value(), known.getReason(), null);
        }
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problem(known.getStatusCode().value(), message(known.getStatusCode()), null);
        }
        if (e instanceof TypeMismatchException || e instanceof HttpMessageConversionException) {
            return problem(400, message(HttpStatus.BAD_REQUEST), null);
        }
        var incident = UUID.randomUUID().toString().substring(0, 8);
        log.error("incident={} {} {}", incident, request.getMethod(), request.getRequestURI(), e);
        return problem(500, "系统没有处理成功，您填的内容没有丢失，请稍后再试；仍不行请把编号" + incident + "告诉系统管理员", null);
    }

    private static String message(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "没有找到";
            case 405 -> "不支持这种请求";
            case 406, 415 -> "请用JSON格式";
            default -> "请求的格式不对";
        };
    }

    private ResponseEntity<Problem> problem(int status, String message, @Nullable List<FieldError> errors) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Problem(
                        status, words.say(Objects.requireNonNull(message)), errors == null ? null : words.say(errors)));
    }
}
