package cn.bangfu.process.gateway;

import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a second click, a lost reply or an impatient program harmless (T20), and lets one answer to a case wait for the other. */
@Component
class Submissions {

    private static final String WAIT = "10s";
    private static final String LONG_WAIT = "60s";

    static final Outcome.Refused OTHER =
            new Outcome.Refused(List.of(new FieldError("", "这个提交编号（Idempotency-Key）已用于另一份内容，请换一个编号再提交")));

    private final JdbcClient jdbc;

    Submissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was replied to a key before. */
    sealed interface Earlier {

        Outcome reply();

        record Same(Outcome.Submitted reply) implements Earlier {}

        /** The key was used for another answer. */
        record Other() implements Earlier {
            @Override
            public Outcome reply() {
                return OTHER;
            }
        }
    }

    /** As {@link #lock}, on all of them in one order for everybody; gives up after a minute. */
    void lockAll(Collection<String> what) {
        jdbc.sql("""
                        select set_config('lock_timeout', ?, true), count(pg_advisory_xact_lock(key)::text)
                        from (select distinct hashtextextended(name, 0) as key from unnest(?::text[]) name order by 1) keys
                        """).params(LONG_WAIT, what.toArray(String[]::new)).query().singleRow();
    }

    /** Waits until nobody else works on it, in the running transaction; gives up after ten seconds. */
    void lock(String what) {
        jdbc.sql("select set_config('lock_timeout', ?, true), pg_advisory_xact_lock(hashtextextended(?, 0))")
                .params(WAIT, what)
                .query()
                .singleRow();
    }

    /** The reply to an act on many households; a key used for something else is none of these. */
    Optional<Optional<BatchOutcome.Submitted>> earlierBatch(OfficerId officer, String key, byte[] request) {
        return jdbc.sql("select request_hash, reply::text from app.submission where officer_id = ? and key = ?")
                .params(officer.value(), key)
                .query((row, n) -> Arrays.equals(row.getBytes(1), request)
                        ? Optional.of(batchReply(row.getString(2)))
                        : Optional.<BatchOutcome.Submitted>empty())
                .optional();
    }

    private static BatchOutcome.Submitted batchReply(String json) {
        var reply = FormJson.read(json.getBytes(StandardCharsets.UTF_8));
        var households = new ArrayList<Outcome.Submitted>();
        reply.get("households")
                .forEach(one -> households.add(new Outcome.Submitted(
                        CaseId.of(one.get("caseId").asText()),
                        one.get("caseNumber").asText(),
                        one.get("next").asText())));
        return new BatchOutcome.Submitted(UUID.fromString(reply.get("batch").asText()), households);
    }

    void keep(OfficerId officer, String key, byte[] request, BatchOutcome.Submitted reply) {
        keep(
                officer,
                key,
                request,
                FormJson.write(Map.of(
                        "batch",
                        reply.batch().toString(),
                        "households",
                        reply.households().stream().map(Submissions::plain).toList())));
    }

    private static Map<String, Object> plain(Outcome.Submitted reply) {
        return Map.of("caseId", reply.caseId().toString(), "caseNumber", reply.caseNumber(), "next", reply.next());
    }

    Optional<Earlier> earlier(OfficerId officer, String key, byte[] request) {
        return jdbc.sql("""
                        select request_hash, reply ->> 'caseId', reply ->> 'caseNumber', reply ->> 'next'
                        from app.submission where officer_id = ? and key = ?
                        """)
                .params(officer.value(), key)
                .query((row, n) -> Arrays.equals(row.getBytes(1), request)
                        ? (Earlier) new Earlier.Same(
                                new Outcome.Submitted(CaseId.of(row.getString(2)), row.getString(3), row.getString(4)))
                        : new Earlier.Other())
                .optional();
    }

    void keep(OfficerId officer, String key, byte[] request, Outcome.Submitted reply) {
        keep(officer, key, request, FormJson.write(plain(reply)));
    }

    /** Also forgets what nobody will send again. */
    private void keep(OfficerId officer, String key, byte[] request, String reply) {
        jdbc.sql("""
                        with old as (delete from app.submission where at < app.legal_now() - interval '30 days')
                        insert into app.submission (officer_id, key, request_hash, reply) values (?, ?, ?, ?::jsonb)
                        """).params(officer.value(), key, request, reply).update();
    }

    /** Hash of what was asked, so that a key stands for one answer to one thing. */
    static byte[] hash(String target, Map<String, @Nullable Object> answer) {
        return Sha256.of(target + "\n" + FormJson.canonical(answer));
    }
}
