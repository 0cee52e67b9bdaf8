package cn.bangfu.household.web;

import cn.bangfu.household.ImportId;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImport.Counts;
import cn.bangfu.household.RegisterImport.State;
import cn.bangfu.household.RegisterImportService;
import cn.bangfu.household.RegisterImportService.Confirmation;
import cn.bangfu.household.RegisterImports;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The import for programs: the same service, the same scope, the same difference to be confirmed. */
@RestController
@RequestMapping("/api/register/imports")
class RegisterApi {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_REJECTED = 1_000;

    /**
     * @param reason a word for programs, such as {@code check digit}
     * @param message what is wrong, in Chinese
     * @param remedy what to do, in Chinese
     */
    record Rejected(String sheet, int line, String column, String reason, String message, String remedy) {}

    /**
     * @param state READING, AWAITING_CONFIRMATION, APPLYING, DONE, UNCHANGED, REFUSED, DISCARDED, FAILED
     * @param counts absent until the file was read
     * @param rejected the first thousand refused rows; all of them stand in {@code rejected.xlsx}
     * @param sameAs the earlier import of the very same file, if that was the last one
     */
    record Answer(
            UUID id,
            State state,
            String fileName,
            LocalDate asOf,
            @Nullable String title,
            @Nullable String message,
            List<String> notes,
            int rowsRead,
            @Nullable Counts counts,
            List<Rejected> rejected,
            @Nullable UUID sameAs,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    private final RegisterClerks clerks;
    private final RegisterImportService service;
    private final RegisterImports imports;
    private final Uploads uploads;

    RegisterApi(RegisterClerks clerks, RegisterImportService service, RegisterImports imports, Uploads uploads) {
        this.clerks = clerks;
        this.service = service;
        this.imports = imports;
        this.uploads = uploads;
    }

    /**
     * Reads a ledger. 201: taken in, 200: the very same file as last time, 202: still being read, or its difference waits to be
     * confirmed, 422: the file is no ledger.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> upload(@RequestParam("file") MultipartFile file) throws InterruptedException {
        var post = clerks.post();
        if (file.isEmpty()) {
            return ResponseEntity.unprocessableEntity()
                    .body(Map.of("errors", List.of(Map.of("field", "file", "message", "文件是空的。"))));
        }
        var received = uploads.receive(file);
        var id = service.begin(
                received.file(),
                received.sha256(),
                received.name(),
                post.division(),
                clerks.officer().actorIn(post));
        service.await(id, PATIENCE);
        var found = service.find(id).orElseThrow();
        return ResponseEntity.status(statusOf(found.state())).body(answer(found));
    }

    private static HttpStatus statusOf(State state) {
        return switch (state) {
            case DONE -> HttpStatus.CREATED;
            case UNCHANGED, DISCARDED -> HttpStatus.OK;
            case READING, APPLYING, AWAITING_CONFIRMATION -> HttpStatus.ACCEPTED;
            case REFUSED -> HttpStatus.UNPROCESSABLE_ENTITY;
            case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    @GetMapping("/{id}")
    Answer show(@PathVariable String id) {
        return answer(clerks.require(id));
    }

    /** Takes in a difference that waits. 409 if it does not wait any more. */
    @PostMapping("/{id}/confirm")
    ResponseEntity<Answer> confirm(@PathVariable String id) throws InterruptedException {
        var found = clerks.require(id);
        var actor = clerks.officer().actorIn(clerks.postFor(found));
        var confirmation = service.confirm(found.id(), actor);
        service.await(found.id(), PATIENCE);
        var after = service.find(found.id()).orElseThrow();
        return ResponseEntity.status(confirmation == Confirmation.STARTED ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(answer(after));
    }

    /** Drops a difference that waits. 409 if it does not wait any more. */
    @PostMapping("/{id}/discard")
    ResponseEntity<Answer> discard(@PathVariable String id) {
        var found = clerks.require(id);
        clerks.postFor(found);
        var discarded = service.discard(found.id());
        return ResponseEntity.status(discarded ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(answer(service.find(found.id()).orElseThrow()));
    }

    @GetMapping("/{id}/rejected.xlsx")
    void rejected(@PathVariable String id, HttpServletResponse response) throws IOException {
        RegisterController.writeRejected(service, clerks.require(id), response);
    }

    private Answer answer(RegisterImport found) {
        ImportId rowsOf = found.sameAs() == null ? found.id() : found.sameAs();
        var rejected = found.counts() == null
                ? List.<Rejected>of()
                : imports.rejected(rowsOf, MOST_REJECTED).stream()
                        .map(row -> {
                            var fault = row.faults().get(0);
                            return new Rejected(
                                    row.sheet(),
                                    row.line(),
                                    fault.column(),
                                    fault.reason().word(),
                                    fault.message(),
                                    fault.remedy());
                        })
                        .toList();
        return new Answer(
                found.id().value(),
                found.state(),
                found.fileName(),
                found.asOf(),
                found.title(),
                found.message(),
                found.notes(),
                found.rowsRead(),
                found.counts(),
                rejected,
                found.sameAs() == null ? null : found.sameAs().value(),
                found.startedAt(),
                found.finishedAt());
    }
}
