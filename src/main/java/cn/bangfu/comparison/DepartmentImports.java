package cn.bangfu.comparison;

import cn.bangfu.access.Actor;
import cn.bangfu.ledger.LedgerSketch;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The jobs of taking in files as they are kept. */
public interface DepartmentImports {

    /** Whoever began to read last. Anybody else has been given up and ends nothing. */
    record Attempt(UUID id, int number) {}

    /** What a heading means; nothing if the column is not read. */
    record Said(String heading, @Nullable DataColumn column) {}

    /** Names of sheets with their headings, for the workbook of refused rows. */
    record Table(String sheet, List<String> headings) {}

    void create(
            UUID id,
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            long bytes,
            LocalDate dataDate,
            @Nullable Actor actor);

    Optional<DepartmentImport> find(UUID id);

    /** Of the file as it came. */
    byte[] sha256(UUID id);

    /** Newest first. */
    List<DepartmentImport> list(DivisionCode county, Collection<Register> registers, int limit);

    /** Keeps the file, sealed, until it is read. */
    void keepFile(UUID id, Path file) throws IOException;

    /** @throws IllegalStateException if it is no longer kept */
    InputStream openFile(UUID id);

    void forgetFile(UUID id);

    void awaitMapping(UUID id, LedgerSketch sketch, LocalDate dataDate);

    Optional<LedgerSketch> sketch(UUID id);

    /** @return whether it was waiting for it */
    boolean queue(UUID id, List<Said> mapping, LocalDate dataDate);

    List<Said> mapping(UUID id);

    boolean discard(UUID id);

    /** The next one that waits or whose process is gone. */
    Optional<Attempt> claim();

    /** Begins one in this process at once. */
    Attempt claimNow(UUID id);

    void heartbeat(Attempt attempt, int rowsRead);

    /** @return whether the attempt was still the one that counts */
    boolean finish(Attempt attempt, UUID file, int accepted, int refused, List<String> notes, List<Table> tables);

    /** Imports that have taken in a file, whose people are not counted yet: the file of each, oldest first. */
    Map<UUID, UUID> uncounted();

    void counted(UUID id, int peopleMatched);

    void end(Attempt attempt, DepartmentImport.State state, String message, int refused, List<Table> tables);

    void endUnread(UUID id, DepartmentImport.State state, String message, @Nullable UUID file);

    /** Forgets those of an earlier attempt. */
    void clearRefusals(UUID id);

    /** In a transaction of its own: what was wrong stays to be read even if the file is refused as a whole. */
    void addRefusals(UUID id, List<RefusedRow> rows);

    List<RefusedRow> refusals(UUID id, int limit);

    void eachRefusal(UUID id, BiConsumer<RefusedRow, Table> taker);

    List<Table> tables(UUID id);

    /** What headings mean here, by {@link cn.bangfu.ledger.LedgerText#heading}. */
    Map<String, Optional<DataColumn>> said(DivisionCode county, Register register);

    void say(DivisionCode county, Register register, List<Said> mapping, @Nullable Actor actor);
}
