package cn.bangfu.audit.jdbc;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.jdbc.BinaryRows;
import cn.bangfu.shared.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads every event once, in the order of its chain, and computes text, hash and stamp itself; then compares heads, roots, what roots
 * vouch for, and the copies of roots outside the database. The functions and triggers of our schema are not asked: its owner could
 * have exchanged them. (Rows of other tables are hashed by PostgreSQL, from a query that is built here.) As many threads read as there
 * are processors, all in the snapshot of one transaction.
 */
@Repository
class JdbcTrailVerification implements TrailVerification {

    private static final Logger log = LoggerFactory.getLogger(JdbcTrailVerification.class);
    private static final TypeReference<List<Break>> BREAKS = new TypeReference<>() {};

    /** Chains are named by random UUIDs; whatever else a chain may be called falls into one of the ranges as well. */
    private static final List<String> BOUNDS = List.of("2", "4", "6", "8", "a", "c", "e");

    private static final String NOTHING = Sha256.hex("");

    private static final int TABLES_AT_ONCE = 12;
    private static final int SHOWN = 1000;
    private static final int KEPT = 100;

    /** What was being written while a root was made is in the next one. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TrailKeys keys;
    private final Anchor anchor;
    private final Witness witness;
    private final ObjectMapper json;
    private final TransactionOperations transaction;
    private final int threads;

    @Autowired
    JdbcTrailVerification(
            DataSource database,
            TrailKeys keys,
            Anchor anchor,
            Witness witness,
            ObjectMapper json,
            PlatformTransactionManager transactions) {
        this(
                database,
                keys,
                anchor,
                witness,
                json,
                snapshot(transactions),
                Runtime.getRuntime().availableProcessors());
    }

    /** @param threads that read; one reads in the transaction, or none, of its caller */
    JdbcTrailVerification(
            DataSource database,
            TrailKeys keys,
            Anchor anchor,
            Witness witness,
            ObjectMapper json,
            TransactionOperations transaction,
            int threads) {
        this.database = database;
        this.jdbc = JdbcTrailRoots.inPortions(database);
        this.keys = keys;
        this.anchor = anchor;
        this.witness = witness;
        this.json = json;
        this.transaction = transaction;
        this.threads = threads;
    }

    private static TransactionOperations snapshot(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return template;
    }

    @Override
    public Report verify() {
        return Objects.requireNonNull(transaction.execute(status -> new Pass().run()));
    }

    @Override
    public Report verifyAndRecord(@Nullable SignedInOfficer officer) {
        var found = verify();
        var report = new Report(
                found.startedAt(),
                found.took(),
                officer == null ? null : officer.name(),
                found.events(),
                found.chains(),
                found.roots(),
                found.rows(),
                found.count(),
                found.breaks());
        jdbc.sql("""
                        insert into app.trail_verification (started_at, by_person, by_name, events, chains, roots, rows, breaks, details)
                        values (?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        """)
                .params(Arrays.asList(
                        report.startedAt().toString(),
                        officer == null ? null : officer.person().value(),
                        report.by(),
                        report.events(),
                        report.chains(),
                        report.roots(),
                        report.rows(),
                        report.count(),
                        write(report.breaks().stream().limit(KEPT).toList())))
                .update();
        if (report.isWhole()) {
            log.info(
                    "trail verified events={} roots={} ms={}",
                    report.events(),
                    report.roots(),
                    report.took().toMillis());
        } else {
            log.error(
                    "TRAIL IS NOT WHOLE breaks={} first={}",
                    report.count(),
                    report.breaks().get(0));
        }
        return report;
    }

    @Override
    public List<Report> latest(int limit) {
        return jdbc.sql("select * from app.trail_verification order by id desc limit ?")
                .param(limit)
                .query((row, n) -> {
                    var started = row.getTimestamp("started_at").toInstant();
                    return new Report(
                            started,
                            Duration.between(
                                    started, row.getTimestamp("finished_at").toInstant()),
                            row.getString("by_name"),
                            row.getLong("events"),
                            row.getLong("chains"),
                            row.getLong("roots"),
                            row.getLong("rows"),
                            row.getLong("breaks"),
                            read(row.getString("details")));
                })
                .list();
    }

    private String write(List<Break> breaks) {
        try {
            return json.writeValueAsString(breaks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Break> read(String details) {
        try {
            return json.readValue(details, BREAKS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an old verification cannot be read", e);
        }
    }

    /** What a part of the look found. */
    private static class Part {

        private final List<Break> breaks = new ArrayList<>();
        private long count;
        long events;
        long chains;

        void found(Kind kind, String where, long place, String said) {
            count++;
            if (breaks.size() < SHOWN) {
                breaks.add(new Break(kind, where, place, said));
            }
        }

        void add(Part other) {
            count += other.count;
            events += other.events;
            chains += other.chains;
            other.breaks.stream().limit(SHOWN - breaks.size()).forEach(breaks::add);
        }
    }

    /** One look at everything. */
    private final class Pass extends Part {

        private final Instant startedAt = Instant.now();

        Report run() {
            // Before the first look at the database: what was seen by then has to be there.
            var seen = witness.all();
            var roots = jdbc.sql("select * from app.trail_root order by seq")
                    .query((row, n) -> new StoredRoot(
                            row.getLong("seq"),
                            row.getString("text"),
                            row.getInt("key_number"),
                            row.getBytes("signature"),
                            row.getTimestamp("made_at").toInstant()))
                    .list();
            checkRoots(roots);
            var rootedBefore = roots.isEmpty()
                    ? null
                    : roots.get(roots.size() - 1).madeAt().minus(UNDER_WAY);
            readAll(parts(rootedBefore)).forEach(this::add);
            compareSeen(seen);
            compareAnchor(roots);
            return new Report(
                    startedAt,
                    Duration.between(startedAt, Instant.now()),
                    null,
                    events,
                    chains,
                    roots.size(),
                    jdbc.sql("select count(*) from app.trail_root_entry where seq = 0")
                            .query(Long.class)
                            .single(),
                    super.count,
                    List.copyOf(super.breaks));
        }

        private List<Supplier<Part>> parts(@Nullable Instant rootedBefore) {
            var parts = new ArrayList<Supplier<Part>>();
            if (threads == 1) {
                parts.add(() -> new Chains(rootedBefore).read("true"));
            } else {
                for (var i = 0; i <= BOUNDS.size(); i++) {
                    var from = i == 0 ? "true" : "chain >= '" + BOUNDS.get(i - 1) + "'";
                    var until = i == BOUNDS.size() ? "true" : "chain < '" + BOUNDS.get(i) + "'";
                    parts.add(() -> new Chains(rootedBefore).read(from + " and " + until));
                }
            }
            parts.add(this::entries);
            parts.add(this::forms);
            if (rootedBefore != null) {
                // What the list says of itself is not asked: it could say nothing.
                var tables = new ArrayList<>(List.of(SealedTable.LIST));
                tables.addAll(jdbc.sql("select * from app.sealed_table where name <> 'sealed_table' order by name")
                        .query((row, n) -> SealedTable.of(row))
                        .list());
                for (var from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
                    var some = tables.subList(from, Math.min(from + TABLES_AT_ONCE, tables.size()));
                    parts.add(() -> rows(some, rootedBefore));
                }
            }
            return parts;
        }

        private List<Part> readAll(List<Supplier<Part>> parts) {
            if (threads == 1) {
                return parts.stream().map(Supplier::get).toList();
            }
            var snapshot =
                    jdbc.sql("select pg_export_snapshot()").query(String.class).single();
            var pool = Executors.newFixedThreadPool(threads);
            try {
                var reading = parts.stream()
                        .map(part -> pool.submit(() -> Objects.requireNonNull(transaction.execute(status -> {
                            jdbc.sql("set transaction snapshot '" + snapshot + "'")
                                    .update();
                            return part.get();
                        }))))
                        .toList();
                var found = new ArrayList<Part>();
                for (var part : reading) {
                    found.add(part.get());
                }
                return found;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the trail cannot be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                pool.shutdownNow();
            }
        }

        private Part entries() {
            var part = new Part();
            jdbc.sql("""
                            select e.chain, e.seq, e.root, t.chain is null as gone,
                              (select max(l.seq) from app.trail_event l where l.chain = e.chain) as last
                            from app.trail_root_entry e left join app.trail_event t on t.chain = e.chain and t.seq = e.seq
                            where e.seq > 0 and t.hash is distinct from e.hash
                            """).query((ResultSet row) -> {
                var at = row.getLong(2);
                var root = row.getLong(3);
                if (!row.getBoolean(4)) {
                    part.found(Kind.REWRITTEN, row.getString(1), at, "第%d条与第%d号封印不符".formatted(at, root));
                } else if (row.getLong(5) < at) {
                    part.found(Kind.CUT_OFF, row.getString(1), at, "第%d号封印见过第%d条，现在没有了".formatted(root, at));
                } else {
                    part.found(Kind.REMOVED, row.getString(1), at, "第%d号封印见过第%d条，现在没有了".formatted(root, at));
                }
            });
            return part;
        }

        private Part rows(List<SealedTable> tables, Instant rootedBefore) {
            var part = new Part();
            // Moments are hashed as they read in UTC, wherever the application runs.
            jdbc.sql("set local timezone = 'UTC'").update();
            jdbc.sql(IntStream.range(0, tables.size())
                            .mapToObj(n -> tables.get(n).breaks(n))
                            .collect(Collectors.joining(" union all ")))
                    .param("before", rootedBefore.toString())
                    .query((ResultSet row) -> {
                        var title = tables.get(row.getInt(4)).title();
                        if (row.getBoolean(2)) {
                            part.found(Kind.REMOVED, row.getString(1), 0, title + "：封印见过这一条，现在没有了");
                        } else if (row.getBoolean(3)) {
                            part.found(Kind.INSERTED, row.getString(1), 0, title + "：这一条的时间早于已签的封印，封印里却没有");
                        } else {
                            part.found(Kind.CHANGED, row.getString(1), 0, title + "：这一条与封印不符");
                        }
                    });
            return part;
        }

        /** A form is named by the hash of its text. */
        private Part forms() {
            var part = new Part();
            jdbc.sql("""
                            select f.hash, false from app.step_form f where encode(sha256(convert_to(f.schema, 'UTF8')), 'hex') <> f.hash
                            union all
                            select u.hash, true from (select distinct form_hash as hash from app.step_record) u
                            where not exists (select from app.step_form f where f.hash = u.hash)
                            """).query((ResultSet row) -> {
                var where = "step_form/" + row.getString(1);
                if (row.getBoolean(2)) {
                    part.found(Kind.REMOVED, where, 0, "表单：环节记录用过的表单，现在没有了");
                } else {
                    part.found(Kind.CHANGED, where, 0, "表单：内容与编号不符");
                }
            });
            return part;
        }

        private void compareSeen(Map<String, Witness.Seen> seen) {
            seen.forEach((where, last) -> {
                var stored = jdbc.sql("select hash from app.trail_event where chain = ? and seq = ?")
                        .params(where, last.seq())
                        .query((row, n) -> row.getBytes(1))
                        .optional();
                if (stored.isEmpty()) {
                    found(Kind.CUT_OFF, where, last.seq(), "系统写过第%d条，现在没有了".formatted(last.seq()));
                } else if (!Arrays.equals(stored.get(), last.hash())) {
                    found(Kind.REWRITTEN, where, last.seq(), "第%d条与系统写下时不同".formatted(last.seq()));
                }
            });
        }

        private void checkRoots(List<StoredRoot> roots) {
            var digests = digests();
            var expected = 1L;
            var previous = "-";
            for (var root : roots) {
                var where = "root/" + root.seq();
                if (root.seq() != expected) {
                    found(Kind.REMOVED, where, 0, "第%d号封印不见了".formatted(expected));
                }
                if (!keys.isSigned(root.text().getBytes(StandardCharsets.UTF_8), root.signature(), root.keyNumber())) {
                    found(Kind.ROOT, where, 0, "第%d号封印的签名不对".formatted(root.seq()));
                } else if (JdbcTrailRoots.number(root.text(), "root: ") != root.seq()
                        || !JdbcTrailRoots.value(root.text(), "made: ")
                                .equals(root.madeAt().toString())) {
                    found(Kind.ROOT, where, 0, "第%d号封印的登记与签名的内容不同".formatted(root.seq()));
                } else if (root.seq() == expected
                        && !JdbcTrailRoots.value(root.text(), "previous: ").equals(previous)) {
                    found(Kind.ROOT, where, 0, "第%d号封印与上一号不衔接".formatted(root.seq()));
                } else if (!digests.getOrDefault(root.seq(), NOTHING)
                        .equals(JdbcTrailRoots.value(root.text(), "hash: "))) {
                    found(Kind.ROOT, where, 0, "第%d号封印的清单被改动".formatted(root.seq()));
                }
                previous = Sha256.hex(root.text());
                expected = root.seq() + 1;
            }
            jdbc.sql(
                            "select distinct root from app.trail_root_entry e where not exists (select from app.trail_root r where r.seq = e.root)")
                    .query(Long.class)
                    .list()
                    .forEach(root -> found(Kind.REMOVED, "root/" + root, 0, "第%d号封印不见了".formatted(root)));
        }

        /** Of what each root vouches for, in one reading of all. */
        private Map<Long, String> digests() {
            var digests = new HashMap<Long, String>();
            var lines = Sha256.digest();
            var at = new long[] {Long.MIN_VALUE};
            jdbc.sql("select chain, seq, encode(hash, 'hex'), root from app.trail_root_entry order by root, chain, seq")
                    .query((ResultSet row) -> {
                        if (row.getLong(4) != at[0]) {
                            if (at[0] != Long.MIN_VALUE) {
                                digests.put(at[0], HexFormat.of().formatHex(lines.digest()));
                            }
                            at[0] = row.getLong(4);
                        }
                        lines.update((JdbcTrailRoots.line(row) + "\n").getBytes(StandardCharsets.UTF_8));
                    });
            if (at[0] != Long.MIN_VALUE) {
                digests.put(at[0], HexFormat.of().formatHex(lines.digest()));
            }
            return digests;
        }

        private void compareAnchor(List<StoredRoot> roots) {
            var here = new HashMap<Long, String>();
            roots.forEach(root -> here.put(root.seq(), Sha256.hex(root.text())));
            for (var line : anchor.kept()) {
                var number = Anchor.number(line);
                var parts = line.split(" ");
                if (parts.length < 2 || !parts[1].equals(here.get(number))) {
                    found(
                            here.containsKey(number) ? Kind.ROOT : Kind.CUT_OFF,
                            "root/" + number,
                            0,
                            "第%d号封印与库外存放的不同，或已从库里删去".formatted(number));
                }
            }
        }
    }

    /** The chains within a range of names, event by event. */
    private final class Chains extends Part {

        /** @param rooted up to where roots vouch for the chain */
        private record Head(long seq, byte @Nullable [] hash, long rooted) {}

        private final Map<String, Head> heads = new HashMap<>();
        private final MessageDigest digest = Sha256.digest();
        private final TrailKeys.Stamps stamps = keys.stamps();
        private final Set<ByteBuffer> nonces = new HashSet<>();
        private final long rootedBefore;

        // Where the reading stands.
        private byte[] name = new byte[0];
        private String chain = "";
        private @Nullable Head head;
        private long seq;
        private byte[] hash = new byte[0];

        Chains(@Nullable Instant rootedBefore) {
            this.rootedBefore = rootedBefore == null ? Long.MIN_VALUE : TrailText.micros(rootedBefore);
        }

        Part read(String range) {
            jdbc.sql("""
                            select coalesce(h.chain, r.chain), h.seq, h.hash, r.rooted
                            from (select chain, seq, hash from app.trail_head where seq > 0 and %1$s) h
                            full join (select chain, max(seq) as rooted from app.trail_root_entry where seq > 0 and %1$s group by chain) r
                              on r.chain = h.chain
                            """.formatted(range)).query((ResultSet row) -> {
                heads.put(row.getString(1), new Head(row.getLong(2), row.getBytes(3), row.getLong(4)));
            });
            var connection = DataSourceUtils.getConnection(database);
            try (var rows = new BinaryRows(
                    connection,
                    "copy (select " + TrailText.COLUMNS + " from app.trail_event where " + range
                            + " order by chain, seq) to stdout (format binary)")) {
                while (rows.next()) {
                    event(TrailText.Event.of(rows));
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("the trail cannot be read", e);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
            endOfChain();
            heads.forEach((removed, left) -> {
                if (left.seq() > 0) {
                    found(Kind.REMOVED, removed, 0, "整条链的%d条记录都不见了".formatted(left.seq()));
                }
            });
            return this;
        }

        private void event(TrailText.Event event) {
            events++;
            if (!Arrays.equals(event.chain(), name) || chains == 0) {
                endOfChain();
                chains++;
                name = event.chain();
                chain = new String(name, StandardCharsets.UTF_8);
                head = heads.remove(chain);
                seq = 0;
                hash = new byte[0];
                nonces.clear();
            }
            var at = event.seq();
            if (at != seq + 1) {
                found(Kind.REMOVED, chain, seq + 1, "第%d条之后缺少%d条记录".formatted(seq, at - seq - 1));
            }
            digest.update(event.previous());
            var fits = Arrays.equals(digest.digest(event.canonical()), event.hash());
            if (!stamps.hold(event.content(), event.stamp())) {
                found(Kind.CHANGED, chain, at, "第%d条不是系统写下的原样：内容被改动，或整条是插入的".formatted(at));
            } else if (!nonces.add(ByteBuffer.wrap(Objects.requireNonNull(event.stamp())))) {
                found(Kind.INSERTED, chain, at, "第%d条是把前面的记录重抄了一遍".formatted(at));
            } else if (!fits) {
                found(Kind.REORDERED, chain, at, "第%d条的内容是真的，但不在原来的位置或时间".formatted(at));
            } else if (!Arrays.equals(event.previous(), hash) && at == seq + 1) {
                found(Kind.REORDERED, chain, at, "第%d条与上一条不衔接".formatted(at));
            }
            if (event.at() < rootedBefore && at > (head == null ? 0 : head.rooted())) {
                found(Kind.INSERTED, chain, at, "第%d条的时间早于已签的封印，封印里却没有".formatted(at));
            }
            seq = at;
            hash = event.hash();
        }

        private void endOfChain() {
            if (chains == 0) {
                return;
            }
            if (head == null || head.seq() == 0) {
                found(Kind.CUT_OFF, chain, seq, "链头记录不见了");
            } else if (head.seq() > seq) {
                found(Kind.CUT_OFF, chain, seq, "第%d条之后的%d条记录被截去".formatted(seq, head.seq() - seq));
            } else if (head.seq() < seq || !Arrays.equals(head.hash(), hash)) {
                found(Kind.REWRITTEN, chain, seq, "链头与最后一条记录不一致");
            }
        }
    }

    private record StoredRoot(long seq, String text, int keyNumber, byte[] signature, Instant madeAt) {}

    /** As {@code app.sealed_table} has it, for which roots vouch as well. */
    private record SealedTable(
            String name, String rowKey, String writtenAt, List<String> columns, String joined, String title) {

        static final SealedTable LIST = new SealedTable(
                "sealed_table",
                "name",
                "sealed_at",
                List.of("name", "row_key", "written_at", "columns", "joined", "title", "sealed_at"),
                "",
                "封印范围");

        static SealedTable of(ResultSet row) throws SQLException {
            var name = row.getString("name");
            var title = row.getString("title");
            return new SealedTable(
                    name,
                    row.getString("row_key"),
                    row.getString("written_at"),
                    List.of((String[]) row.getArray("columns").getArray()),
                    row.getString("joined"),
                    title == null ? name : title);
        }

        /** Rows that are no longer what a root vouched for, are gone, or were written with an old date after it. */
        String breaks(int number) {
            return """
                    (select coalesce(e.chain, r.chain), r.chain is null, e.chain is null, %d
                    from (select * from app.trail_root_entry where seq = 0 and chain >= %s and chain < %s) e
                    full join (select %s || (%s)::text as chain, sha256(convert_to(jsonb_build_array(%s)::text, 'UTF8')) as hash,
                      %s as written from app.%s t %s) r on r.chain = e.chain
                    where e.hash is distinct from r.hash and (e.chain is not null or r.written < :before::timestamptz))
                    """.formatted(
                    number,
                    text(name + "/"),
                    // the next sign after the slash
                    text(name + "0"),
                    text(name + "/"),
                    rowKey,
                    columns.stream().map(column -> "t." + quoted(column)).collect(Collectors.joining(", ")),
                    writtenAt,
                    quoted(name),
                    joined);
        }

        private static String text(String text) {
            return "'" + text.replace("'", "''") + "'";
        }

        private static String quoted(String identifier) {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }
    }
}
