package cn.bangfu.process.gateway;

import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Acts on many households that are not finished, each for the officer who writes it: who loses a race keeps what was typed. Old ones
 * go when the next is saved.
 */
@Component
class BatchDrafts {

    private static final int LIMIT = 4_000_000;
    /** More than anybody writes at once; the oldest goes. */
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    BatchDrafts(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    Instant save(OfficerId officer, BatchKind kind, UUID subject, Map<String, @Nullable Object> values) {
        jdbc.sql("""
                        delete from app.batch_draft d
                        where saved_at < app.legal_now() - interval '90 days'
                          or officer_id = :officer and (kind, subject) not in (
                            select kind, subject from app.batch_draft where officer_id = :officer order by saved_at desc limit :most)
                        """).param("officer", officer.value()).param("most", MOST).update();
        return jdbc.sql("""
                        insert into app.batch_draft (officer_id, kind, subject, answers) values (?, ?, ?, ?)
                        on conflict (officer_id, kind, subject) do update
                          set answers = excluded.answers, saved_at = app.legal_now()
                        returning saved_at
                        """)
                .params(officer.value(), kind.name(), subject, cipher.seal(FormJson.write(values)))
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    Optional<Draft> find(OfficerId officer, BatchKind kind, UUID subject) {
        return jdbc.sql(
                        "select answers, saved_at from app.batch_draft where officer_id = ? and kind = ? and subject = ?")
                .params(officer.value(), kind.name(), subject)
                .query((row, n) -> new Draft(
                        FormJson.plainObject(
                                FormJson.read(cipher.open(row.getBytes(1)).getBytes(StandardCharsets.UTF_8), LIMIT)),
                        row.getTimestamp(2).toInstant()))
                .optional();
    }

    record Written(Draft draft, OfficerId by) {}

    /** Of the officer, or else the newest of anybody. */
    Optional<Written> findAnybodys(OfficerId officer, BatchKind kind, UUID subject) {
        return jdbc.sql("""
                        select answers, saved_at, officer_id from app.batch_draft
                        where kind = :kind and subject = :subject
                        order by officer_id = :officer desc, saved_at desc limit 1
                        """)
                .param("officer", officer.value())
                .param("kind", kind.name())
                .param("subject", subject)
                .query((row, n) -> new Written(
                        new Draft(
                                FormJson.plainObject(FormJson.read(
                                        cipher.open(row.getBytes(1)).getBytes(StandardCharsets.UTF_8), LIMIT)),
                                row.getTimestamp(2).toInstant()),
                        new OfficerId(row.getObject(3, UUID.class))))
                .optional();
    }

    int remove(OfficerId officer, BatchKind kind, UUID subject) {
        return jdbc.sql("delete from app.batch_draft where officer_id = ? and kind = ? and subject = ?")
                .params(officer.value(), kind.name(), subject)
                .update();
    }
}
