package cn.bangfu.notice.jdbc;

import cn.bangfu.notice.ApplicationCodes;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.shared.CaseId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcApplicationCodes implements ApplicationCodes {

    private final JdbcClient jdbc;

    JdbcApplicationCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public PublicCode of(CaseId caseId) {
        jdbc.sql("insert into app.application_code (case_id, code) values (?, ?) on conflict (case_id) do nothing")
                .params(caseId.value(), PublicCode.random().value())
                .update();
        return jdbc.sql("select code from app.application_code where case_id = ?")
                .param(caseId.value())
                .query((row, n) -> new PublicCode(row.getString(1)))
                .single();
    }

    @Override
    public Optional<CaseId> find(PublicCode code) {
        return jdbc.sql("select case_id from app.application_code where code = ?")
                .param(code.value())
                .query((row, n) -> new CaseId(row.getObject(1, UUID.class)))
                .optional();
    }
}
