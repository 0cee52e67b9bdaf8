package cn.bangfu.process.gateway;

import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.OfficerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a second click, a lost reply or an impatient program harmless (T20), and lets one answer to a case wait for the other. */
@Component
class Submissions {

    private static final String WAIT = "10s";

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
                return new Outcome.Refused(List.of(new FieldError("", "这个提交编号（Idempotency-Key）已用于另一份内容，请换一个编号再提交")));
            }
        }
    }

    /** Waits until nobody else works on it, in the running transaction; gives up after ten seconds. */
    void lock(String what) {
        jdbc.sql("select set_config('lock_timeout', ?, true), pg_advisory_xact_lock(hashtextextended(?, 0))")
                .params(WAIT, what)
                .query()
                .singleRow();
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

    /** Also forgets what nobody will send again. */
    void keep(OfficerId officer, String key, byte[] request, Outcome.Submitted reply) {
        jdbc.sql("""
                        with old as (delete from app.submission where at < app.legal_now() - interval '30 days')
                        insert into app.submission (officer_id, key, request_hash, reply) values (?, ?, ?, ?::jsonb)
                        """)
                .params(
                        officer.value(),
                        key,
                        request,
                        FormJson.write(Map.of(
                                "caseId", reply.caseId().toString(),
                                "caseNumber", reply.caseNumber(),
                                "next", reply.next())))
                .update();
    }

    /** Hash of what was asked, so that a key stands for one answer to one thing. */
    static byte[] hash(String target, Map<String, @Nullable Object> answer) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((target + "\n" + FormJson.canonical(answer)).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
