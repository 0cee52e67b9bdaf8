package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.ledger.LedgerTable;
import cn.bangfu.shared.DivisionCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the import, for {@link RegisterImportService}. Staging, comparing and taking in are each done by the database for all
 * rows at once, in the transaction that the caller opened.
 */
public interface RegisterImports {

    /** Place of a row in a file. */
    record Place(int sheet, int line) {}

    void create(ImportId id, DivisionCode scope, byte[] sha256, String fileName, @Nullable Actor actor);

    Optional<RegisterImport> find(ImportId id);

    /** The latest first. */
    List<RegisterImport> list(DivisionScope scope, int limit);

    /** The last import of an office that was taken in, if it was of this very file. */
    Optional<ImportId> lastTakenIn(DivisionCode scope, byte[] sha256);

    /** Says that the job is alive, outside the job's transaction. */
    void heartbeat(ImportId id, int rowsRead);

    void markSame(ImportId id, ImportId earlier);

    void markRefused(ImportId id, String message);

    /** One that was being read has failed; one that was being taken in waits to be confirmed again. */
    void markFailed(ImportId id, String message);

    /** @return whether it was awaiting confirmation until now */
    boolean markApplying(ImportId id);

    /** @return whether it was awaiting confirmation until now */
    boolean discard(ImportId id);

    /** Copies the rows that the producer gives into the staging table. */
    void stage(ImportId id, Consumer<Consumer<RegisterRow>> producer);

    /** @param mended whether it is our own workbook of refused rows, sent back */
    void describe(
            ImportId id, List<LedgerTable<RegisterColumn>> tables, List<String> notes, LocalDate asOf, boolean mended);

    /** Refuses among the staged rows those that contradict others of the file. */
    void checkAgainstEachOther(ImportId id);

    /** Compares the staged rows with the register as it is now, again if it was done before. */
    void compare(ImportId id);

    /** Until the transaction ends no other import is taken in. */
    void lockRegister();

    /** Whether the register has changed since it was compared. */
    boolean isStale(ImportId id);

    /** Whether the register holds no household of that division yet. */
    boolean isEmpty(DivisionCode scope);

    /** A hash over the difference; equal if and only if it is the same difference. */
    String digest(ImportId id);

    void markAwaitingConfirmation(ImportId id, @Nullable String message);

    /** Writes the difference into the register and ends the import. One import at a time. */
    void apply(ImportId id, @Nullable Actor actor);

    /** Tells the database's planner what the register holds now; it would notice by itself, but minutes later. */
    void analyzeRegister();

    /** Refused rows whose cells as written are not kept yet. */
    List<Place> withoutOriginals(ImportId id);

    void keepOriginals(ImportId id, Place place, List<String> originals);

    /** Ends what killed jobs left behind; they have written nothing. */
    void endInterrupted();

    List<RejectedRow> rejected(ImportId id, int limit);

    /** All headings of the file's tables, each once. */
    List<String> headings(ImportId id);

    /** Each refused row with what its cells said, in the order of {@link #headings}. */
    void eachRejected(ImportId id, BiConsumer<RejectedRow, List<String>> taker);

    /** Good rows of which something was left out: line and note. */
    List<String> notes(ImportId id, int limit);

    List<PlannedChange> changes(ImportId id, int limit);

    List<PlannedArrival> arrivals(ImportId id, boolean moved, int limit);

    List<PlannedArrival> missingMembers(ImportId id, int limit);

    List<HouseholdSummary> missingHouseholds(ImportId id, int limit);

    List<String> withoutHead(ImportId id, int limit);
}
