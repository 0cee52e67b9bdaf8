package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.TrailKeys;
import cn.bangfu.audit.TrailRoots;
import cn.bangfu.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcTrailRoots implements TrailRoots {

    /** Nobody's transaction lasts that long; what is older has been gathered, or the nightly look through everything gathers it. */
    static final Duration LATE = Duration.ofDays(2);

    static final String FORMAT = "bangfu-trail-root-1";

    private static final Logger log = LoggerFactory.getLogger(JdbcTrailRoots.class);

    private final JdbcClient jdbc;
    private final TrailKeys keys;
    private final Anchor anchor;
    private final Witness witness;

    JdbcTrailRoots(DataSource database, TrailKeys keys, Anchor anchor, Witness witness) {
        this.jdbc = inPortions(database);
        this.keys = keys;
        this.anchor = anchor;
        this.witness = witness;
    }

    /** Reads long results as they come, within a transaction. */
    static JdbcClient inPortions(DataSource database) {
        var template = new JdbcTemplate(database);
        template.setFetchSize(5_000);
        return JdbcClient.create(template);
    }

    @Override
    @Transactional
    public Optional<Root> make(boolean all) {
        // One at a time, whichever node.
        jdbc.sql("select pg_advisory_xact_lock(22, 1)").query().singleRow();
        forgetRooted();
        var before = latest(1).stream().findFirst();
        var seq = before.map(Root::seq).orElse(0L) + 1;
        var since = all || before.isEmpty() ? null : before.get().madeAt().minus(LATE);
        var entries = jdbc.sql("select app.gather_root(?, coalesce(?::timestamptz, '-infinity'))")
                .params(seq, since == null ? null : since.toString())
                .query(Long.class)
                .single();
        if (entries == 0) {
            return Optional.empty();
        }
        var grown = jdbc.sql("""
                        select coalesce(sum(e.seq - coalesce((select max(b.seq) from app.trail_root_entry b
                          where b.chain = e.chain and b.root < e.root), 0)), 0)
                        from app.trail_root_entry e where e.root = ? and e.seq > 0
                        """).param(seq).query(Long.class).single();
        var madeAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var events = before.map(Root::events).orElse(0L) + grown;
        var text = String.join(
                "\n",
                FORMAT,
                "root: " + seq,
                "made: " + madeAt,
                "previous: " + before.map(root -> Sha256.hex(root.text())).orElse("-"),
                "entries: " + entries,
                "events: " + events,
                "hash: " + digest(seq),
                "key: " + keys.current(),
                "");
        var signature = keys.sign(text.getBytes(StandardCharsets.UTF_8));
        jdbc.sql(
                        "insert into app.trail_root (seq, text, key_number, signature, made_at) values (?, ?, ?, ?, ?::timestamptz)")
                .params(seq, text, keys.current(), signature, madeAt.toString())
                .update();
        var root = find(seq).orElseThrow();
        anchor.keep(root);
        log.info("trail root {}", Anchor.line(root));
        return Optional.of(root);
    }

    /** Not right after signing: the root might still be rolled back. What is not as it was seen stays for the next verification. */
    private void forgetRooted() {
        var rooted = new HashMap<String, Witness.Seen>();
        witness.all().forEach((chain, seen) -> jdbc.sql(
                        "select 1 from app.trail_root_entry where chain = ? and seq >= ? limit 1")
                .params(chain, seen.seq())
                .query(Integer.class)
                .optional()
                .filter(one -> isAsSeen(chain, seen))
                .ifPresent(one -> rooted.put(chain, seen)));
        witness.forget(rooted);
    }

    private boolean isAsSeen(String chain, Witness.Seen seen) {
        return jdbc.sql("select hash from app.trail_event where chain = ? and seq = ?")
                .params(chain, seen.seq())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .filter(hash -> Arrays.equals(hash, seen.hash()))
                .isPresent();
    }

    /** SHA-256 over the lines of what a root vouches for. */
    private String digest(long root) {
        var digest = Sha256.digest();
        jdbc.sql(ENTRIES)
                .param(root)
                .query((ResultSet row) -> digest.update((line(row) + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    static final String ENTRIES =
            "select chain, seq, encode(hash, 'hex') from app.trail_root_entry where root = ? order by chain, seq";

    static String line(ResultSet row) throws SQLException {
        return row.getString(1) + " " + row.getLong(2) + " " + row.getString(3);
    }

    @Override
    public List<Root> latest(int limit) {
        return jdbc.sql("select * from app.trail_root order by seq desc limit ?")
                .param(limit)
                .query((row, n) -> root(row))
                .list();
    }

    @Override
    public Optional<Root> find(long seq) {
        return jdbc.sql("select * from app.trail_root where seq = ?")
                .param(seq)
                .query((row, n) -> root(row))
                .optional();
    }

    @Override
    public Optional<Root> covering(String chain, long seq) {
        return jdbc.sql("select min(root) from app.trail_root_entry where chain = ? and seq >= ?")
                .params(chain, seq)
                .query((row, n) -> Optional.ofNullable((Long) row.getObject(1)))
                .single()
                .flatMap(this::find);
    }

    @Override
    public List<String> entries(long root) {
        return jdbc.sql(ENTRIES).param(root).query((row, n) -> line(row)).list();
    }

    @Override
    public Optional<String> publicKey(int number) {
        return keys.publicKey(number);
    }

    private static Root root(ResultSet row) throws SQLException {
        var text = row.getString("text");
        return new Root(
                row.getLong("seq"),
                row.getTimestamp("made_at").toInstant(),
                text,
                number(text, "entries: "),
                number(text, "events: "),
                row.getInt("key_number"),
                Base64.getEncoder().encodeToString(row.getBytes("signature")));
    }

    /** A text that somebody has altered may hold anything. */
    static long number(String text, String name) {
        try {
            return Long.parseLong(value(text, name));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static String value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }
}
