package cn.bangfu.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.audit.NewStepRecord;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.audit.TrailRoots;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.audit.TrailVerification.Break;
import cn.bangfu.audit.TrailVerification.Kind;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What the owner of the database could do to the trail, with every trigger and grant switched off, a thousand times over. */
@PostgresTest
class TrailTamperingTest {

    private static final int TAMPERINGS = 1000;
    private static final int CLEAN_RUNS = 100;

    private static final Actor CLERK = new Actor(
            OfficerId.next(),
            PersonId.next(),
            "白音\t\"引号\"\\ 、\u0001",
            Role.VILLAGE_CLERK,
            new DivisionCode("150625101205"),
            "乌吉尔嘎查村民委员会");

    private static final List<String> GUARDED = List.of(
            "trail_event",
            "trail_head",
            "trail_root",
            "trail_root_entry",
            "step_record",
            "sealed_table",
            "nudge",
            "decision_run",
            "audit_follow_up",
            "evidence",
            "evidence_content",
            "case_hand");

    @TempDir
    static Path outside;

    private final ObjectMapper json = new ObjectMapper();
    private final TrailKeys keys = new TrailKeys(Map.of(1, new byte[32]), 1);
    private final Witness witness = new Witness();
    private final TestPostgres.Database database;
    private final DataSource source;
    private final JdbcClient jdbc;
    private final JdbcTrail trail;
    private final JdbcStepRecords records;
    private final Anchor anchor = new Anchor(outside.toString());
    private final JdbcTrailRoots roots;
    private final TransactionTemplate transaction;
    private final TrailVerification verification;
    private final List<CaseId> cases = new ArrayList<>();

    TrailTamperingTest(TestPostgres.Database database, JdbcClient unused) throws SQLException {
        this.database = database;
        // One connection as the application has it.
        source = new SingleConnectionDataSource(database.app().getConnection(), true);
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        var householdKeys =
                new JdbcHouseholdKeys(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
        trail = new JdbcTrail(jdbc, householdKeys, keys, witness, json);
        records = new JdbcStepRecords(jdbc, householdKeys, json);
        roots = new JdbcTrailRoots(source, keys, anchor, witness);
        verification = verification(source, transaction);
    }

    private TrailVerification verification(DataSource on, TransactionOperations within) {
        return new JdbcTrailVerification(on, keys, anchor, witness, json, within, 1);
    }

    @BeforeEach
    void someCases() throws IOException {
        Files.deleteIfExists(outside.resolve("roots.txt"));
        rowsOfOtherTables();
        var random = new Random(7);
        for (var i = 0; i < 12; i++) {
            cases.add(CaseId.next());
            cases.add(CaseId.next());
            work(random, 12);
            if (i % 4 == 3) {
                makeRoot();
            }
        }
        work(random, 15);
        assertThat(verification.verify().breaks()).isEmpty();
    }

    /** Without the tables that they belong to. */
    private void rowsOfOtherTables() {
        var owner = JdbcClient.create(database.owner());
        owner.sql("""
                        do $$ declare one record; begin
                          for one in select conrelid::regclass as held_by, conname from pg_constraint where contype = 'f'
                              and conrelid in ('app.decision_run'::regclass, 'app.audit_follow_up'::regclass, 'app.evidence'::regclass) loop
                            execute format('alter table %s drop constraint %I', one.held_by, one.conname);
                          end loop;
                        end $$
                        """).update();
        for (var i = 0; i < 5; i++) {
            owner.sql("""
                            insert into app.nudge (task_id, case_id, element, step, office)
                            values (gen_random_uuid()::text, gen_random_uuid(), 'UserTask_VisitHousehold', '入户核实', '某村')
                            """).update();
            owner.sql("""
                            insert into app.decision_run (case_id, stage, decision_key, decision_version, rows, outcome, inputs)
                            values (gen_random_uuid(), 'FINAL', 'monitoring-category', 1, '{B1}', 'MARGINAL', '\\x01')
                            """).update();
            owner.sql("""
                            insert into app.audit_follow_up (finding_id, seq, state, in_charge, due_on, note, by_person, by_officer, by_name)
                            values (gen_random_uuid(), 1, 'OPEN', '某人', '2026-12-31', '核查', gen_random_uuid(), gen_random_uuid(), '审计员')
                            """).update();
            owner.sql("""
                            with content as (
                              insert into app.evidence_content (sha256, part, sealed)
                              select sha256(uuid_send(gen_random_uuid())), 0, '\\x0102' returning sha256)
                            insert into app.evidence (id, sha256, parts, size, type, name, uploaded_by, case_id, village, attached_at)
                            select gen_random_uuid(), sha256, 1, 2, 'image/png', '\\x01', gen_random_uuid(), gen_random_uuid(), '150625101205',
                              app.legal_now() from content
                            """).update();
        }
        // one file of two cases, and one that belongs to none yet and may be dropped
        owner.sql("""
                        insert into app.evidence (id, sha256, parts, size, type, name, uploaded_by, case_id, village, attached_at)
                        select gen_random_uuid(), sha256, 1, 2, 'image/png', '\\x01', gen_random_uuid(), gen_random_uuid(), '150625101205',
                          app.legal_now() from app.evidence_content limit 1
                        """).update();
        owner.sql("""
                        with content as (
                          insert into app.evidence_content (sha256, part, sealed)
                          select sha256(uuid_send(gen_random_uuid())), 0, '\\x0102' returning sha256)
                        insert into app.evidence (id, sha256, parts, size, type, name, uploaded_by)
                        select gen_random_uuid(), sha256, 1, 2, 'image/png', '\\x01', gen_random_uuid() from content
                        """).update();
    }

    private Optional<TrailRoots.Root> makeRoot() {
        return transaction.execute(status -> roots.make(false));
    }

    private void work(Random random, int steps) {
        for (var i = 0; i < steps; i++) {
            var one = cases.get(random.nextInt(cases.size()));
            transaction.executeWithoutResult(status -> {
                var event = TrailEvent.of("step." + random.nextInt(9), one, new HouseholdId(one.value()), CLERK)
                        .at("UserTask_VisitHousehold", "household-identification:1");
                if (random.nextInt(3) == 0) {
                    var kept = records.append(new NewStepRecord(
                            one,
                            new HouseholdId(one.value()),
                            "UserTask_VisitHousehold",
                            null,
                            "visit-household",
                            sha256("{}"),
                            "{}",
                            "household-identification",
                            1,
                            CLERK,
                            null,
                            Map.of("reason", "因病\n住院")));
                    event = event.with("record", kept.seq()).with("recordHash", kept.hash());
                }
                trail.append(random.nextInt(5) == 0 ? event.under("monitoring-category:1#B2") : event);
            });
        }
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aThousandTamperingsAreAllFound() throws SQLException {
        var kinds = new TreeMap<String, Integer>();
        var missed = new ArrayList<String>();
        var asWhat = new TreeMap<Kind, Integer>();
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var ownerSource = new SingleConnectionDataSource(connection, true);
            var owner = JdbcClient.create(ownerSource);
            for (var seed = 1; seed <= TAMPERINGS; seed++) {
                GUARDED.forEach(table -> owner.sql("alter table app." + table + " disable trigger user")
                        .update());
                owner.sql("set constraints all deferred").update();
                var done = new Tampering(owner, new Random(seed)).commit();
                var found = verification(ownerSource, TransactionOperations.withoutTransaction())
                        .verify()
                        .breaks();
                kinds.merge(done.split(" ", 2)[0], 1, Integer::sum);
                if (found.isEmpty()) {
                    missed.add(seed + ": " + done);
                } else {
                    found.stream().map(Break::kind).distinct().forEach(kind -> asWhat.merge(kind, 1, Integer::sum));
                }
                connection.rollback();
            }
        }
        System.out.println("tamperings " + kinds + " found as " + asWhat);
        assertThat(missed).isEmpty();
        assertThat(kinds.keySet())
                .contains(
                        "change",
                        "delete",
                        "insert",
                        "swap",
                        "truncate",
                        "rewrite",
                        "record",
                        "root",
                        "head",
                        "seal",
                        "row");
        assertThat(verification.verify().breaks()).isEmpty();
    }

    @Test
    void aHundredCleanRunsRaiseNoAlarm() {
        var several = database.app();
        var inSeveralThreads = new JdbcTrailVerification(
                several, keys, anchor, witness, json, new DataSourceTransactionManager(several));
        for (var run = 1; run <= CLEAN_RUNS; run++) {
            var random = new Random(run);
            if (random.nextInt(4) == 0) {
                cases.add(CaseId.next());
            }
            work(random, random.nextInt(8));
            if (random.nextInt(3) == 0) {
                makeRoot();
            }
            if (random.nextInt(20) == 0) {
                // Rolled back work leaves nothing, and no witness for it.
                transaction.executeWithoutResult(status -> {
                    trail.append(TrailEvent.of(
                            "x", cases.get(0), new HouseholdId(cases.get(0).value()), CLERK));
                    status.setRollbackOnly();
                });
            }
            var report = run % 10 > 0 ? verification.verify() : inSeveralThreads.verify();
            assertThat(report.breaks()).as("clean run %d", run).isEmpty();
            assertThat(report.events())
                    .isEqualTo(jdbc.sql("select count(*) from app.trail_event")
                            .query(Long.class)
                            .single());
        }
    }

    @Test
    void withoutTheKeyOfTheApplicationNothingIsBelieved() {
        var stranger = new TrailKeys(
                Map.of(1, new byte[] {
                    9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9
                }),
                1);
        var report = new JdbcTrailVerification(source, stranger, anchor, witness, json, transaction, 1).verify();
        assertThat(report.breaks()).extracting(Break::kind).contains(Kind.CHANGED, Kind.ROOT);
        assertThat(report.count()).isGreaterThanOrEqualTo(report.events());
    }

    @Test
    void withTheCopiesOutsideCutTailsAreFoundAlsoAfterARestart() throws SQLException, IOException {
        makeRoot();
        var kept = Files.readAllLines(outside.resolve("roots.txt"));
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var ownerSource = new SingleConnectionDataSource(connection, true);
            var owner = JdbcClient.create(ownerSource);
            GUARDED.forEach(table -> owner.sql("alter table app." + table + " disable trigger user")
                    .update());
            owner.sql("set constraints all deferred").update();
            var last = owner.sql("select max(seq) from app.trail_root")
                    .query(Long.class)
                    .single();
            cutOffWithItsRoot(owner, last);
            var afterRestart = new JdbcTrailVerification(
                    ownerSource, keys, anchor, new Witness(), json, TransactionOperations.withoutTransaction(), 1);
            assertThat(afterRestart.verify().breaks())
                    .singleElement()
                    .satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.CUT_OFF))
                    .satisfies(one -> assertThat(one.where()).isEqualTo("root/" + last));
            // The hole without the control: nobody kept a copy.
            Files.delete(outside.resolve("roots.txt"));
            assertThat(afterRestart.verify().breaks()).isEmpty();
            Files.write(outside.resolve("roots.txt"), kept);
            connection.rollback();
        }
    }

    /** What came after the last root, cut off as cleanly as can be, is known to the node that wrote it, also when it starts again. */
    @Test
    void whatCameAfterTheLastRootIsMissedAlsoAfterARestart() throws SQLException {
        var file = outside.resolve("witness.txt");
        var kept = new Witness(file.toString());
        var writing = new JdbcTrail(
                jdbc,
                new JdbcHouseholdKeys(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32])),
                keys,
                kept,
                json);
        var one = CaseId.next();
        makeRoot();
        for (var i = 0; i < 4; i++) {
            transaction.executeWithoutResult(status ->
                    writing.append(TrailEvent.of("step.submitted", one, new HouseholdId(one.value()), CLERK)));
        }
        for (var left : new int[] {3, 0}) {
            try (var connection = database.owner().getConnection()) {
                connection.setAutoCommit(false);
                var ownerSource = new SingleConnectionDataSource(connection, true);
                var owner = JdbcClient.create(ownerSource);
                GUARDED.forEach(table -> owner.sql("alter table app." + table + " disable trigger user")
                        .update());
                owner.sql("delete from app.trail_event where chain = ? and seq > ?")
                        .params(one.toString(), left)
                        .update();
                owner.sql("delete from app.trail_head where chain = ?")
                        .param(one.toString())
                        .update();
                owner.sql(
                                "insert into app.trail_head select chain, seq, hash from app.trail_event where chain = ? order by seq desc limit 1")
                        .param(one.toString())
                        .update();
                var restarted = new Witness(file.toString());
                assertThat(verifiedBy(restarted, ownerSource))
                        .filteredOn(found -> found.where().equals(one.toString()))
                        .singleElement()
                        .satisfies(found -> assertThat(found.kind()).isEqualTo(Kind.CUT_OFF));
                // The hole without the control: nobody remembers.
                assertThat(verifiedBy(new Witness(), ownerSource)).isEmpty();
                connection.rollback();
            }
        }
        // a root vouches for it: nothing is left to remember
        var roots = new JdbcTrailRoots(source, keys, anchor, kept);
        transaction.executeWithoutResult(status -> roots.make(false));
        transaction.executeWithoutResult(status -> roots.make(true));
        assertThat(new Witness(file.toString()).all()).isEmpty();
    }

    private List<Break> verifiedBy(Witness remembering, DataSource on) {
        return new JdbcTrailVerification(
                        on, keys, anchor, remembering, json, TransactionOperations.withoutTransaction(), 1)
                .verify()
                .breaks();
    }

    /** Everything that the newest root brought, and the root, as cleanly as can be. */
    private static void cutOffWithItsRoot(JdbcClient owner, long root) {
        owner.sql("""
                        delete from app.trail_event t using app.trail_root_entry e
                        where e.root = ? and e.chain = t.chain and e.seq > 0 and t.seq > coalesce(
                          (select max(b.seq) from app.trail_root_entry b where b.chain = e.chain and b.root < e.root), 0)
                        """).param(root).update();
        owner.sql(
                        "delete from app.step_record r using app.trail_root_entry e where e.root = ? and e.chain = 'step_record/' || r.seq")
                .param(root)
                .update();
        owner.sql(
                        "delete from app.nudge n using app.trail_root_entry e where e.root = ? and e.chain = 'nudge/' || n.id")
                .param(root)
                .update();
        owner.sql("delete from app.trail_root_entry where root = ?").param(root).update();
        owner.sql("delete from app.trail_root where seq = ?").param(root).update();
        owner.sql(
                        "delete from app.trail_head h where not exists (select from app.trail_event t where t.chain = h.chain)")
                .update();
        owner.sql("""
                        update app.trail_head h set seq = l.seq, hash = l.hash from (
                          select distinct on (chain) chain, seq, hash from app.trail_event order by chain, seq desc) l
                        where l.chain = h.chain
                        """).update();
    }

    /** One thing that somebody with all rights but the key might do. */
    private static final class Tampering {

        private static final List<String> TEXTS =
                List.of("action", "element", "actor_name", "role", "office", "model", "rule", "from_state", "to_state");

        private final JdbcClient owner;
        private final Random random;
        private final String chain;
        private final long last;
        private final long seq;

        Tampering(JdbcClient owner, Random random) {
            this.owner = owner;
            this.random = random;
            var chains = owner.sql("select chain from app.trail_head where seq > 2 order by chain")
                    .query(String.class)
                    .list();
            chain = chains.get(random.nextInt(chains.size()));
            last = owner.sql("select max(seq) from app.trail_event where chain = ?")
                    .param(chain)
                    .query(Long.class)
                    .single();
            seq = 1 + random.nextInt((int) last);
        }

        /** @return what was done; the first word is its kind */
        String commit() {
            var cleanly = random.nextBoolean();
            return switch (random.nextInt(11)) {
                case 0 -> change(cleanly);
                case 1 -> delete(cleanly);
                case 2 -> insert(cleanly);
                case 3 -> swap(cleanly);
                case 4 -> truncate(cleanly);
                case 5 -> rewrite();
                case 6 -> record();
                case 7 -> root();
                case 8 -> sealedTable();
                case 9 -> row();
                default -> head();
            };
        }

        private void at(String sql, Object... more) {
            var all = new ArrayList<Object>(Arrays.asList(more));
            owner.sql(sql).params(all).update();
        }

        private String change(boolean cleanly) {
            var what = "";
            switch (random.nextInt(4)) {
                case 0 -> {
                    what = "at";
                    at(
                            "update app.trail_event set at = at + interval '1 microsecond' where chain = ? and seq = ?",
                            chain,
                            seq);
                }
                case 1 -> {
                    what = "person_id";
                    at(
                            "update app.trail_event set person_id = gen_random_uuid() where chain = ? and seq = ?",
                            chain,
                            seq);
                }
                case 2 -> {
                    what = "details";
                    at(
                            "update app.trail_event set details = coalesce(details, '') || '\\x01' where chain = ? and seq = ?",
                            chain,
                            seq);
                }
                default -> {
                    what = TEXTS.get(random.nextInt(TEXTS.size()));
                    at(
                            "update app.trail_event set " + what + " = coalesce(" + what
                                    + ", '') || '改' where chain = ? and seq = ?",
                            chain,
                            seq);
                }
            }
            if (cleanly) {
                linkAnew();
            }
            return "change " + what + " of " + seq + "/" + last + (cleanly ? ", hashes mended" : "");
        }

        private String delete(boolean cleanly) {
            at("delete from app.trail_event where chain = ? and seq = ?", chain, seq);
            if (cleanly) {
                renumber();
                linkAnew();
            }
            return "delete " + seq + "/" + last + (cleanly ? ", numbers and hashes mended" : "");
        }

        private String insert(boolean cleanly) {
            var copy = random.nextBoolean();
            at("update app.trail_event set seq = seq + 1000 where chain = ? and seq > ?", chain, seq);
            at("update app.trail_event set seq = seq - 999 where chain = ? and seq > 1000", chain);
            var columns = TrailText.COLUMNS;
            at(
                    "insert into app.trail_event (" + columns + ") select "
                            + columns.replaceFirst("seq", "seq + 1")
                                    .replaceFirst("action", copy ? "action" : "'county.confirmed'")
                            + " from app.trail_event where chain = ? and seq = ?",
                    chain,
                    seq);
            if (cleanly) {
                linkAnew();
            }
            return "insert after " + seq + "/" + last + (copy ? ", a copy" : ", invented")
                    + (cleanly ? ", hashes mended" : "");
        }

        private String swap(boolean cleanly) {
            var first = Math.max(1, Math.min(seq, last - 1));
            at("update app.trail_event set seq = 1000 where chain = ? and seq = ?", chain, first);
            at("update app.trail_event set seq = ? where chain = ? and seq = ?", first, chain, first + 1);
            at("update app.trail_event set seq = ? where chain = ? and seq = 1000", first + 1, chain);
            if (cleanly) {
                linkAnew();
            }
            return "swap " + first + " and next of " + last + (cleanly ? ", hashes mended" : "");
        }

        private String truncate(boolean cleanly) {
            var whole = random.nextInt(4) == 0;
            at("delete from app.trail_event where chain = ? and seq >= ?", chain, whole ? 1 : seq);
            if (cleanly) {
                if (whole || seq == 1) {
                    at("delete from app.trail_head where chain = ?", chain);
                } else {
                    linkAnew();
                }
            }
            return "truncate from " + (whole ? 1 : seq) + "/" + last + (cleanly ? ", head mended" : "");
        }

        /** The whole chain written anew, as if it had always been so; perhaps with what the roots say of it as well. */
        private String rewrite() {
            at("update app.trail_event set actor_name = '别人', person_id = gen_random_uuid() where chain = ?", chain);
            if (random.nextBoolean()) {
                at("update app.trail_event set stamp = null where chain = ?", chain);
            }
            linkAnew();
            var how = random.nextInt(3);
            if (how > 0) {
                at("""
                        update app.trail_root_entry e set hash = t.hash from app.trail_event t
                        where e.chain = t.chain and e.seq = t.seq and t.chain = ?""", chain);
            }
            if (how > 1) {
                at("delete from app.trail_root_entry where root = (select max(seq) from app.trail_root)");
                at("delete from app.trail_root where seq = (select max(seq) from app.trail_root)");
            }
            return "rewrite " + chain
                    + List.of("", ", entries too", ", entries too, newest root gone")
                            .get(how);
        }

        private String record() {
            var rows = owner.sql(
                            "select seq from app.step_record r where exists ("
                                    + "select from app.trail_root_entry e where e.chain = 'step_record/' || r.seq) order by seq")
                    .query(Long.class)
                    .list();
            var row = rows.get(random.nextInt(rows.size()));
            switch (random.nextInt(3)) {
                case 0 -> at("update app.step_record set answers = answers || '\\x00' where seq = ?", row);
                case 1 -> at("delete from app.step_record where seq = ?", row);
                default ->
                    at(
                            "insert into app.step_record (case_id, household_id, element, form_hash, process_key, process_version,"
                                    + " officer_id, person_id, actor_name, role, office, answers, at) select case_id, household_id, element,"
                                    + " form_hash, process_key, process_version, officer_id, person_id, actor_name, role, office, answers,"
                                    + " at - interval '1 day' from app.step_record where seq = ?",
                            row);
            }
            return "record " + row;
        }

        /** What roots shall vouch for from now on, so that nobody looks at the rest. */
        private String sealedTable() {
            switch (random.nextInt(4)) {
                case 0 -> at("delete from app.sealed_table where name = 'step_record'");
                case 1 -> {
                    // nor what the list says of itself
                    at("delete from app.sealed_table where name in ('sealed_table', 'decision_run')");
                    at("update app.decision_run set outcome = 'NO_RISK'");
                }
                case 2 ->
                    at(
                            "update app.sealed_table set columns = array_remove(columns, 'answers') where name = 'step_record'");
                default ->
                    at(
                            "update app.sealed_table set written_at = quote_literal('infinity') || '::timestamptz' where name = 'step_record'");
            }
            return "seal of step_record";
        }

        /** Of a table besides the trail. */
        private String row() {
            var done =
                    switch (random.nextInt(12)) {
                        case 0 -> "update app.nudge set office = '别的村' where %s";
                        case 1 -> "delete from app.nudge where %s";
                        case 2 -> "update app.decision_run set rows = '{B2}' where %s";
                        case 3 -> "update app.decision_run set inputs = inputs || '\\x00' where %s";
                        case 4 ->
                            "insert into app.decision_run (case_id, stage, decision_key, decision_version, rows, outcome, inputs, ran_at)"
                                    + " select case_id, stage, decision_key, decision_version, rows, 'NO_RISK', inputs, ran_at - interval '1 day'"
                                    + " from app.decision_run where %s";
                        case 5 -> "update app.audit_follow_up set in_charge = '别人' where %s";
                        case 6 -> "delete from app.audit_follow_up where %s";
                        case 7 ->
                            "update app.evidence set sha256 = sha256(sha256) where attached_at is not null and %s";
                        case 8 ->
                            "update app.evidence set case_id = gen_random_uuid() where attached_at is not null and %s";
                        case 9 ->
                            "update app.evidence_content set sealed = sealed || '\\x00' where "
                                    + "sha256 in (select sha256 from app.evidence where attached_at is not null) and %s";
                        case 10 ->
                            "delete from app.evidence_content where "
                                    + "sha256 in (select sha256 from app.evidence where attached_at is not null) and %s";
                        default -> "delete from app.decision_run where %s";
                    };
            var table = done.replaceFirst(".*? app\\.(\\w+).*", "$1");
            var rows = owner.sql("select ctid::text from app." + table
                            + (table.startsWith("evidence")
                                    ? " where sha256 in (select sha256 from app.evidence where attached_at is not null) order by sha256"
                                    : ""))
                    .query(String.class)
                    .list();
            at(done.formatted("ctid = '" + rows.get(random.nextInt(rows.size())) + "'"));
            return "row of " + table;
        }

        private String root() {
            var highest = owner.sql("select max(seq) from app.trail_root")
                    .query(Long.class)
                    .single();
            var root = 1 + random.nextInt(highest.intValue());
            switch (random.nextInt(5)) {
                case 0 ->
                    at("update app.trail_root set text = replace(text, 'events: ', 'events: 1') where seq = ?", (long)
                            root);
                case 1 ->
                    at(
                            "update app.trail_root set signature = set_byte(signature, 5, (get_byte(signature, 5) + 1) % 256) where seq = ?",
                            (long) root);
                case 2 ->
                    at("update app.trail_root set made_at = made_at - interval '1 day' where seq = ?", (long) root);
                case 3 -> {
                    at("delete from app.trail_root_entry where root = ?", (long) root);
                    at("delete from app.trail_root where seq = ?", (long) root);
                }
                default ->
                    at(
                            "delete from app.trail_root_entry where (chain, seq) = (select chain, seq from app.trail_root_entry"
                                    + " where root = ? order by chain limit 1)",
                            (long) root);
            }
            return "root " + root;
        }

        private String head() {
            switch (random.nextInt(3)) {
                case 0 -> at("update app.trail_head set seq = seq + 1 where chain = ?", chain);
                case 1 -> at("update app.trail_head set hash = sha256(hash) where chain = ?", chain);
                default -> at("delete from app.trail_head where chain = ?", chain);
            }
            return "head of " + chain;
        }

        private void renumber() {
            at("""
                    update app.trail_event t set seq = n.n + 1000 from (
                      select seq, row_number() over (order by seq) as n from app.trail_event where chain = ?) n
                    where t.chain = ? and t.seq = n.seq""", chain, chain);
            at("update app.trail_event set seq = seq - 1000 where chain = ?", chain);
        }

        /** Computes every hash of the chain and its head again, as the database's own functions do. */
        private void linkAnew() {
            at("""
                    do $$
                    declare
                      one app.trail_event;
                      before bytea := '';
                      place bigint := 0;
                    begin
                      for one in select * from app.trail_event where chain = '%s' order by seq loop
                        one.prev_hash := before;
                        before := app.trail_hash(before, app.trail_canonical(one));
                        place := one.seq;
                        update app.trail_event set prev_hash = one.prev_hash, hash = before where chain = one.chain and seq = one.seq;
                      end loop;
                      update app.trail_head set seq = place, hash = before where chain = '%s';
                    end $$""".formatted(chain, chain));
        }
    }
}
