package cn.bangfu.comparison.jdbc;

import static java.util.Objects.requireNonNull;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.ComparisonFinding.Answered;
import cn.bangfu.comparison.ComparisonFinding.Verdict;
import cn.bangfu.comparison.ComparisonStore;
import cn.bangfu.comparison.FindingAnswer;
import cn.bangfu.comparison.FindingWeight;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonalDataCipher;
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

    private static final String FACT = "department-fact";

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;
    private final PersonalDataCipher cipher;

    JdbcComparisons(JdbcClient jdbc, HouseholdKeys keys, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.cipher = cipher;
    }

    private static final String LOOK_UPS = "unnest(:members::uuid[], :registers::text[]) as l (member_id, register)";

    private JdbcClient.StatementSpec with(String sql, List<LookUp> lookUps) {
        return jdbc.sql(sql.replace("LOOK_UPS", LOOK_UPS))
                .param("members", lookUps.stream().map(l -> l.member().value()).toArray(UUID[]::new))
                .param(
                        "registers",
                        lookUps.stream().map(l -> l.register().name()).toArray(String[]::new));
    }

    private static LookUp lookUp(ResultSet row) throws SQLException {
        return new LookUp(
                new MemberId(row.getObject("member_id", UUID.class)), Register.valueOf(row.getString("register")));
    }

    @Override
    public List<LookUp> pending(CaseId caseId, DivisionCode county, List<LookUp> lookUps) {
        return with("""
                        select l.member_id, l.register from LOOK_UPS
                        left join app.department_file f on f.county = :county and f.register = l.register and f.current
                        where not exists (select from app.comparison_run r
                          where r.case_id = :case and r.member_id = l.member_id and r.register = l.register
                            and r.file_id is not distinct from f.id)
                        """, lookUps)
                .param("case", caseId.value())
                .param("county", county.county().value())
                .query((row, n) -> lookUp(row))
                .list();
    }

    @Override
    public void ran(CaseId caseId, DivisionCode county, List<LookUp> lookUps) {
        with("""
                        insert into app.comparison_run (case_id, member_id, register, file_id)
                        select :case, l.member_id, l.register, f.id from LOOK_UPS
                        left join app.department_file f on f.county = :county and f.register = l.register and f.current
                        """, lookUps)
                .param("case", caseId.value())
                .param("county", county.county().value())
                .update();
    }

    @Override
    public List<Match> matches(DivisionCode county, List<LookUp> lookUps) {
        return with("""
                        select l.member_id, l.register, r.file_id, r.sheet, r.line, r.attribute, r.amount_cents,
                          app.department_facts_of(r.file_id, r.sheet, r.line) as facts, r.data_date, f.data_date as file_date
                        from LOOK_UPS
                        join app.household_member m on m.id = l.member_id
                        join app.department_file f on f.county = :county and f.register = l.register and f.current
                        cross join app.department_records_of(f.id, m.identity_hash) r
                        order by l.member_id, l.register, r.sheet, r.line
                        """, lookUps)
                .param("county", county.county().value())
                .query((row, n) -> {
                    var sealed =
                            requireNonNull(SealedFact.read(cipher.open(row.getBytes("facts")), row.getInt("line")));
                    var lookUp = lookUp(row);
                    var cents = row.getBigDecimal("amount_cents");
                    var attribute = row.getString("attribute");
                    var date = row.getObject("data_date", LocalDate.class);
                    return new Match(
                            lookUp.member(),
                            lookUp.register(),
                            row.getObject("file_id", UUID.class),
                            row.getInt("sheet"),
                            row.getInt("line"),
                            sealed.name(),
                            attribute,
                            cents == null ? null : cents.movePointLeft(2),
                            date == null ? row.getObject("file_date", LocalDate.class) : date,
                            lookUp.register().words(attribute, date, sealed.details()));
                })
                .list();
    }

    @Override
    public int found(CaseId caseId, HouseholdId household, List<Found> found) {
        var fresh = 0;
        for (var finding : found) {
            var match = finding.match();
            fresh += jdbc.sql("""
                            insert into app.comparison_finding
                              (case_id, household_id, member_id, register, file_id, sheet, line, fact_hash, weight, rule, fact, data_date)
                            values (:case, :household, :member, :register, :file, :sheet, :line, :hash, :weight, :rule, :fact, :date)
                            on conflict (case_id, member_id, register, fact_hash) do nothing
                            """)
                    .param("case", caseId.value())
                    .param("household", household.value())
                    .param("member", match.member().value())
                    .param("register", match.register().name())
                    .param("file", match.file())
                    .param("sheet", match.sheet())
                    .param("line", match.line())
                    .param("hash", cipher.lookupHash(FACT, match.name() + '\u001f' + match.fact()))
                    .param("weight", finding.weight().name())
                    .param("rule", finding.rule())
                    .param("fact", keys.seal(household, finding.fact()))
                    .param("date", match.dataDate())
                    .update();
        }
        return fresh;
    }

    @Override
    public List<ComparisonFinding> of(CaseId id) {
        return jdbc.sql("""
                        select * from app.comparison_finding where case_id = ?
                        order by array_position('{HIGH,MEDIUM,LOW}', weight), register, data_date desc, line
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
    public boolean isCompared(CaseId id) {
        return jdbc.sql("select exists (select 1 from app.comparison_run where case_id = ? and file_id is not null)")
                .param(id.value())
                .query(Boolean.class)
                .single();
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
                        insert into app.finding_answer
                          (finding_id, seq, answer, explained_by, explanation, explanation_hash, evidence, answered_by)
                        select :finding, coalesce(max(seq), 0) + 1, :answer, :by, :explanation, :hash, :evidence, :officer
                        from app.finding_answer where finding_id = :finding
                        """)
                .param("finding", finding)
                .param("answer", answer.name())
                .param("by", explainedBy)
                .param("explanation", keys.seal(household(finding), explanation))
                .param("hash", sameWords(explanation))
                .param("evidence", evidence.toArray(UUID[]::new))
                .param("officer", actor.officer().value())
                .update();
    }

    /** Tells the same words without telling them; a few signs are nobody's words. */
    private byte @Nullable [] sameWords(String explanation) {
        var words = explanation.replaceAll("[\\s\\p{P}]", "");
        return words.length() < 6 ? null : cipher.lookupHash("explanation", words);
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
