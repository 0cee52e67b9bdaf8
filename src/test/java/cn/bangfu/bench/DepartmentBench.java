package cn.bangfu.bench;

import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.ImportJobs;
import cn.bangfu.comparison.Register;
import cn.bangfu.comparison.jdbc.DepartmentParts;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.jdbc.BinaryCopy;
import cn.bangfu.ledger.Workbooks;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.TestPostgres;
import com.sun.management.GarbageCollectionNotificationInfo;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Taking in eight departments' files against a raw {@code COPY} of the very same files, all columns, into an ordinary table of texts of
 * the same durable server: the median of five, each into a new table. Then matching them with all members by keyed hash against the bare
 * join on plain identity numbers. Beside the raw copy into a table without anything stands one into a table with a key and an index: what
 * the database itself needs for rows that can be found again.
 */
public final class DepartmentBench {

    private static final AtomicLong LIVE = new AtomicLong();
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final LocalDate FIRST_DAY = LocalDate.of(1930, 1, 1);

    private record Dataset(String headings, String rest, int rows) {}

    private static final Map<Register, Dataset> DATASETS = new LinkedHashMap<>();

    static {
        DATASETS.put(Register.MEDICAL, new Dataset("姓名,身份证号,年度,个人自付", "2026,12345.67", 500_000));
        DATASETS.put(Register.VEHICLES, new Dataset("机动车所有人,身份证号,使用性质,初次登记日期", "非营运,2020-05-06", 400_000));
        DATASETS.put(Register.SUBSISTENCE, new Dataset("姓名,身份证号,救助类别,备注", "农村低保,无", 300_000));
        DATASETS.put(Register.PROPERTY, new Dataset("权利人,身份证号,用途,登记时间", "住宅,2015-09-18", 300_000));
        DATASETS.put(Register.PAYROLL, new Dataset("姓名,身份证号,单位,人员状态", "某某镇人民政府,在职", 200_000));
        DATASETS.put(Register.DISABILITY, new Dataset("姓名,残疾人证号,残疾类别,残疾等级", "肢体,二级", 200_000));
        DATASETS.put(Register.EDUCATION, new Dataset("学生姓名,身份证号,状态,起始日期", "辍学,2026-04-01", 100_000));
        DATASETS.put(Register.HOUSING, new Dataset("户主姓名,身份证号,鉴定等级,鉴定日期", "C级,2026-05-21", 100_000));
    }

    /** In the first a process translates its own code while it works. */
    private static final int ROUNDS = 3;

    private DepartmentBench() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        var members = Integer.parseInt(arguments[0]);
        var share = members / 1_000_000.0;
        watchHeap();
        var database = TestPostgres.newDatabase();
        var owner = JdbcClient.create(database.owner());
        // Fills the table of divisions.
        new CountyDivisions(owner);
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        // As in the product: a connection is there when it is needed.
        var pool = new HikariDataSource();
        pool.setDataSource(database.app());
        pool.setMaximumPoolSize(5);
        var parts = DepartmentParts.of(pool, cipher);
        var service = ImportJobs.service(parts.imports(), parts.files(), Instant::now, parts.transaction());
        say(
                "members=%d datasets=%d cores=%d load=%.1f maxHeap=%dMB",
                members,
                DATASETS.size(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20);
        register(database, cipher, members);
        owner.sql("create table app.bench_member (number text not null)").update();
        copy(database, "copy app.bench_member from stdin", members, i -> number(i));
        // As the server does by itself before long.
        owner.sql("vacuum analyze app.bench_member").update();
        owner.sql("vacuum analyze app.household_member").update();
        var random = new Random(7);
        LIVE.set(0);
        for (var round = 1; round <= ROUNDS; round++) {
            var raw = 0.0;
            var keyed = 0.0;
            var taken = 0.0;
            var counted = 0.0;
            for (var entry : DATASETS.entrySet()) {
                var register = entry.getKey();
                var rows = (int) (entry.getValue().rows() * share);
                var file = write(entry.getValue(), rows, members, random, register == Register.DISABILITY);
                var table = "app.bench_" + register.name().toLowerCase(Locale.ROOT);
                var rawSeconds = rawCopy(database, owner, table, file);
                var keyedSeconds = keyedCopy(database, owner, file);
                var seconds = seconds(() -> take(service, register, file, rows));
                var countSeconds = seconds(() -> parts.files().peopleMatched(current(parts, register)));
                owner.sql("analyze " + table).update();
                raw += rawSeconds;
                keyed += keyedSeconds;
                taken += seconds;
                counted += countSeconds;
                say(
                        "%-12s %7d rows: raw COPY %.3fs, raw COPY into a table with key and index %.2fs, taken in %.3fs, ratios %.2f and %.2f;"
                                + " then the people it names counted %.2fs",
                        register,
                        rows,
                        rawSeconds,
                        keyedSeconds,
                        seconds,
                        seconds / rawSeconds,
                        seconds / keyedSeconds,
                        countSeconds);
                if (register == Register.MEDICAL && round == ROUNDS) {
                    breakdown(database, parts, cipher, file, rows);
                }
                Files.delete(file);
            }
            say(
                    "round %d, %s: raw COPY %.2fs, with key and index %.2fs, taken in %.2fs; ratio to raw COPY %.2f (goal at most 2.50), to the"
                            + " one with key and index %.2f; with counting the people named, which is matching, %.2fs and %.2f; live heap at"
                            + " most %dMB (goal 512)",
                    round,
                    round == 1 ? "in a process that has read nothing yet" : "in a process that has read such files",
                    raw,
                    keyed,
                    taken,
                    taken / raw,
                    taken / keyed,
                    taken + counted,
                    (taken + counted) / raw,
                    LIVE.get() >> 20);
        }
        match(owner);
        lookUp(database, cipher, members);
        workbook(database, service, members, random);
        System.exit(0);
    }

    /** Where the time of an import goes: each part of the work alone. */
    private static void breakdown(
            TestPostgres.Database database, DepartmentParts parts, PersonalDataCipher cipher, Path file, int rows)
            throws IOException, SQLException {
        var numbers = new ArrayList<IdentityNumber>(1_000);
        var read = seconds(() -> ImportJobs.readOnly(Register.MEDICAL, file, record -> {
            if (numbers.size() < 1_000) {
                numbers.add(record.person());
            }
        }));
        var hashes = seconds(() -> {
            for (var i = 0; i < rows; i++) {
                cipher.lookupHash(numbers.get(i % numbers.size()));
            }
        });
        var id = UUID.randomUUID();
        var county = new DivisionCode("150625");
        parts.imports().create(id, county, Register.MEDICAL, "", new byte[0], 0, LocalDate.of(2026, 11, 21), null);
        var kept = seconds(() -> {
            try {
                parts.imports().keepFile(id, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var back = seconds(() -> {
            try (var in = parts.imports().openFile(id)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        parts.imports().forgetFile(id);
        var part = current(parts, Register.MEDICAL).toString().replace("-", "");
        var copied = new double[1];
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var whole : List.of("department_record", "department_facts")) {
                var stored = Files.createTempFile("stored", ".copy");
                var api = connection.unwrap(PGConnection.class).getCopyAPI();
                try (var out = Files.newOutputStream(stored)) {
                    api.copyOut("copy app." + whole + "_" + part + " to stdout (format binary)", out);
                }
                statement.execute("create table app.bench_" + whole + " (like app." + whole + ")");
                statement.execute("alter table app.bench_" + whole + " set (toast_tuple_target = 8160)");
                copied[0] += seconds(() -> {
                    try (var in = Files.newInputStream(stored)) {
                        api.copyIn("copy app.bench_" + whole + " from stdin (format binary, freeze)", in, 1 << 16);
                    } catch (SQLException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                Files.delete(stored);
            }
            var indexed = seconds(() -> {
                try {
                    statement.execute(
                            "create index on app.bench_department_record using brin (person_hash) with (pages_per_range = 4)");
                    statement.execute("set local default_statistics_target = 30");
                    statement.execute("analyze app.bench_department_record");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            connection.rollback();
            say(
                    "  of it alone: reading %.2fs, keyed hashes %.2fs, keeping the file sealed %.2fs (reading it back, if another process goes"
                            + " on, %.2fs); in the database, mostly at the same time: COPY of the rows and facts as they are stored %.2fs, index"
                            + " and statistics %.2fs",
                    read, hashes, kept, back, copied[0], indexed);
        }
    }

    private static UUID current(DepartmentParts parts, Register register) {
        return parts.files()
                .current(new DivisionCode("150625"), register)
                .orElseThrow()
                .id();
    }

    /** Median of five, each into a new table; the last one stays. */
    private static double rawCopy(TestPostgres.Database database, JdbcClient owner, String table, Path file) {
        var times = new double[5];
        for (var i = 0; i < times.length; i++) {
            owner.sql("drop table if exists " + table).update();
            owner.sql("create table " + table + " (name text, number text, a text, b text)")
                    .update();
            times[i] = seconds(() -> copyFile(database, table, file));
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static double keyedCopy(TestPostgres.Database database, JdbcClient owner, Path file) {
        owner.sql("drop table if exists app.bench_keyed").update();
        owner.sql(
                        "create table app.bench_keyed"
                                + " (line int generated always as identity primary key, name text, number text, a text, b text)")
                .update();
        owner.sql("create index on app.bench_keyed using hash (number)").update();
        return seconds(() -> copyFile(database, "app.bench_keyed (name, number, a, b)", file));
    }

    /** One household of four against the eight files, as in a case. */
    private static void lookUp(TestPostgres.Database database, PersonalDataCipher cipher, int members)
            throws SQLException {
        var random = new Random(11);
        var times = new double[50];
        var found = 0;
        try (var connection = database.app().getConnection();
                var statement = connection.prepareStatement("""
                        select count(app.department_facts_of(r.file_id, r.sheet, r.line)) from unnest(?::bytea[]) as person
                        cross join app.department_file f cross join app.department_records_of(f.id, person) r
                        where f.current""")) {
            for (var i = 0; i < times.length; i++) {
                var household = new byte[4][];
                for (var j = 0; j < household.length; j++) {
                    household[j] = cipher.lookupHash(new IdentityNumber(number(random.nextInt(members))));
                }
                statement.setArray(1, connection.createArrayOf("bytea", household));
                var started = System.nanoTime();
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    found += rows.getInt(1);
                }
                times[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(times);
        say(
                "looking up four people in eight files, as in a case: median %.1fms, slowest %.1fms; %d rows found for %d people",
                times[times.length / 2], times[times.length - 1], found, 4 * times.length);
    }

    /** A workbook has its price before a row of it is seen: unpacking and XML. */
    private static void workbook(
            TestPostgres.Database database, DepartmentImportService service, int members, Random random)
            throws IOException {
        var rows = members / 5;
        var dataset = DATASETS.get(Register.MEDICAL);
        var folder = Files.createTempDirectory("workbook");
        var text = write(dataset, rows, members, random, false);
        var book = Workbooks.raw(folder, out -> {
            out.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
            try (var lines = Files.lines(text)) {
                var line = new StringBuilder();
                for (var each : (Iterable<String>) lines::iterator) {
                    line.setLength(0);
                    line.append("<row>");
                    for (var cell : each.split(",")) {
                        line.append("<c t=\"inlineStr\"><is><t>").append(cell).append("</t></is></c>");
                    }
                    out.write(line.append("</row>").toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            out.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        });
        var raw = seconds(() -> copyFile(database, "app.bench_medical", text));
        LIVE.set(0);
        var read = seconds(() -> ImportJobs.readOnly(Register.MEDICAL, book, record -> {}));
        var taken = seconds(() -> take(service, Register.MEDICAL, book, rows));
        say(
                "xlsx of %d rows: raw COPY of its texts %.2fs, only read %.2fs, taken in %.2fs; ratio to raw COPY %.2f; live heap at most %dMB",
                rows, raw, read, taken, taken / raw, LIVE.get() >> 20);
        Files.delete(book);
        Files.delete(text);
        Files.delete(folder);
    }

    private static void match(JdbcClient owner) {
        var bare = new ArrayList<String>();
        for (var register : DATASETS.keySet()) {
            var number = register == Register.DISABILITY ? "left(d.number, 18)" : "d.number";
            bare.add("select count(*) from app.bench_member m join app.bench_"
                    + register.name().toLowerCase(Locale.ROOT) + " d on " + number + " = m.number");
        }
        var ours = "select count(*) from app.department_record r"
                + " join app.household_member m on m.identity_hash = r.person_hash and m.left_on is null and m.died_on is null"
                + " where r.file_id = (select id from app.department_file where register = '%s' and current)";
        var best = new double[] {Double.MAX_VALUE, Double.MAX_VALUE};
        for (var round = 0; round < 3; round++) {
            var found = new long[2];
            var plain = seconds(() -> bare.forEach(
                    sql -> found[0] += owner.sql(sql).query(Long.class).single()));
            var hashed = seconds(() -> DATASETS.keySet()
                    .forEach(register -> found[1] += owner.sql(ours.formatted(register))
                            .query(Long.class)
                            .single()));
            if (found[0] != found[1]) {
                throw new IllegalStateException(found[0] + " and " + found[1]);
            }
            best[0] = Math.min(best[0], plain);
            best[1] = Math.min(best[1], hashed);
            say(
                    "matching round %d: %d matches, bare join %.2fs, by keyed hash %.2fs",
                    round + 1, found[0], plain, hashed);
        }
        say("matching: ratio %.2f (goal at most 1.50)", best[1] / best[0]);
    }

    private static void register(TestPostgres.Database database, PersonalDataCipher cipher, int members)
            throws SQLException, IOException {
        var households = Math.max(1, members / 4);
        var ids = new UUID[households];
        try (var connection = database.app().getConnection()) {
            connection.setAutoCommit(false);
            try (var copy = new BinaryCopy(
                    connection,
                    "copy app.household (id, number, division, registration_type, residency, origin) from stdin (format binary)")) {
                for (var i = 0; i < households; i++) {
                    ids[i] = UUID.randomUUID();
                    copy.row(6)
                            .uuid(ids[i])
                            .text("B" + i)
                            .text("150625101205")
                            .text("ORDINARY")
                            .text("YES")
                            .text("LEDGER");
                }
                copy.end();
            }
            try (var copy = new BinaryCopy(
                    connection,
                    "copy app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation)"
                            + " from stdin (format binary)")) {
                for (var i = 0; i < members; i++) {
                    var number = new IdentityNumber(number(i));
                    copy.row(7)
                            .uuid(ids[i % households])
                            .text("某")
                            .bytes(new byte[46])
                            .bytes(cipher.lookupHash(number))
                            .date(number.birthDate())
                            .text("MALE")
                            .text(i < households ? "户主" : "子");
                }
                copy.end();
            }
            connection.commit();
        }
    }

    /** Each number once: days from 1930 on, a thousand of each. */
    private static String number(int index) {
        var day = FIRST_DAY.plusDays(index / 1000);
        var digits = "150699%04d%02d%02d%03d"
                .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), index % 1000);
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    /** Two thirds are about members. */
    private static Path write(Dataset dataset, int rows, int members, Random random, boolean certificate)
            throws IOException {
        var file = Files.createTempFile("dataset", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(dataset.headings() + "\n");
            for (var i = 0; i < rows; i++) {
                out.write("某某," + number(random.nextInt(members * 3 / 2)) + (certificate ? "42" : "") + ","
                        + dataset.rest() + "\n");
            }
        }
        return file;
    }

    private interface Line {
        String of(int index);
    }

    private static void copy(TestPostgres.Database database, String sql, int rows, Line line)
            throws SQLException, IOException {
        try (var connection = database.owner().getConnection()) {
            var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            var text = new StringBuilder();
            for (var i = 0; i < rows; i++) {
                text.append(line.of(i)).append('\n');
                if (text.length() > 60_000 || i == rows - 1) {
                    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                    in.writeToCopy(bytes, 0, bytes.length);
                    text.setLength(0);
                }
            }
            in.endCopy();
        }
    }

    private static void copyFile(TestPostgres.Database database, String table, Path file) {
        try (var connection = database.owner().getConnection();
                var in = Files.newInputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin (format csv, header)", in, 1 << 16);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(DepartmentImportService service, Register register, Path file, int rows) {
        try {
            var done = ImportJobs.takeIn(service, new DivisionCode("150625"), register, file);
            if (done.state() != DepartmentImport.State.DONE || done.accepted() != rows) {
                throw new IllegalStateException("not taken in: " + done);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static double seconds(Runnable work) {
        var started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private static void watchHeap() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, back) -> {
                                var info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                var live = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> !pool.getKey().contains("Metaspace")
                                                && !pool.getKey().contains("Code")
                                                && !pool.getKey().contains("Class"))
                                        .mapToLong(pool -> pool.getValue().getUsed())
                                        .sum();
                                LIVE.accumulateAndGet(live, Math::max);
                            },
                            null,
                            null);
        }
    }
}
