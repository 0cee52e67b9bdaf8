package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.AuditBenches;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifying 10⁶ events in 10⁵ chains under one root. Their hashes are right; their stamps are not, but have to be computed all the same
 * to find that out. Not part of the build: {@code bench/verification.sh}.
 */
@PostgresTest
class VerificationBench {

    private static final int CHAINS = Integer.getInteger("bangfu.bench.cases", 1_000_000) / 10;
    private static final int LENGTH = 10;

    private final TestPostgres.Database database;

    VerificationBench(TestPostgres.Database database) {
        this.database = database;
    }

    @Test
    void aMillionEvents() {
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.trail_event disable trigger user").update();
        for (var seq = 1; seq <= LENGTH; seq++) {
            owner.sql("""
                            insert into app.trail_event
                            select (app.linked(e)).* from (
                              select n, md5('c' || n)::uuid as id, coalesce(b.hash, ''::bytea) as before
                              from generate_series(1, :chains) n
                              left join app.trail_event b on b.chain = md5('c' || n)::uuid::text and b.seq = :seq - 1) x
                            cross join lateral (select row(x.id::text, :seq::bigint, clock_timestamp(), x.id, x.id, 'step.submitted',
                              'UserTask_VisitHousehold', x.id, x.id, '其木格', 'VILLAGE_CLERK', '某某嘎查村民委员会', 'household-identification:1',
                              null, null, null, decode(repeat(md5(x.n::text), 6), 'hex'), decode('01' || repeat(md5(x.n || 's' || :seq), 3), 'hex'),
                              x.before, ''::bytea)::app.trail_event as e) y
                            """.replace(
                                    "select (app.linked(e)).*",
                                    "select (e).chain, (e).seq, (e).at, (e).case_id, (e).household_id, (e).action,"
                                            + " (e).element, (e).officer_id, (e).person_id, (e).actor_name, (e).role, (e).office, (e).model, (e).rule,"
                                            + " (e).from_state, (e).to_state, (e).details, (e).stamp, (e).prev_hash,"
                                            + " app.trail_hash((e).prev_hash, app.trail_canonical(e))"))
                    .param("chains", CHAINS)
                    .param("seq", seq)
                    .update();
        }
        owner.sql(
                        "insert into app.trail_head (chain, seq, hash) select chain, seq, hash from app.trail_event where seq = ?")
                .param(LENGTH)
                .update();
        owner.sql("analyze app.trail_event").update();
        owner.sql("analyze app.trail_head").update();
        var keys = new TrailKeys(Map.of(1, new byte[32]), 1);
        var source = database.app();
        var anchor = new Anchor("");
        var transactions = new DataSourceTransactionManager(source);
        var roots = new JdbcTrailRoots(source, keys, anchor, new Witness());
        var begin = System.nanoTime();
        if (Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> roots.make(true)))
                .isEmpty()) {
            throw new IllegalStateException("no root was made");
        }
        var rootMs = (System.nanoTime() - begin) / 1_000_000;
        var verification =
                new JdbcTrailVerification(source, keys, anchor, new Witness(), new ObjectMapper(), transactions);
        for (var round = 0; round < 3; round++) {
            var report = verification.verify();
            AuditBenches.line(
                    "verification.csv",
                    "at,events,chains,root s,verification s,load",
                    "%d,%d,%.1f,%.1f"
                            .formatted(
                                    report.events(),
                                    report.chains(),
                                    rootMs / 1000.0,
                                    report.took().toMillis() / 1000.0));
        }
    }
}
