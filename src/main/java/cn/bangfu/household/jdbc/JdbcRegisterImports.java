package cn.bangfu.household.jdbc;

import static cn.bangfu.household.jdbc.RegisterComparison.GOOD;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.HouseholdSummary;
import cn.bangfu.household.ImportId;
import cn.bangfu.household.PlannedArrival;
import cn.bangfu.household.PlannedChange;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImport.Counts;
import cn.bangfu.household.RegisterImports;
import cn.bangfu.household.RegisterRow;
import cn.bangfu.household.RejectedRow;
import cn.bangfu.household.RowFault;
import cn.bangfu.ledger.LedgerTable;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.JobThread;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** The tables of the import. */
@Repository
class JdbcRegisterImports implements RegisterImports {

    /** A job says it is alive every two seconds. */
    private static final String LONG_SILENT =
            "heartbeat_at < clock_timestamp() - interval '" + JobThread.SILENT.toSeconds() + " seconds'";

    private record Sheet(String name, List<String> headings) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;
    private final FileChecks fileChecks;
    private final RegisterComparison comparison;
    private final RegisterWriting writing;

    JdbcRegisterImports(JdbcClient jdbc, DataSource dataSource, PersonalDataCipher cipher, ObjectMapper json) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
        this.json = json;
        this.fileChecks = new FileChecks(jdbc, json);
        this.comparison = new RegisterComparison(jdbc, json);
        this.writing = new RegisterWriting(jdbc);
    }

    @Override
    public void create(ImportId id, DivisionCode scope, byte[] sha256, String fileName, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.register_import (id, scope, sha256, file_name, state, officer, person, person_name, office_name)
                        values (?, ?, ?, ?, 'READING', ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        scope.value(),
                        sha256,
                        fileName,
                        actor == null ? null : actor.officer().value(),
                        actor == null ? null : actor.person().value(),
                        actor == null ? null : actor.name(),
                        actor == null ? null : actor.officeName())
                .update();
    }

    @Override
    public Optional<RegisterImport> find(ImportId id) {
        return jdbc.sql("select * from app.register_import where id = ?")
                .param(id.value())
                .query((row, i) -> registerImport(row))
                .optional();
    }

    @Override
    public List<RegisterImport> list(DivisionScope scope, int limit) {
        return jdbc.sql("select * from app.register_import where " + scope.sqlCondition("scope")
                        + " order by started_at desc limit ?")
                .param(limit)
                .query((row, i) -> registerImport(row))
                .list();
    }

    private RegisterImport registerImport(ResultSet row) throws SQLException {
        var sameAs = row.getObject("same_as", UUID.class);
        var counts = row.getString("counts");
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new RegisterImport(
                new ImportId(row.getObject("id", UUID.class)),
                new DivisionCode(row.getString("scope")),
                row.getString("file_name"),
                RegisterImport.State.valueOf(row.getString("state")),
                row.getString("message"),
                row.getObject("as_of", LocalDate.class),
                row.getString("title"),
                strings(row, "notes"),
                row.getInt("rows_read"),
                counts == null ? null : read(counts, new TypeReference<Counts>() {}),
                sameAs == null ? null : new ImportId(sameAs),
                row.getString("person_name"),
                instant(row.getObject("started_at", OffsetDateTime.class)),
                finished == null ? null : instant(finished));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    @Override
    public Optional<ImportId> lastTakenIn(DivisionCode scope, byte[] sha256) {
        // Only the last one: whoever sends an older ledger again means to go back, and sees the difference.
        return jdbc.sql("""
                        select id from (
                          select id, sha256 from app.register_import where scope = ? and state = 'DONE'
                          order by finished_at desc limit 1
                        ) last where sha256 = ?""")
                .params(scope.value(), sha256)
                .query(UUID.class)
                .optional()
                .map(ImportId::new);
    }

    @Override
    public void heartbeat(ImportId id, int rowsRead) {
        jdbc.sql("""
                        update app.register_import set heartbeat_at = clock_timestamp(), rows_read = greatest(rows_read, ?)
                        where id = ? and state in ('READING', 'APPLYING')""").params(rowsRead, id.value()).update();
    }

    @Override
    public void markSame(ImportId id, ImportId earlier) {
        jdbc.sql("""
                        update app.register_import i set state = 'UNCHANGED', same_as = e.id,
                          counts = e.counts || jsonb_build_object('newHouseholds', 0, 'changedHouseholds', 0, 'newMembers', 0, 'changedMembers', 0,
                            'moved', 0, 'unchangedMembers', e.counts -> 'members', 'missingMembers', 0, 'missingHouseholds', 0), rows_read = e.rows_read,
                          as_of = e.as_of, title = e.title, notes = e.notes, finished_at = app.legal_now(),
                          message = '与上次导入的是同一个文件，登记没有变化。'
                        from app.register_import e where i.id = ? and e.id = ?""").params(id.value(), earlier.value()).update();
    }

    @Override
    public void markRefused(ImportId id, String message) {
        end(id, "REFUSED", message);
    }

    @Override
    public void markFailed(ImportId id, String message) {
        end(id, "FAILED", message);
        jdbc.sql(
                        "update app.register_import set state = 'AWAITING_CONFIRMATION', message = ? where id = ? and state = 'APPLYING'")
                .params(message, id.value())
                .update();
    }

    private void end(ImportId id, String state, String message) {
        jdbc.sql("""
                        update app.register_import set state = ?, message = ?, finished_at = app.legal_now()
                        where id = ? and state = 'READING'""").params(state, message, id.value()).update();
    }

    @Override
    public boolean markApplying(ImportId id) {
        return jdbc.sql("""
                                update app.register_import set state = 'APPLYING', message = null, heartbeat_at = clock_timestamp()
                                where id = ? and state = 'AWAITING_CONFIRMATION'""").param(id.value()).update() == 1;
    }

    @Override
    public boolean discard(ImportId id) {
        var discarded = jdbc.sql("""
                                update app.register_import set state = 'DISCARDED', finished_at = app.legal_now()
                                where id = ? and state = 'AWAITING_CONFIRMATION'""").param(id.value()).update() == 1;
        if (discarded) {
            forget(id, "true");
        }
        return discarded;
    }

    private void forget(ImportId id, String rows) {
        for (var table : List.of("register_import_change", "register_import_person", "register_import_household")) {
            jdbc.sql("delete from app." + table + " where import_id = ?")
                    .param(id.value())
                    .update();
        }
        jdbc.sql("delete from app.register_import_row where import_id = ? and " + rows)
                .param(id.value())
                .update();
    }

    /** For the transaction: sorts of a hundred thousand rows stay in memory, and no statement is worth compiling. */
    private void tune() {
        jdbc.sql("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")
                .query((row, i) -> 0)
                .list();
    }

    @Override
    public void stage(ImportId id, Consumer<Consumer<RegisterRow>> producer) {
        tune();
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            new StagedRows(cipher, json).copy(connection, id, producer);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    @Override
    public void describe(
            ImportId id, List<LedgerTable<RegisterColumn>> tables, List<String> notes, LocalDate asOf, boolean mended) {
        var columns = new LinkedHashSet<String>();
        tables.forEach(table -> table.columns().keySet().forEach(column -> columns.add(column.heading())));
        var sheets = tables.stream()
                .map(table -> new Sheet(table.sheet(), named(table.headings())))
                .toList();
        jdbc.sql("""
                        update app.register_import set as_of = ?, title = ?, sheets = ?::jsonb, columns = ?, notes = ?, mended = ?
                        where id = ?""")
                .params(
                        asOf,
                        tables.stream()
                                .flatMap(table -> table.titles().stream())
                                .findFirst()
                                .map(title -> title.length() > 100 ? title.substring(0, 100) : title)
                                .orElse(null),
                        write(sheets),
                        columns.toArray(String[]::new),
                        notes.toArray(String[]::new),
                        mended,
                        id.value())
                .update();
    }

    /** Columns without heading get one, so that what stands in them is not lost. */
    private static List<String> named(List<String> headings) {
        var named = new ArrayList<String>();
        for (var i = 0; i < headings.size(); i++) {
            var heading = headings.get(i).strip();
            named.add(heading.isEmpty() || named.contains(heading) ? heading + "(第" + (i + 1) + "列)" : heading);
        }
        return named;
    }

    @Override
    public void checkAgainstEachOther(ImportId id) {
        fileChecks.run(id);
    }

    @Override
    public void compare(ImportId id) {
        var mark = jdbc.sql("select last_value from app.register_mark")
                .query(Long.class)
                .single();
        var scope = scope(id);
        var mended = jdbc.sql("select mended from app.register_import where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
        comparison.compare(id, scope, mended);
        var counts = comparison.counts(id, scope);
        // Last, because this locks the import's row, which the heartbeat writes.
        jdbc.sql("update app.register_import set mark = ?, counts = ?::jsonb where id = ?")
                .params(mark, write(counts), id.value())
                .update();
    }

    private String scope(ImportId id) {
        return jdbc.sql("select scope from app.register_import where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    @Override
    public void lockRegister() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('register import'))")
                .query((row, i) -> 0)
                .list();
    }

    @Override
    public boolean isStale(ImportId id) {
        return jdbc.sql(
                        "select mark is distinct from (select last_value from app.register_mark) from app.register_import where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isEmpty(DivisionCode scope) {
        return jdbc.sql("select not exists (select 1 from app.household where division like ?)")
                .param(scope.value() + "%")
                .query(Boolean.class)
                .single();
    }

    @Override
    public String digest(ImportId id) {
        return comparison.digest(id);
    }

    @Override
    public void markAwaitingConfirmation(ImportId id, @Nullable String message) {
        var marked = jdbc.sql("""
                        update app.register_import set state = 'AWAITING_CONFIRMATION', message = ?,
                          rows_read = (select count(*) from app.register_import_row where import_id = ?)
                        where id = ? and state in ('READING', 'APPLYING')""").params(message, id.value(), id.value()).update();
        if (marked != 1) {
            throw new IllegalStateException("import " + id + " was ended by somebody else");
        }
    }

    @Override
    public void apply(ImportId id, @Nullable Actor actor) {
        tune();
        writing.run(id, actor);
        forget(id, "faults is null and conflicts is null and notes is null");
        var done = jdbc.sql("""
                        update app.register_import set state = 'DONE', finished_at = app.legal_now(), message = null
                        where id = ? and state = 'APPLYING'""").param(id.value()).update();
        if (done != 1) {
            throw new IllegalStateException("import " + id + " was ended by somebody else");
        }
    }

    @Override
    public void analyzeRegister() {
        jdbc.sql("select app.analyze_register()").query((row, i) -> 0).list();
    }

    @Override
    public List<Place> withoutOriginals(ImportId id) {
        return jdbc.sql("""
                        select sheet, line from app.register_import_row
                        where import_id = ? and (faults is not null or conflicts is not null) and originals is null
                        order by sheet, line""")
                .param(id.value())
                .query((row, i) -> new Place(row.getInt("sheet"), row.getInt("line")))
                .list();
    }

    @Override
    public void keepOriginals(ImportId id, Place place, List<String> originals) {
        jdbc.sql("update app.register_import_row set originals = ? where import_id = ? and sheet = ? and line = ?")
                .params(cipher.seal(write(originals)), id.value(), place.sheet(), place.line())
                .update();
    }

    @Override
    public void endInterrupted() {
        jdbc.sql("update app.register_import set state = 'FAILED', finished_at = app.legal_now(), "
                        + "message = '读取时程序中断，什么都没有写入。请重新上传。' where state = 'READING' and " + LONG_SILENT)
                .update();
        jdbc.sql("update app.register_import set state = 'AWAITING_CONFIRMATION', "
                        + "message = '写入时程序中断，什么都没有写入。请核对后再次确认。' where state = 'APPLYING' and " + LONG_SILENT)
                .update();
    }

    @Override
    public List<RejectedRow> rejected(ImportId id, int limit) {
        var sheets = sheets(id);
        return jdbc.sql(REJECTED + " limit ?")
                .params(id.value(), limit)
                .query((row, i) -> rejected(row, sheets))
                .list();
    }

    private static final String REJECTED = """
            select sheet, line, coalesce(faults, '[]') || coalesce(conflicts, '[]') as all_faults, originals, name, number
            from app.register_import_row where import_id = ? and (faults is not null or conflicts is not null)
            order by sheet, line""";

    private RejectedRow rejected(ResultSet row, List<Sheet> sheets) throws SQLException {
        return new RejectedRow(
                sheets.get(row.getInt("sheet")).name(),
                row.getInt("line"),
                read(row.getString("all_faults"), new TypeReference<List<RowFault>>() {}));
    }

    private List<Sheet> sheets(ImportId id) {
        return read(
                jdbc.sql("select sheets from app.register_import where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single(),
                new TypeReference<List<Sheet>>() {});
    }

    @Override
    public List<String> headings(ImportId id) {
        return headings(sheets(id));
    }

    private static List<String> headings(List<Sheet> sheets) {
        var headings = new LinkedHashSet<String>();
        sheets.forEach(sheet -> headings.addAll(sheet.headings()));
        return List.copyOf(headings);
    }

    @Override
    public void eachRejected(ImportId id, BiConsumer<RejectedRow, List<String>> taker) {
        var sheets = sheets(id);
        var headings = headings(sheets);
        jdbc.sql(REJECTED).param(id.value()).query(row -> {
            var rejected = rejected(row, sheets);
            var cells = new ArrayList<>(Collections.nCopies(headings.size(), ""));
            var originals = row.getBytes("originals");
            if (originals != null) {
                var texts = read(cipher.open(originals), new TypeReference<List<String>>() {});
                var own = sheets.get(row.getInt("sheet")).headings();
                for (var i = 0; i < own.size() && i < texts.size(); i++) {
                    cells.set(headings.indexOf(own.get(i)), texts.get(i));
                }
            } else {
                // A conflict that came up only while the file was waiting: its cells are gone, name the line at least.
                set(cells, headings, RegisterColumn.HOUSEHOLD_NUMBER, row.getString("number"));
                set(cells, headings, RegisterColumn.NAME, row.getString("name"));
            }
            taker.accept(rejected, cells);
        });
    }

    private static void set(List<String> cells, List<String> headings, RegisterColumn column, @Nullable String text) {
        var at = headings.indexOf(column.heading());
        if (at >= 0 && text != null) {
            cells.set(at, text);
        }
    }

    @Override
    public List<String> notes(ImportId id, int limit) {
        return jdbc.sql("""
                        select '第' || r.line || '行：' || (select string_agg(note, '；') from jsonb_array_elements_text(r.notes) as t(note))
                        from app.register_import_row r where %s and r.notes is not null order by r.sheet, r.line limit :limit""".formatted(GOOD))
                .param("id", id.value())
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    @Override
    public List<PlannedChange> changes(ImportId id, int limit) {
        return jdbc.sql("""
                        select * from app.register_import_change where import_id = ? order by number, line nulls last, field limit ?""")
                .params(id.value(), limit)
                .query((row, i) -> {
                    var field = row.getString("field");
                    return new PlannedChange(
                            row.getString("number"),
                            row.getObject("line", Integer.class),
                            row.getString("about"),
                            field,
                            shown(field, row.getString("old_value"), row.getBytes("old_sealed")),
                            shown(field, row.getString("new_value"), row.getBytes("new_sealed")));
                })
                .list();
    }

    private String shown(String field, @Nullable String plain, byte @Nullable [] sealed) {
        return sealed == null
                ? FieldWords.shown(field, plain)
                : SealedField.of(field).masked(cipher.open(sealed));
    }

    @Override
    public List<PlannedArrival> arrivals(ImportId id, boolean moved, int limit) {
        return jdbc.sql("""
                        select p.number, p.line, r.name, r.relation, h.number as former
                        from app.register_import_person p
                        join app.register_import_row r on r.import_id = :id and r.sheet = p.sheet and r.line = p.line
                        left join app.household_member m on m.id = p.member_id
                        left join app.household h on h.id = m.household_id
                        where p.import_id = :id and p.outcome = :outcome order by p.sheet, p.line limit :limit""")
                .param("id", id.value())
                .param("outcome", moved ? "MOVED" : "NEW")
                .param("limit", limit)
                .query(JdbcRegisterImports::arrival)
                .list();
    }

    @Override
    public List<PlannedArrival> missingMembers(ImportId id, int limit) {
        return jdbc.sql("select s.number, null::int as line, m.name, m.relation, null as former "
                        + RegisterComparison.MISSING_MEMBERS + " order by s.number, m.birth_date limit :limit")
                .param("id", id.value())
                .param("limit", limit)
                .query(JdbcRegisterImports::arrival)
                .list();
    }

    private static PlannedArrival arrival(ResultSet row, int i) throws SQLException {
        return new PlannedArrival(
                row.getString("number"),
                row.getObject("line", Integer.class),
                row.getString("name"),
                row.getString("relation"),
                row.getString("former"));
    }

    @Override
    public List<HouseholdSummary> missingHouseholds(ImportId id, int limit) {
        return jdbc.sql(JdbcHouseholds.SUMMARY + " where h.id in (select h.id " + RegisterComparison.MISSING_HOUSEHOLDS
                        + ") order by h.number limit :limit")
                .param("id", id.value())
                .param("scope", scope(id) + "%")
                .param("limit", limit)
                .query(JdbcHouseholds::summary)
                .list();
    }

    @Override
    public List<String> withoutHead(ImportId id, int limit) {
        return jdbc.sql("""
                        select h.number from app.household h where h.ledger_import = ? and not exists (
                          select 1 from app.household_member m where m.household_id = h.id and m.relation = '户主'
                          and m.left_on is null and m.died_on is null)
                        order by h.number limit ?""").params(id.value(), limit).query(String.class).list();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
