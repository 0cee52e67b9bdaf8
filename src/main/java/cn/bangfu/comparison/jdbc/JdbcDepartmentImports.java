package cn.bangfu.comparison.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.comparison.DataColumn;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImport.State;
import cn.bangfu.comparison.DepartmentImports;
import cn.bangfu.comparison.RefusedRow;
import cn.bangfu.comparison.Register;
import cn.bangfu.jdbc.BinaryCopy;
import cn.bangfu.ledger.LedgerSketch;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of the jobs. */
@Repository
class JdbcDepartmentImports implements DepartmentImports {

    /** A job says it is alive every two seconds. */
    private static final String LONG_SILENT =
            "heartbeat_at < clock_timestamp() - interval '" + JobThread.SILENT.toSeconds() + " seconds'";

    /** Each part fits a page of the database. */
    private static final int PART = 8_000;

    private static final int PARTS_AT_ONCE = 256;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;
    private final TransactionTemplate apart;

    JdbcDepartmentImports(
            JdbcClient jdbc,
            JdbcTemplate batches,
            PersonalDataCipher cipher,
            ObjectMapper json,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.cipher = cipher;
        this.json = json.copy().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void create(
            UUID id,
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            long bytes,
            LocalDate dataDate,
            @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.department_import (id, county, register, file_name, sha256, bytes, state, data_date,
                          officer, person, person_name, office_name)
                        values (?, ?, ?, ?, ?, ?, 'AWAITING_MAPPING', ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        county.value(),
                        register.name(),
                        fileName,
                        sha256,
                        bytes,
                        dataDate,
                        actor == null ? null : actor.officer().value(),
                        actor == null ? null : actor.person().value(),
                        actor == null ? null : actor.name(),
                        actor == null ? null : actor.officeName())
                .update();
    }

    @Override
    public Optional<DepartmentImport> find(UUID id) {
        return jdbc.sql("select * from app.department_import where id = ?")
                .param(id)
                .query((row, i) -> read(row))
                .optional();
    }

    @Override
    public byte[] sha256(UUID id) {
        return jdbc.sql("select sha256 from app.department_import where id = ?")
                .param(id)
                .query(byte[].class)
                .single();
    }

    @Override
    public List<DepartmentImport> list(DivisionCode county, Collection<Register> registers, int limit) {
        return jdbc.sql("""
                        select * from app.department_import where county = ? and register = any (?)
                        order by started_at desc limit ?""")
                .params(county.value(), registers.stream().map(Enum::name).toArray(String[]::new), limit)
                .query((row, i) -> read(row))
                .list();
    }

    private static DepartmentImport read(ResultSet row) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new DepartmentImport(
                row.getObject("id", UUID.class),
                new DivisionCode(row.getString("county")),
                Register.valueOf(row.getString("register")),
                row.getString("file_name"),
                State.valueOf(row.getString("state")),
                row.getString("message"),
                Arrays.asList((String[]) row.getArray("notes").getArray()),
                row.getObject("data_date", LocalDate.class),
                row.getInt("rows_read"),
                row.getInt("accepted"),
                row.getInt("refused"),
                row.getObject("people_matched", Integer.class),
                row.getString("person_name"),
                row.getString("office_name"),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    @Override
    public void keepFile(UUID id, Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            batches.execute((Connection connection) -> {
                keep(id, in, connection);
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void keep(UUID id, InputStream in, Connection connection) throws SQLException {
        try (var copy = new BinaryCopy(
                        connection,
                        "copy app.department_import_part (import_id, seq, bytes) from stdin (format binary)");
                var sending = new Conveyor<SealedPart>(
                        "department-keep",
                        64,
                        part -> copy.row(3).uuid(id).integer(part.seq()).bytes(part.sealed()))) {
            var seq = 0;
            for (var part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                sending.put(new SealedPart(seq++, cipher.seal(part)));
            }
            sending.end();
            copy.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record SealedPart(int seq, byte[] sealed) {}

    @Override
    public InputStream openFile(UUID id) {
        var parts = jdbc.sql("select count(*) from app.department_import_part where import_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
        if (parts == 0) {
            throw new IllegalStateException("the file of import " + id + " is no longer kept");
        }
        return new SequenceInputStream(new Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < parts;
            }

            @Override
            public InputStream nextElement() {
                var from = next;
                next += PARTS_AT_ONCE;
                var opened = new ByteArrayOutputStream(PARTS_AT_ONCE * PART);
                jdbc.sql(
                                "select bytes from app.department_import_part where import_id = ? and seq >= ? and seq < ? order by seq")
                        .params(id, from, next)
                        .query(row -> {
                            opened.writeBytes(cipher.openBytes(row.getBytes("bytes")));
                        });
                return new ByteArrayInputStream(opened.toByteArray());
            }
        });
    }

    @Override
    public void forgetFile(UUID id) {
        jdbc.sql("delete from app.department_import_part where import_id = ?")
                .param(id)
                .update();
        jdbc.sql("update app.department_import set sketch = null where id = ?")
                .param(id)
                .update();
    }

    @Override
    public void awaitMapping(UUID id, LedgerSketch sketch, LocalDate dataDate) {
        jdbc.sql("update app.department_import set sketch = ?, data_date = ? where id = ?")
                .params(cipher.seal(write(sketch)), dataDate, id)
                .update();
    }

    @Override
    public Optional<LedgerSketch> sketch(UUID id) {
        return jdbc.sql("select sketch from app.department_import where id = ? and sketch is not null")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(bytes -> parse(cipher.open(bytes), new TypeReference<LedgerSketch>() {}));
    }

    @Override
    public boolean queue(UUID id, List<Said> mapping, LocalDate dataDate) {
        return jdbc.sql("""
                                update app.department_import set state = 'QUEUED', mapping = ?::jsonb, data_date = ?
                                where id = ? and state = 'AWAITING_MAPPING'""").params(write(mapping), dataDate, id).update() == 1;
    }

    @Override
    public List<Said> mapping(UUID id) {
        return parse(
                jdbc.sql("select mapping from app.department_import where id = ?")
                        .param(id)
                        .query(String.class)
                        .single(),
                new TypeReference<List<Said>>() {});
    }

    @Override
    public boolean discard(UUID id) {
        var discarded = jdbc.sql("""
                                update app.department_import set state = 'DISCARDED', finished_at = app.legal_now()
                                where id = ? and state = 'AWAITING_MAPPING'""").param(id).update() == 1;
        if (discarded) {
            forgetFile(id);
        }
        return discarded;
    }

    @Override
    public Optional<Attempt> claim() {
        return jdbc.sql("""
                        update app.department_import set state = 'READING', attempts = attempts + 1, rows_read = 0,
                          heartbeat_at = clock_timestamp()
                        where id = (select id from app.department_import
                          where state = 'QUEUED' or state = 'READING' and %s
                          order by started_at limit 1 for update skip locked)
                        returning id, attempts""".formatted(LONG_SILENT))
                .query((row, i) -> new Attempt(row.getObject("id", UUID.class), row.getInt("attempts")))
                .optional();
    }

    @Override
    public Attempt claimNow(UUID id) {
        return jdbc.sql("""
                        update app.department_import set state = 'READING', attempts = attempts + 1, heartbeat_at = clock_timestamp()
                        where id = ? and state = 'QUEUED' returning id, attempts""")
                .param(id)
                .query((row, i) -> new Attempt(row.getObject("id", UUID.class), row.getInt("attempts")))
                .single();
    }

    @Override
    public void heartbeat(Attempt attempt, int rowsRead) {
        jdbc.sql("""
                        update app.department_import set heartbeat_at = clock_timestamp(), rows_read = greatest(rows_read, ?)
                        where id = ? and attempts = ? and state = 'READING'""").params(rowsRead, attempt.id(), attempt.number()).update();
    }

    @Override
    public boolean finish(
            Attempt attempt, UUID file, int accepted, int refused, List<String> notes, List<Table> tables) {
        return jdbc.sql("""
                                update app.department_import set state = 'DONE', finished_at = app.legal_now(), file_id = ?, accepted = ?,
                                  refused = ?, rows_read = ?, notes = ?, tables = ?::jsonb
                                where id = ? and attempts = ? and state = 'READING'""")
                        .params(
                                file,
                                accepted,
                                refused,
                                accepted + refused,
                                notes.toArray(String[]::new),
                                write(tables),
                                attempt.id(),
                                attempt.number())
                        .update()
                == 1;
    }

    @Override
    public Map<UUID, UUID> uncounted() {
        var uncounted = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("""
                        select id, file_id from app.department_import where state = 'DONE' and people_matched is null
                        order by finished_at""").query(row -> {
            uncounted.put(row.getObject("id", UUID.class), row.getObject("file_id", UUID.class));
        });
        return uncounted;
    }

    @Override
    public void counted(UUID id, int peopleMatched) {
        jdbc.sql("update app.department_import set people_matched = ? where id = ?")
                .params(peopleMatched, id)
                .update();
    }

    @Override
    public void end(Attempt attempt, State state, String message, int refused, List<Table> tables) {
        jdbc.sql("""
                        update app.department_import set state = ?, message = ?, refused = ?, tables = ?::jsonb,
                          finished_at = app.legal_now()
                        where id = ? and attempts = ? and state = 'READING'""")
                .params(state.name(), message, refused, write(tables), attempt.id(), attempt.number())
                .update();
    }

    @Override
    public void endUnread(UUID id, State state, String message, @Nullable UUID file) {
        jdbc.sql("""
                        update app.department_import set state = ?, message = ?, file_id = ?, finished_at = app.legal_now()
                        where id = ? and state = 'AWAITING_MAPPING'""").params(state.name(), message, file, id).update();
    }

    @Override
    public void clearRefusals(UUID id) {
        jdbc.sql("delete from app.department_import_refusal where import_id = ?")
                .param(id)
                .update();
    }

    @Override
    public void addRefusals(UUID id, List<RefusedRow> rows) {
        apart.executeWithoutResult(status -> batches.batchUpdate("""
                insert into app.department_import_refusal (import_id, sheet, line, faults, originals) values (?, ?, ?, ?::jsonb, ?)
                """, rows, rows.size(), (statement, row) -> {
            statement.setObject(1, id);
            statement.setInt(2, row.sheet());
            statement.setInt(3, row.line());
            statement.setString(4, write(row.faults()));
            statement.setBytes(5, cipher.seal(write(row.originals())));
        }));
    }

    private static final String REFUSALS =
            "select * from app.department_import_refusal where import_id = ? order by sheet, line";

    @Override
    public List<RefusedRow> refusals(UUID id, int limit) {
        return jdbc.sql(REFUSALS + " limit ?")
                .params(id, limit)
                .query((row, i) -> refusal(row))
                .list();
    }

    private RefusedRow refusal(ResultSet row) throws SQLException {
        return new RefusedRow(
                row.getInt("sheet"),
                row.getInt("line"),
                parse(row.getString("faults"), new TypeReference<List<RefusedRow.Fault>>() {}),
                parse(cipher.open(row.getBytes("originals")), new TypeReference<List<String>>() {}));
    }

    @Override
    @Transactional(readOnly = true)
    public void eachRefusal(UUID id, BiConsumer<RefusedRow, Table> taker) {
        var tables = tables(id);
        var none = new Table("", List.of());
        try (var rows = jdbc.sql(REFUSALS).param(id).query((row, i) -> refusal(row)).stream()) {
            rows.forEach(row -> taker.accept(row, row.sheet() < tables.size() ? tables.get(row.sheet()) : none));
        }
    }

    @Override
    public List<Table> tables(UUID id) {
        return parse(
                jdbc.sql("select tables from app.department_import where id = ?")
                        .param(id)
                        .query(String.class)
                        .single(),
                new TypeReference<List<Table>>() {});
    }

    @Override
    public Map<String, Optional<DataColumn>> said(DivisionCode county, Register register) {
        var said = new HashMap<String, Optional<DataColumn>>();
        jdbc.sql("select heading, data_column from app.department_heading where county = ? and register = ?")
                .params(county.value(), register.name())
                .query(row -> {
                    said.put(
                            row.getString(1),
                            Optional.ofNullable(row.getString(2)).flatMap(JdbcDepartmentImports::column));
                });
        return said;
    }

    /** A column that a later version no longer knows means nothing. */
    private static Optional<DataColumn> column(String name) {
        return Arrays.stream(DataColumn.values())
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    @Override
    public void say(DivisionCode county, Register register, List<Said> mapping, @Nullable Actor actor) {
        var words = new LinkedHashMap<String, @Nullable String>();
        for (var said : mapping) {
            var column = said.column();
            words.putIfAbsent(LedgerText.heading(said.heading()), column == null ? null : column.name());
        }
        words.forEach((heading, column) -> jdbc.sql("""
                        insert into app.department_heading (county, register, heading, data_column, said_by) values (?, ?, ?, ?, ?)
                        on conflict (county, register, heading) do update
                          set data_column = excluded.data_column, said_by = excluded.said_by, said_at = app.legal_now()
                          where department_heading.data_column is distinct from excluded.data_column""")
                .params(
                        county.value(),
                        register.name(),
                        heading,
                        column,
                        actor == null ? null : actor.officer().value())
                .update());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T parse(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
