package cn.bangfu.audit.jdbc;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.shared.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads every event once, in the order of its chain, and computes text, hash and stamp itself; then compares heads, roots, what roots
 * vouch for, and the copies of roots outside the database. The functions and triggers of the database are not asked: its owner could
 * have exchanged them. (Rows of other tables are hashed by the database, from a query that is built there.)
 */
@Repository
class JdbcTrailVerification implements TrailVerification {

    private static final Logger log = LoggerFactory.getLogger(JdbcTrailVerification.class);
    private static final TypeReference<List<Break>> BREAKS = new TypeReference<>() {};

    private static final int SHOWN = 1000;
    private static final int KEPT = 100;

    /** What was being written while a root was made is in the next one. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final TrailKeys keys;
    private final Anchor anchor;
    private final Witness witness;
    private final ObjectMapper json;
    private final TransactionOperations transaction;

    @Autowired
    JdbcTrailVerification(
            DataSource database,
            TrailKeys keys,
            Anchor anchor,
            Witness witness,
            ObjectMapper json,
            PlatformTransactionManager transactions) {
        this(database, keys, anchor, witness, json, snapshot(transactions));
    }

    JdbcTrailVerification(
            DataSource database,
            TrailKeys keys,
            Anchor anchor,
            Witness witness,
            ObjectMapper json,
            TransactionOperations transaction) {
        this.jdbc = JdbcTrailRoots.inPortions(database);
        this.keys = keys;
        this.anchor = anchor;
        this.witness = witness;
        this.json = json;
        this.transaction = transaction;
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

    /** One look at everything. */
    private final class Pass {

        private record Head(long seq, byte[] hash) {}

        private final Instant startedAt = Instant.now();
        private final List<Break> breaks = new ArrayList<>();
        private final Map<String, Head> heads = new HashMap<>();
        private final MessageDigest digest = Sha256.digest();
        private @Nullable Instant rootedBefore;
        private long events;
        private long chains;
        private long rows;
        private long count;

        // Where the reading stands.
        private String chain = "";
        private long seq;
        private long rootedUpTo;
        private byte[] hash = new byte[0];
        private final Set<ByteBuffer> nonces = new HashSet<>();

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
            if (!roots.isEmpty()) {
                rootedBefore = roots.get(roots.size() - 1).madeAt().minus(UNDER_WAY);
            }
            readChains();
            compareHeads();
            compareSeen(seen);
            compareEntries();
            compareRows();
            compareAnchor(roots);
            return new Report(
                    startedAt,
                    Duration.between(startedAt, Instant.now()),
                    null,
                    events,
                    chains,
                    roots.size(),
                    rows,
                    count,
                    List.copyOf(breaks));
        }

        private void found(Kind kind, String where, long place, String said) {
            count++;
            if (breaks.size() < SHOWN) {
                breaks.add(new Break(kind, where, place, said));
            }
        }

        private void readChains() {
            jdbc.sql("select chain, seq, hash from app.trail_head where seq > 0")
                    .query((ResultSet row) -> {
                        heads.put(row.getString(1), new Head(row.getLong(2), row.getBytes(3)));
                    });
            jdbc.sql("select " + qualified() + ", r.rooted from app.trail_event t left join ("
                            + "select chain, max(seq) as rooted from app.trail_root_entry where seq > 0 group by chain) r"
                            + " on r.chain = t.chain order by t.chain, t.seq")
                    .query(this::event);
            endOfChain();
        }

        private static String qualified() {
            return "t." + TrailText.COLUMNS.replace(", ", ", t.");
        }

        private void event(ResultSet row) throws SQLException {
            events++;
            if (!row.getString(1).equals(chain)) {
                endOfChain();
                chain = row.getString(1);
                chains++;
                seq = 0;
                hash = new byte[0];
                nonces.clear();
            }
            var at = row.getLong(2);
            rootedUpTo = row.getLong(21);
            if (at != seq + 1) {
                found(Kind.REMOVED, chain, seq + 1, "第%d条之后缺少%d条记录".formatted(seq, at - seq - 1));
            }
            var stamp = row.getBytes(18);
            var stamped = keys.isStamped(TrailText.content(row), stamp);
            var linked = Arrays.equals(row.getBytes(19), hash);
            digest.update(row.getBytes(19));
            var fits = Arrays.equals(
                    digest.digest(TrailText.canonical(row).getBytes(StandardCharsets.UTF_8)), row.getBytes(20));
            if (!stamped) {
                found(Kind.CHANGED, chain, at, "第%d条不是系统写下的原样：内容被改动，或整条是插入的".formatted(at));
            } else if (!nonces.add(ByteBuffer.wrap(Objects.requireNonNull(stamp)))) {
                found(Kind.INSERTED, chain, at, "第%d条是把前面的记录重抄了一遍".formatted(at));
            } else if (!fits) {
                found(Kind.REORDERED, chain, at, "第%d条的内容是真的，但不在原来的位置或时间".formatted(at));
            } else if (!linked && at == seq + 1) {
                found(Kind.REORDERED, chain, at, "第%d条与上一条不衔接".formatted(at));
            }
            if (rootedBefore != null
                    && at > rootedUpTo
                    && row.getTimestamp(3).toInstant().isBefore(rootedBefore)) {
                found(Kind.INSERTED, chain, at, "第%d条的时间早于已签的封印，封印里却没有".formatted(at));
            }
            seq = at;
            hash = row.getBytes(20);
        }

        private void endOfChain() {
            if (chain.isEmpty()) {
                return;
            }
            var head = heads.remove(chain);
            if (head == null) {
                found(Kind.CUT_OFF, chain, seq, "链头记录不见了");
            } else if (head.seq() > seq) {
                found(Kind.CUT_OFF, chain, seq, "第%d条之后的%d条记录被截去".formatted(seq, head.seq() - seq));
            } else if (head.seq() < seq || !Arrays.equals(head.hash(), hash)) {
                found(Kind.REWRITTEN, chain, seq, "链头与最后一条记录不一致");
            }
        }

        private void compareHeads() {
            heads.forEach((removed, head) -> found(Kind.REMOVED, removed, 0, "整条链的%d条记录都不见了".formatted(head.seq())));
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

        private void compareEntries() {
            jdbc.sql("""
                            select e.chain, e.seq, e.root, t.chain is null as gone,
                              (select max(l.seq) from app.trail_event l where l.chain = e.chain) as last
                            from app.trail_root_entry e left join app.trail_event t on t.chain = e.chain and t.seq = e.seq
                            where e.seq > 0 and t.hash is distinct from e.hash
                            """).query((ResultSet row) -> {
                var at = row.getLong(2);
                var root = row.getLong(3);
                if (!row.getBoolean(4)) {
                    found(Kind.REWRITTEN, row.getString(1), at, "第%d条与第%d号封印不符".formatted(at, root));
                } else if (row.getLong(5) < at) {
                    found(Kind.CUT_OFF, row.getString(1), at, "第%d号封印见过第%d条，现在没有了".formatted(root, at));
                } else {
                    found(Kind.REMOVED, row.getString(1), at, "第%d号封印见过第%d条，现在没有了".formatted(root, at));
                }
            });
        }

        private void compareRows() {
            rows = jdbc.sql("select count(*) from app.trail_root_entry where seq = 0")
                    .query(Long.class)
                    .single();
            if (rootedBefore == null) {
                return;
            }
            jdbc.sql("select chain, reason from app.sealed_row_breaks(?::timestamptz)")
                    .param(rootedBefore.toString())
                    .query((ResultSet row) -> {
                        var kind = Kind.valueOf(row.getString(2));
                        found(
                                kind,
                                row.getString(1),
                                0,
                                switch (kind) {
                                    case REMOVED -> "封印见过这一行，现在没有了";
                                    case INSERTED -> "这一行的时间早于已签的封印，封印里却没有";
                                    default -> "这一行与封印不符";
                                });
                    });
        }

        private void checkRoots(List<StoredRoot> roots) {
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
                } else if (!digest(root.seq()).equals(JdbcTrailRoots.value(root.text(), "hash: "))) {
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

        private String digest(long root) {
            var lines = Sha256.digest();
            jdbc.sql(JdbcTrailRoots.ENTRIES)
                    .param(root)
                    .query((ResultSet row) ->
                            lines.update((JdbcTrailRoots.line(row) + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(lines.digest());
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

    private record StoredRoot(long seq, String text, int keyNumber, byte[] signature, Instant madeAt) {}
}
