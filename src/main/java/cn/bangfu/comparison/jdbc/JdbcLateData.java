package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.LateData;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLateData implements LateData {

    /** What a gap waits for is there. */
    private static final String THERE =
            "exists (select from app.department_file f where f.county = g.county and f.register = g.register and f.current)";

    private final JdbcClient jdbc;

    JdbcLateData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void await(CaseId id, MemberId member, Set<Register> registers) {
        jdbc.sql("""
                        insert into app.comparison_gap (case_id, member_id, register, county)
                        select :case, :member, register, left(c.village, 6)
                        from unnest(:registers::text[]) as register, app.identification_case c where c.id = :case
                        on conflict (case_id, member_id, register) do update set told_at = null
                        """)
                .param("case", id.value())
                .param("member", member.value())
                .param("registers", registers.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    @Override
    public List<CaseId> takeDue(int most) {
        return jdbc.sql("""
                        with due as (select distinct case_id from app.comparison_gap g where told_at is null and %s limit :most),
                          told as (update app.comparison_gap g set told_at = app.legal_now()
                            where g.case_id in (select case_id from due) and g.told_at is null and %s returning g.case_id)
                        select distinct case_id from told
                        """.formatted(THERE, THERE))
                .param("most", most)
                .query((row, n) -> new CaseId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public boolean takeDue(CaseId id) {
        return jdbc.sql("update app.comparison_gap g set told_at = app.legal_now()"
                                + " where g.case_id = ? and g.told_at is null and " + THERE)
                        .param(id.value())
                        .update()
                > 0;
    }

    @Override
    public Map<MemberId, Set<Register>> there(CaseId id) {
        var there = new HashMap<MemberId, Set<Register>>();
        jdbc.sql("select member_id, register from app.comparison_gap g where g.case_id = ? and " + THERE)
                .param(id.value())
                .query(row -> {
                    there.computeIfAbsent(
                                    new MemberId(row.getObject("member_id", UUID.class)),
                                    member -> EnumSet.noneOf(Register.class))
                            .add(Register.valueOf(row.getString("register")));
                });
        return there;
    }

    @Override
    public void forget(CaseId id) {
        jdbc.sql("delete from app.comparison_gap where case_id = ?")
                .param(id.value())
                .update();
    }

    @Override
    public int carryOver(CaseId id, int months) {
        return jdbc.sql("""
                        with fresh as (
                          select f.* from app.comparison_finding f
                          where f.case_id = :case and not exists (select from app.finding_answer a where a.finding_id = f.id)),
                        known as (
                          select distinct on (fresh.id) fresh.id as fresh_id, a.answer, a.explained_by, a.explanation, a.evidence,
                            a.answered_by, a.answered_at, c.verdict, c.note, c.checked_by, c.checker, c.checked_at
                          from fresh
                          -- the same household as well: what was explained is sealed with its key
                          join app.comparison_finding e on e.household_id = fresh.household_id and e.member_id = fresh.member_id
                            and e.register = fresh.register and e.case_id <> fresh.case_id and e.weight = fresh.weight
                            and e.fact_hash = fresh.fact_hash
                          join app.finding_answer a on a.finding_id = e.id
                            and a.seq = (select max(seq) from app.finding_answer last where last.finding_id = e.id)
                          join app.finding_check c on c.finding_id = a.finding_id and c.seq = a.seq and c.verdict <> 'RETURNED'
                          where c.checked_at > app.legal_now() - make_interval(months => :months)
                          order by fresh.id, c.checked_at desc),
                        answered as (
                          insert into app.finding_answer
                            (finding_id, seq, answer, explained_by, explanation, evidence, answered_by, answered_at)
                          select fresh_id, 1, answer, explained_by, explanation, evidence, answered_by, answered_at from known
                          returning finding_id)
                        insert into app.finding_check (finding_id, seq, verdict, note, checked_by, checker, checked_at)
                        select fresh_id, 1, verdict, note, checked_by, checker, checked_at
                        from known join answered on answered.finding_id = known.fresh_id
                        """).param("case", id.value()).param("months", months).update();
    }
}
