package cn.bangfu.reading.jdbc;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.reading.ReadingLog;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcReadingLog implements ReadingLog {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcReadingLog(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void record(SignedInOfficer reader, Note note) {
        var caseId = note.caseId();
        var subject = note.subject();
        jdbc.sql("""
                        insert into app.audit_reading (officer, person, person_name, act, case_id, said, subject_hash, rows, sha256)
                        values (:officer, :person, :name, :act, :case, :said, :subject, :rows, :sha256)
                        """)
                .param("officer", reader.id().value())
                .param("person", reader.person().value())
                .param("name", reader.name())
                .param("act", note.act().name())
                .param("case", caseId == null ? null : caseId.value())
                .param("said", note.said())
                .param("subject", subject == null ? null : cipher.lookupHash("audit-search", subject))
                .param("rows", note.rows())
                .param("sha256", note.sha256())
                .update();
    }

    @Override
    public List<Line> latest(int limit) {
        return jdbc.sql("select * from app.audit_reading order by id desc limit ?")
                .param(limit)
                .query((row, n) -> {
                    var caseId = row.getObject("case_id", UUID.class);
                    return new Line(
                            row.getTimestamp("at").toInstant(),
                            row.getString("person_name"),
                            Act.valueOf(row.getString("act")),
                            caseId == null ? null : new CaseId(caseId),
                            row.getString("said"),
                            (Integer) row.getObject("rows"));
                })
                .list();
    }

    @Override
    public List<Unmasker> unmaskers(int above) {
        return jdbc.sql("""
                        select person, max(person_name), max(office_name), count(*) from app.unmask_log
                        where at >= date_trunc('day', app.legal_now(), 'Asia/Shanghai')
                        group by person having count(*) > ? order by 4 desc
                        """)
                .param(above)
                .query((row, n) -> new Unmasker(
                        new PersonId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3), row.getInt(4)))
                .list();
    }
}
