package cn.bangfu.comparison.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.ComparisonFinding.Answered;
import cn.bangfu.comparison.ComparisonFinding.Verdict;
import cn.bangfu.comparison.ComparisonStore;
import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.FindingAnswer;
import cn.bangfu.comparison.FindingWeight;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcComparisons implements ComparisonStore, CaseFindings {

    private static final String ERASED = "（已依法删除）";

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;

    JdbcComparisons(JdbcClient jdbc, HouseholdKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public void ran(CaseId caseId, MemberId member, Register register, @Nullable UUID file) {
        jdbc.sql("insert into app.comparison_run (case_id, member_id, register, file_id) values (?, ?, ?, ?)")
                .params(caseId.value(), member.value(), register.name(), file)
                .update();
    }

    @Override
    public boolean found(
            CaseId caseId,
            HouseholdId household,
            MemberId member,
            Register register,
            DepartmentFiles.Match match,
            FindingWeight weight,
            String rule) {
        return jdbc.sql("""
                                insert into app.comparison_finding
                                  (case_id, household_id, member_id, register, file_id, line, weight, rule, fact, data_date)
                                values (:case, :household, :member, :register, :file, :line, :weight, :rule, :fact, :date)
                                on conflict (case_id, file_id, line) do nothing
                                """)
                        .param("case", caseId.value())
                        .param("household", household.value())
                        .param("member", member.value())
                        .param("register", register.name())
                        .param("file", match.file())
                        .param("line", match.record().line())
                        .param("weight", weight.name())
                        .param("rule", rule)
                        .param("fact", keys.seal(household, match.record().fact()))
                        .param("date", match.record().date())
                        .update()
                == 1;
    }

    @Override
    public List<ComparisonFinding> of(CaseId id) {
        return jdbc.sql("""
                        select * from app.comparison_finding where case_id = ?
                        order by array_position('{HIGH,MEDIUM,LOW}', weight), register, line
                        """).param(id.value()).query((row, n) -> finding(row)).list();
    }

    private ComparisonFinding finding(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var household = new HouseholdId(row.getObject("household_id", UUID.class));
        return new ComparisonFinding(
                id,
                new CaseId(row.getObject("case_id", UUID.class)),
                household,
                new MemberId(row.getObject("member_id", UUID.class)),
                Register.valueOf(row.getString("register")),
                FindingWeight.valueOf(row.getString("weight")),
                row.getString("rule"),
                keys.open(household, row.getBytes("fact")).orElse(ERASED),
                row.getObject("data_date", LocalDate.class),
                answers(id, household));
    }

    private List<Answered> answers(UUID finding, HouseholdId household) {
        return jdbc.sql("""
                        select a.*, c.verdict, c.note, c.checker, c.checked_at from app.finding_answer a
                        left join app.finding_check c on c.finding_id = a.finding_id and c.seq = a.seq
                        where a.finding_id = ? order by a.seq
                        """)
                .param(finding)
                .query((row, n) -> answered(row, household))
                .list();
    }

    private Answered answered(ResultSet row, HouseholdId household) throws SQLException {
        var verdict = row.getString("verdict");
        var note = row.getBytes("note");
        var checkedAt = row.getTimestamp("checked_at");
        return new Answered(
                FindingAnswer.valueOf(row.getString("answer")),
                row.getString("explained_by"),
                keys.open(household, row.getBytes("explanation")).orElse(ERASED),
                List.of((UUID[]) row.getArray("evidence").getArray()),
                row.getTimestamp("answered_at").toInstant(),
                verdict == null ? null : Verdict.valueOf(verdict),
                note == null ? null : keys.open(household, note).orElse(ERASED),
                row.getString("checker"),
                checkedAt == null ? null : checkedAt.toInstant());
    }

    @Override
    public List<Register> gaps(CaseId id) {
        return jdbc.sql("""
                        select distinct register from app.comparison_run r where case_id = ? and file_id is null
                          and not exists (select 1 from app.comparison_run later where later.case_id = r.case_id
                            and later.member_id = r.member_id and later.register = r.register and later.file_id is not null)
                        order by register
                        """)
                .param(id.value())
                .query((row, n) -> Register.valueOf(row.getString(1)))
                .list();
    }

    @Override
    public void answer(
            UUID finding,
            FindingAnswer answer,
            String explainedBy,
            String explanation,
            List<UUID> evidence,
            Actor actor) {
        jdbc.sql("""
                        insert into app.finding_answer (finding_id, seq, answer, explained_by, explanation, evidence, answered_by)
                        select :finding, coalesce(max(seq), 0) + 1, :answer, :by, :explanation, :evidence, :officer
                        from app.finding_answer where finding_id = :finding
                        """)
                .param("finding", finding)
                .param("answer", answer.name())
                .param("by", explainedBy)
                .param("explanation", keys.seal(household(finding), explanation))
                .param("evidence", evidence.toArray(UUID[]::new))
                .param("officer", actor.officer().value())
                .update();
    }

    @Override
    public void check(UUID finding, Verdict verdict, @Nullable String note, Actor actor) {
        jdbc.sql("""
                        insert into app.finding_check (finding_id, seq, verdict, note, checked_by, checker)
                        select :finding, max(seq), :verdict, :note, :officer, :name from app.finding_answer where finding_id = :finding
                        """)
                .param("finding", finding)
                .param("verdict", verdict.name())
                .param("note", note == null ? null : keys.seal(household(finding), note))
                .param("officer", actor.officer().value())
                .param("name", actor.name())
                .update();
    }

    private HouseholdId household(UUID finding) {
        return new HouseholdId(jdbc.sql("select household_id from app.comparison_finding where id = ?")
                .param(finding)
                .query(UUID.class)
                .single());
    }
}
