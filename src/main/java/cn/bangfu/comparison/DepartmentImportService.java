package cn.bangfu.comparison;

import cn.bangfu.access.Actor;
import cn.bangfu.comparison.DepartmentImport.State;
import cn.bangfu.comparison.DepartmentImports.Attempt;
import cn.bangfu.comparison.DepartmentImports.Table;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import cn.bangfu.shared.Sha256;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what departments send. A file is kept, sealed, and looked at; once an official has agreed to how its columns were understood
 * it is read in one transaction, by this process or, where this one is killed, by the next that runs: all good rows of a file, or
 * nothing of it. One job runs at a time on a node.
 */
@Service
public class DepartmentImportService {

    private static final Logger log = LoggerFactory.getLogger(DepartmentImportService.class);
    /** A file that has ended so many processes is to blame itself. */
    private static final int MOST_ATTEMPTS = 3;
    /** So many refused rows are kept for who mends them; a file with more is wrong as a whole. */
    private static final int MOST_REFUSED = 50_000;

    private static final Duration NO_FILE_TAKES_LONGER = Duration.ofHours(6);

    /** A file replaces the one before it: the few rows that were wrong would take the place of all the others. */
    private static final String GIVEN_BACK = "这是退回的行，不是整份数据，没有导入。请在原文件里改好这些行，再把整份文件上传，否则现行数据会只剩这几行。";

    private static final int REFUSALS_AT_ONCE = 500;

    private final DepartmentImports imports;
    private final DepartmentFiles files;
    private final LegalClock clock;
    private final TransactionTemplate transaction;
    private final JobThread jobs;
    private final Map<Attempt, AtomicInteger> running = new ConcurrentHashMap<>();
    private final Map<UUID, CountDownLatch> ends = new ConcurrentHashMap<>();

    DepartmentImportService(
            DepartmentImports imports, DepartmentFiles files, LegalClock clock, TransactionTemplate transaction) {
        this.imports = imports;
        this.files = files;
        this.clock = clock;
        this.transaction = transaction;
        deleteLeftovers();
        jobs = new JobThread("department-import", this::beat);
        jobs.lookFor(this::work);
    }

    /** A file that is read lies in the clear; what a killed process left of it goes at the next start, unless another node may read it. */
    private static void deleteLeftovers() {
        var oldest = Instant.now().minus(NO_FILE_TAKES_LONGER);
        try (var left =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "bangfu-department-*")) {
            for (var file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            log.warn(
                    "files that an ended process left behind could not be deleted: {}",
                    e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        jobs.close();
    }

    private void beat() {
        running.forEach((attempt, rows) -> imports.heartbeat(attempt, rows.get()));
    }

    /**
     * Keeps a file and looks at its columns.
     *
     * @param file stays the caller's
     * @param fileName as the department calls it
     * @param actor none for the demo county
     */
    public UUID begin(DivisionCode county, Register register, Path file, String fileName, @Nullable Actor actor)
            throws IOException {
        var hash = sha256(file);
        var id = UUID.randomUUID();
        var name = shortened(fileName);
        imports.create(id, county, register, name, hash, Files.size(file), clock.today(), actor);
        var known = files.byHash(county, register, hash);
        if (known.isPresent()) {
            recognize(id, known.get());
            return id;
        }
        var sketching = LedgerReader.sketch(file);
        if (sketching instanceof LedgerReader.Sketching.Refused refused) {
            imports.endUnread(id, State.REFUSED, refused.message(), null);
            return id;
        }
        var sketch = ((LedgerReader.Sketching.Seen) sketching).sketch();
        var meanings = new ColumnMeanings(register, sketch, imports.said(county, register));
        if (meanings.isRefusedRows()) {
            imports.endUnread(id, State.REFUSED, GIVEN_BACK, null);
            return id;
        }
        imports.keepFile(id, file);
        imports.awaitMapping(id, sketch, asOf(meanings.titles(), name));
        return id;
    }

    /** The same file again changes nothing, unless another has come since: then it is meant to count again. */
    private void recognize(UUID id, DepartmentFiles.Taken known) {
        var day = LegalClock.dayOf(known.loadedAt());
        if (known.current()) {
            imports.endUnread(
                    id, State.UNCHANGED, "与%s导入的“%s”是同一份文件，没有重复导入。".formatted(day, known.fileName()), known.id());
            return;
        }
        transaction.executeWithoutResult(status -> {
            files.makeCurrentAgain(known.id());
            imports.endUnread(
                    id,
                    State.UNCHANGED,
                    "与%s导入的“%s”是同一份文件。它后来被别的文件替代，现在已恢复为现行数据。".formatted(day, known.fileName()),
                    known.id());
        });
    }

    private static String shortened(String fileName) {
        var name =
                LedgerText.clean(fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1));
        return name.isEmpty() ? "未命名" : name.length() > 100 ? name.substring(name.length() - 100) : name;
    }

    private LocalDate asOf(List<String> titles, String fileName) {
        var today = clock.today();
        var texts = new ArrayList<>(titles);
        texts.add(fileName);
        var day = LedgerText.asOf(texts, today);
        return day == null ? today : day;
    }

    public Optional<DepartmentImport> find(UUID id) {
        return imports.find(id);
    }

    public List<DepartmentImport> list(DivisionCode county, Collection<Register> registers, int limit) {
        return imports.list(county, registers, limit);
    }

    /** How the columns of a file that waits are understood. */
    public Optional<FilePreview> preview(DepartmentImport waiting) {
        return meanings(waiting).map(meanings -> meanings.preview(warnings(waiting, meanings)));
    }

    private Optional<ColumnMeanings> meanings(DepartmentImport waiting) {
        return imports.sketch(waiting.id())
                .map(sketch -> new ColumnMeanings(
                        waiting.register(), sketch, imports.said(waiting.county(), waiting.register())));
    }

    private List<String> warnings(DepartmentImport waiting, ColumnMeanings meanings) {
        var warnings = new ArrayList<String>();
        files.current(waiting.county(), waiting.register()).ifPresent(current -> {
            if (current.dataDate().isAfter(waiting.dataDate())) {
                warnings.add("现行文件“%s”的数据截至%s，比这一份还新，请核对数据日期。".formatted(current.fileName(), current.dataDate()));
            }
            meanings.rows().stream()
                    .filter(rows -> rows * 2 < current.accepted())
                    .forEach(rows -> warnings.add(
                            "这份文件最多%d行，现行文件有%d行。导入后现行文件整份被替代，请确认这是全部数据，不是补报。".formatted(rows, current.accepted())));
        });
        return warnings;
    }

    /** What became of agreeing to the columns. */
    public sealed interface Confirmation {

        record Queued() implements Confirmation {}

        /** @param problems in Chinese */
        record Objected(List<String> problems) implements Confirmation {}

        /** Somebody else has agreed or dropped it. */
        record NotWaiting() implements Confirmation {}
    }

    /**
     * Agrees to the columns, as they stand in the form, and remembers them for the department.
     *
     * @param chosen code of a choice by the column's index; a column that is not here is not read
     */
    public Confirmation confirm(UUID id, Map<Integer, String> chosen, LocalDate dataDate, @Nullable Actor actor) {
        var waiting = imports.find(id).orElseThrow();
        var found = meanings(waiting);
        if (waiting.state() != State.AWAITING_MAPPING || found.isEmpty()) {
            return new Confirmation.NotWaiting();
        }
        var mapping = found.get().mapping(chosen);
        var problems = new ArrayList<>(found.get().problems(mapping));
        if (dataDate.isAfter(clock.today())) {
            problems.add("数据日期晚于今天，请核对。");
        }
        if (!problems.isEmpty()) {
            return new Confirmation.Objected(problems);
        }
        var queued = Boolean.TRUE.equals(transaction.execute(status -> {
            imports.say(waiting.county(), waiting.register(), found.get().corrections(mapping), actor);
            return imports.queue(id, mapping, dataDate);
        }));
        if (!queued) {
            return new Confirmation.NotWaiting();
        }
        ends.put(id, new CountDownLatch(1));
        jobs.execute(this::work);
        return new Confirmation.Queued();
    }

    /** Drops a file that waits. */
    public boolean discard(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> imports.discard(id)));
    }

    /** Waits until the import no longer runs on this node, at most as long as said. */
    public void await(UUID id, Duration most) throws InterruptedException {
        var end = ends.get(id);
        if (end != null && !end.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
            log.debug("import {} still runs", id);
        }
    }

    /**
     * Takes in a file at once, its columns as they are understood without anybody's help.
     *
     * @param file stays the caller's
     */
    public DepartmentImport load(
            DivisionCode county, Register register, Path file, String fileName, @Nullable Actor actor)
            throws IOException {
        var id = takeIn(county, register, file, fileName, actor).id();
        var taken = imports.uncounted().get(id);
        if (taken != null) {
            imports.counted(id, files.peopleMatched(taken));
        }
        return imports.find(id).orElseThrow();
    }

    /** Without counting whom it names. */
    DepartmentImport takeIn(DivisionCode county, Register register, Path file, String fileName, @Nullable Actor actor)
            throws IOException {
        var id = begin(county, register, file, fileName, actor);
        var begun = imports.find(id).orElseThrow();
        if (begun.state() == State.AWAITING_MAPPING) {
            var meanings = meanings(begun).orElseThrow();
            var problems = meanings.problems(meanings.mapping());
            if (problems.isEmpty()) {
                // At once, or this node's own job takes it first.
                var attempt = transaction.execute(status -> {
                    imports.queue(id, meanings.mapping(), begun.dataDate());
                    return imports.claimNow(id);
                });
                run(Objects.requireNonNull(attempt), file);
            } else {
                imports.forgetFile(id);
                imports.endUnread(id, State.REFUSED, String.join("", problems), null);
            }
        }
        return imports.find(id).orElseThrow();
    }

    private void work() {
        for (var next = imports.claim(); next.isPresent(); next = imports.claim()) {
            runKept(next.get());
        }
        // That is matching, and nobody has to wait for it before the file counts.
        imports.uncounted().forEach((id, file) -> imports.counted(id, files.peopleMatched(file)));
    }

    private void runKept(Attempt attempt) {
        try {
            if (attempt.number() > MOST_ATTEMPTS) {
                end(attempt, State.FAILED, "多次读取都中断，什么都没有写入。请把编号" + attempt.id() + "告诉系统管理员。", 0, List.of());
                return;
            }
            var file = Files.createTempFile("bangfu-department-", ".file");
            try {
                try (var in = imports.openFile(attempt.id())) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                run(attempt, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            fail(attempt, e);
        } finally {
            var end = ends.remove(attempt.id());
            if (end != null) {
                end.countDown();
            }
        }
    }

    private void fail(Attempt attempt, Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            // The process ends; the next one reads it again.
            return;
        }
        log.error("department import {} failed: {}", attempt.id(), JobThread.where(e));
        end(attempt, State.FAILED, "出错了，什么都没有写入。请重试；仍不行请把编号" + attempt.id() + "告诉系统管理员。", 0, List.of());
    }

    private void end(Attempt attempt, State state, String message, int refused, List<Table> tables) {
        imports.end(attempt, state, message, refused, tables);
        imports.forgetFile(attempt.id());
    }

    private void run(Attempt attempt, Path file) {
        var job = imports.find(attempt.id()).orElseThrow();
        running.put(attempt, new AtomicInteger());
        try {
            imports.clearRefusals(attempt.id());
            var earlier = files.byHash(job.county(), job.register(), imports.sha256(attempt.id()));
            if (earlier.isPresent()) {
                end(attempt, State.UNCHANGED, "同一份文件刚由另一次上传导入，没有重复导入。", 0, List.of());
                return;
            }
            var reading = new Reading(attempt, job, file);
            var refusal = transaction.execute(status -> {
                var message = reading.readAndWrite();
                if (message != null) {
                    status.setRollbackOnly();
                }
                return message == null ? "" : message;
            });
            if (refusal != null && !refusal.isEmpty()) {
                end(attempt, State.REFUSED, refusal, reading.refused, reading.tables());
                log.info("department import {} refused the file", attempt.id());
            }
        } finally {
            running.remove(attempt);
        }
    }

    /** One time that a file is read. */
    private final class Reading {

        private final Attempt attempt;
        private final DepartmentImport job;
        private final Path file;
        private final AtomicInteger rows;
        private final List<RefusedRow> refusals = new ArrayList<>();
        private final DepartmentFileReader reader;
        private java.util.function.Consumer<DepartmentRecord> taker = record -> {};
        private int accepted;
        private int refused;

        Reading(Attempt attempt, DepartmentImport job, Path file) {
            this.attempt = attempt;
            this.job = job;
            this.file = file;
            this.rows = running.getOrDefault(attempt, new AtomicInteger());
            this.reader = new DepartmentFileReader(job.register(), clock.today(), this::take, this::refuse);
        }

        private void take(DepartmentRecord record) {
            accepted++;
            rows.incrementAndGet();
            taker.accept(record);
        }

        private void refuse(RefusedRow row) {
            rows.incrementAndGet();
            if (++refused <= MOST_REFUSED) {
                refusals.add(row);
                if (refusals.size() == REFUSALS_AT_ONCE) {
                    flush();
                }
            }
        }

        private void flush() {
            if (!refusals.isEmpty()) {
                imports.addRefusals(attempt.id(), refusals);
                refusals.clear();
            }
        }

        List<Table> tables() {
            return reader.tables().stream()
                    .map(table -> new Table(table.sheet(), table.headings()))
                    .toList();
        }

        /** @return in Chinese why the file is refused as a whole; null if it was taken in */
        @Nullable
        String readAndWrite() {
            var result = new LedgerReading[1];
            var words = ColumnMeanings.words(imports.mapping(attempt.id()));
            var known = imports.find(attempt.id()).orElseThrow();
            var written = files.write(
                    job.county(),
                    job.register(),
                    job.fileName(),
                    imports.sha256(attempt.id()),
                    known.dataDate(),
                    consumer -> {
                        taker = consumer;
                        result[0] = read(words);
                    });
            flush();
            if (result[0] instanceof LedgerReading.Refused refusal) {
                return refusal.message();
            }
            if (accepted == 0) {
                return refused == 0
                        ? "文件里没有“%s”的数据行，请核对表头和内容。".formatted(job.register().label())
                        : "%d行都有问题，没有一行能导入，原有数据不变。请下载退回的行，改好后重新上传。".formatted(refused);
            }
            files.makeCurrent(written, accepted, refused);
            var notes = result[0] instanceof LedgerReading.Read read ? read.notes() : List.<String>of();
            if (!imports.finish(attempt, written, accepted, refused, notes, tables())) {
                throw new IllegalStateException("import " + attempt.id() + " was taken over");
            }
            imports.forgetFile(attempt.id());
            log.info(
                    "department import {} {} took in rows={} refused={}",
                    attempt.id(),
                    job.register(),
                    accepted,
                    refused);
            return null;
        }

        private LedgerReading read(Map<String, Optional<DataColumn>> words) {
            try {
                return reader.read(file, words);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public List<RefusedRow> refusals(UUID id, int limit) {
        return imports.refusals(id, limit);
    }

    /** Writes the refused rows as a workbook that can be mended and sent again. */
    public void writeRefused(UUID id, OutputStream out) throws IOException {
        RefusedRowsWorkbook.write(imports, imports.find(id).orElseThrow(), out);
    }

    private static byte[] sha256(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }
}
