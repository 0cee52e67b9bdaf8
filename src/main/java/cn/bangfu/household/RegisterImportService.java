package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.RegisterImport.State;
import cn.bangfu.ledger.LedgerHandler;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerTable;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in the county's ledger. A file is read, staged and compared in one transaction and taken in by another, so a process that is
 * killed leaves either nothing or a difference that waits to be confirmed. Into an empty register a file goes at once; later ones wait
 * until somebody has seen what they would change. One job runs at a time on a node.
 */
@Service
public class RegisterImportService {

    private static final Logger log = LoggerFactory.getLogger(RegisterImportService.class);
    /** So many people at once that what the planner knows of the register no longer holds. */
    private static final int MANY = 1_000;

    private final RegisterImports imports;
    private final RegisterStore register;
    private final Divisions divisions;
    private final TransactionTemplate transaction;
    private final JobThread jobs;
    private final Map<ImportId, Integer> rowsRead = new ConcurrentHashMap<>();
    private final Map<ImportId, Future<?>> running = new ConcurrentHashMap<>();

    RegisterImportService(
            RegisterImports imports, RegisterStore register, Divisions divisions, TransactionTemplate transaction) {
        this.imports = imports;
        this.register = register;
        this.divisions = divisions;
        this.transaction = transaction;
        jobs = new JobThread("register-import", this::beat);
    }

    @PreDestroy
    void stop() {
        jobs.close();
    }

    private void beat() {
        rowsRead.forEach(imports::heartbeat);
    }

    /**
     * Begins to read a file.
     *
     * @param file belongs to this service from now on, which deletes it
     * @param sha256 of the file
     * @param fileName as it was sent
     * @param scope division of the office: lines of other divisions are refused
     * @param actor who sent it; absent at the first start
     */
    public ImportId begin(Path file, byte[] sha256, String fileName, DivisionCode scope, @Nullable Actor actor) {
        var id = ImportId.next();
        imports.create(id, scope, sha256, shortened(fileName), actor);
        var earlier = imports.lastTakenIn(scope, sha256);
        if (earlier.isPresent()) {
            imports.markSame(id, earlier.get());
            delete(file);
            log.info("register import {} is the file of {}, nothing to do", id, earlier.get());
            return id;
        }
        submit(id, () -> {
            try {
                read(id, file, scope, actor);
            } finally {
                delete(file);
            }
        });
        return id;
    }

    private static String shortened(String fileName) {
        var name = LedgerText.clean(fileName.substring(fileName.lastIndexOf('/') + 1));
        return name.isEmpty() ? "未命名.xlsx" : name.length() > 100 ? name.substring(name.length() - 100) : name;
    }

    private void submit(ImportId id, Runnable work) {
        rowsRead.put(id, 0);
        running.put(id, jobs.submit(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.error("register import {} failed: {}", id, JobThread.where(e));
                imports.markFailed(id, "出错了，什么都没有写入。请重试；仍不行请把编号 " + id + " 告诉系统管理员。");
            } finally {
                rowsRead.remove(id);
                running.remove(id);
            }
        }));
    }

    /** Waits until the import no longer runs on this node, at most as long as said. */
    public void await(ImportId id, Duration most) throws InterruptedException {
        var job = running.get(id);
        if (job == null) {
            return;
        }
        try {
            job.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("import {} still runs", id);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("an uploaded ledger could not be deleted: {}", file.getFileName());
        }
    }

    private void read(ImportId id, Path file, DivisionCode scope, @Nullable Actor actor) {
        var refusal = transaction.execute(status -> {
            var staging = new Staging(id, scope);
            var reading = staging.stage(file);
            if (reading instanceof LedgerReading.Refused refused) {
                status.setRollbackOnly();
                return refused.message();
            }
            imports.checkAgainstEachOther(id);
            var notes = reading instanceof LedgerReading.Read read ? read.notes() : List.<String>of();
            imports.describe(id, staging.tables, notes, staging.asOf(), staging.isMended());
            imports.compare(id);
            staging.keepOriginals(file);
            imports.markAwaitingConfirmation(id, null);
            return "";
        });
        if (refusal != null && !refusal.isEmpty()) {
            imports.markRefused(id, refusal);
            log.info("register import {} refused the file", id);
            return;
        }
        var counts = imports.find(id).map(RegisterImport::counts).orElseThrow();
        log.info(
                "register import {} read households={} members={} rejected={}",
                id,
                counts.households(),
                counts.members(),
                counts.rejected());
        if (counts.households() > 0 && imports.isEmpty(scope) || counts.nothingToDo()) {
            if (imports.markApplying(id)) {
                apply(id, actor);
            }
        }
    }

    /** What {@link #confirm} found. */
    public enum Confirmation {
        STARTED,
        /** Somebody else confirmed or discarded it, or it was never waiting. */
        NOT_WAITING
    }

    /** Takes in a difference that was looked at. It is compared once more; if the register has moved, it waits again. */
    public Confirmation confirm(ImportId id, Actor actor) {
        if (!imports.markApplying(id)) {
            return Confirmation.NOT_WAITING;
        }
        submit(id, () -> apply(id, actor));
        return Confirmation.STARTED;
    }

    private void apply(ImportId id, @Nullable Actor actor) {
        transaction.executeWithoutResult(status -> {
            imports.lockRegister();
            if (imports.isStale(id)) {
                var seen = imports.digest(id);
                imports.compare(id);
                if (!imports.digest(id).equals(seen)) {
                    imports.markAwaitingConfirmation(id, "预览之后登记有了变化，差异已重新计算，请再核对一次。");
                    return;
                }
            }
            imports.apply(id, actor);
            log.info("register import {} taken in", id);
        });
        var counts = imports.find(id).map(RegisterImport::counts).orElseThrow();
        if (counts.newMembers() + counts.changedMembers() > MANY) {
            imports.analyzeRegister();
        }
    }

    /** Drops a difference that waits to be confirmed. */
    public boolean discard(ImportId id) {
        return Boolean.TRUE.equals(transaction.execute(status -> imports.discard(id)));
    }

    public Optional<RegisterImport> find(ImportId id) {
        imports.endInterrupted();
        return imports.find(id).map(this::withProgress);
    }

    public List<RegisterImport> list(DivisionScope scope, int limit) {
        imports.endInterrupted();
        return imports.list(scope, limit).stream().map(this::withProgress).toList();
    }

    private RegisterImport withProgress(RegisterImport found) {
        var rows = rowsRead.getOrDefault(found.id(), 0);
        if (found.state() != State.READING || rows <= found.rowsRead()) {
            return found;
        }
        return new RegisterImport(
                found.id(),
                found.scope(),
                found.fileName(),
                found.state(),
                found.message(),
                found.asOf(),
                found.title(),
                found.notes(),
                rows,
                found.counts(),
                found.sameAs(),
                found.by(),
                found.startedAt(),
                found.finishedAt());
    }

    /** Writes the refused rows as a workbook that can be mended and sent again. */
    public void writeRejected(ImportId id, OutputStream out) throws IOException {
        RejectedRowsWorkbook.write(imports, id, out);
    }

    /** Reads one file into the staging table. */
    private final class Staging {

        private final ImportId id;
        private final DivisionCode scope;
        private final LocalDate today = register.today();
        private final List<LedgerTable<RegisterColumn>> tables = new ArrayList<>();

        Staging(ImportId id, DivisionCode scope) {
            this.id = id;
            this.scope = scope;
        }

        LedgerReading stage(Path file) {
            var reader = new RegisterRowReader(divisions, scope, today);
            var reading = new LedgerReading[1];
            imports.stage(
                    id,
                    rows -> reading[0] = read(file, row -> {
                        rows.accept(reader.read(tables.size() - 1, row));
                        rowsRead.merge(id, 1, Integer::sum);
                    }));
            return reading[0];
        }

        private LedgerReading read(Path file, Consumer<LedgerRow<RegisterColumn>> taker) {
            tables.clear();
            try {
                return new LedgerReader<>(List.of(RegisterColumn.values())).read(file, new LedgerHandler<>() {
                    @Override
                    public @Nullable String table(LedgerTable<RegisterColumn> table) {
                        tables.add(table);
                        return null;
                    }

                    @Override
                    public void row(LedgerRow<RegisterColumn> row) {
                        if (Thread.currentThread().isInterrupted()) {
                            throw new IllegalStateException("stopped");
                        }
                        taker.accept(row);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads the file once more for the cells of refused rows, if there are any. */
        void keepOriginals(Path file) {
            Set<RegisterImports.Place> places = new HashSet<>(imports.withoutOriginals(id));
            if (places.isEmpty()) {
                return;
            }
            read(file, row -> {
                var place = new RegisterImports.Place(tables.size() - 1, row.line());
                if (places.remove(place)) {
                    imports.keepOriginals(id, place, row.originals());
                }
            });
        }

        boolean isMended() {
            return tables.stream().anyMatch(table -> RejectedRowsWorkbook.isOne(table.headings()));
        }

        LocalDate asOf() {
            var titles =
                    tables.stream().flatMap(table -> table.titles().stream()).toList();
            var day = LedgerText.asOf(titles, today);
            return day == null ? today : day;
        }
    }
}
