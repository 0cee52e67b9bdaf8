package cn.bangfu.quality.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.quality.QualityFindings;
import cn.bangfu.quality.QualityRule;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.JobThread;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcQualityFindings implements QualityFindings {

    /** What each rule looks for: household, member, village, other household, detail. */
    private static final Map<QualityRule, String> SQL = sql();

    private static final String PARTS = """
            with monitored as (MONITORED),
            homes as (
              select h.*, (m.household_id is not null
                or exists (select from app.identification_case c where c.household_id = h.id and c.closed_at is null)) as entered
              from app.household h left join monitored m on m.household_id = h.id
              where h.dissolved_on is null and h.division like :in_county),
            people as (
              select m.*, h.division from app.household_member m join homes h on h.id = m.household_id
              where m.left_on is null and m.died_on is null)
            """;

    private static final String MONITORED = """
            select household_id from app.monitored_household where ended_at is null
            union
            select l.household_id from (
              select distinct on (household_id) household_id, category from app.household_registered_category
              where valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
              order by household_id, valid_from desc, id desc) l
            where l.category is not null
              and not exists (select from app.monitored_household e where e.household_id = l.household_id and e.ended_at is not null)
            """;

    private static Map<QualityRule, String> sql() {
        var sql = new EnumMap<QualityRule, String>(QualityRule.class);
        sql.put(QualityRule.PERSON_IN_TWO_LEDGER_LINES, """
      select m.household_id, m.id, m.division, null::uuid, '台账第' || r.line || '行又填在户编号' || coalesce(r.number, '（空）')
      from app.register_import_row r join people m on m.identity_hash = r.identity_hash join homes h on h.id = m.household_id
      where r.import_id = (select id from app.register_import where state = 'DONE' and scope like :in_county
          order by finished_at desc limit 1)
        and (r.faults is not null or r.conflicts is not null) and r.number is distinct from h.number""");
        sql.put(QualityRule.SAME_PERSON_TWO_NUMBERS, """
      select a.household_id, a.id, a.division, b.household_id, to_char(a.birth_date, 'YYYY-MM-DD')
      from people a join people b on b.name = a.name and b.birth_date = a.birth_date and b.sex = a.sex
        and b.household_id <> a.household_id and b.identity_hash <> a.identity_hash""");
        sql.put(QualityRule.SHARED_PHONE, """
      select h.id, null::uuid, h.division, min(o.id::text)::uuid, (count(*) + 1) || '户'
      from homes h join homes o on o.phone_hash = h.phone_hash and o.id <> h.id group by h.id, h.division""");
        sql.put(QualityRule.SHARED_ACCOUNT, """
      select h.id, null::uuid, h.division, min(o.id::text)::uuid, (count(*) + 1) || '户'
      from homes h join homes o on o.account_hash = h.account_hash and o.id <> h.id group by h.id, h.division""");
        sql.put(QualityRule.NO_HEAD, """
      select h.id, null::uuid, h.division, null::uuid, null from homes h
      where not exists (select from people m where m.household_id = h.id and m.relation = '户主')""");
        sql.put(QualityRule.SPOUSE_SAME_SEX, """
      select s.household_id, s.id, s.division, null::uuid, null from people s
      join people h on h.household_id = s.household_id and h.relation = '户主' where s.relation in SPOUSE and s.sex = h.sex""");
        sql.put(QualityRule.SPOUSE_TOO_YOUNG, """
      select s.household_id, s.id, s.division, null::uuid, years(s.birth_date) || '岁' from people s
      where s.relation in SPOUSE and years(s.birth_date) < case s.sex when 'MALE' then 22 else 20 end""");
        sql.put(QualityRule.SPOUSE_AGE_GAP, """
      select s.household_id, s.id, s.division, null::uuid, '相差' || abs(years(s.birth_date) - years(h.birth_date)) || '岁' from people s
      join people h on h.household_id = s.household_id and h.relation = '户主'
      where s.relation in SPOUSE and abs(years(s.birth_date) - years(h.birth_date)) >= 30""");
        sql.put(QualityRule.CHILD_OLDER, """
      select c.household_id, c.id, c.division, null::uuid, '户主' || years(h.birth_date) || '岁，本人' || years(c.birth_date) || '岁' from people c
      join people h on h.household_id = c.household_id and h.relation = '户主'
      where c.relation in ('子', '女', '之子', '之女', '长子', '次子', '长女', '次女', '儿子', '女儿') and c.birth_date < h.birth_date + interval '15 years'""");
        sql.put(QualityRule.DEAD_IN_REGISTER, """
      select distinct on (m.id) m.household_id, m.id, m.division, null::uuid, '死亡日期' || coalesce(r.data_date::text, '不详')
      from people m join app.department_record r on r.person_hash = m.identity_hash
        and r.file_id = (select id from app.department_file where register = 'DEATHS' and current and county = :county)""");
        sql.put(QualityRule.LOW_INCOME, """
      select h.id, null::uuid, h.division, null::uuid, '人均' || h.income_per_head || '元，监测线' || :line::text || '元' from homes h
      where h.income_per_head < :line and not h.entered""");
        sql.put(QualityRule.DANGEROUS_HOUSE, """
      select h.id, null::uuid, h.division, null::uuid, h.house_level || '级' from homes h where h.house_level in ('C', 'D') and not h.entered""");
        sql.put(QualityRule.UNSAFE_WATER, """
      select h.id, null::uuid, h.division, null::uuid, null from homes h where h.water_safe = false and not h.entered""");
        sql.put(QualityRule.UNINSURED, """
      select m.household_id, m.id, m.division, null::uuid, null from people m join homes h on h.id = m.household_id
      where m.insured = false and not h.entered""");
        sql.put(QualityRule.NO_MEASURE, """
      select h.id, null::uuid, h.division, null::uuid, to_char(e.entered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '纳入' from homes h
      join app.monitored_household e on e.household_id = h.id and e.ended_at is null and e.case_id is not null
      where e.entered_at < app.legal_now() - interval '1 month'
        and not exists (select from app.assistance_measure m join app.assistance_plan p on p.id = m.plan_id where p.monitored_id = e.id)""");
        sql.put(QualityRule.DISABILITY_NOBODY, """
      select h.id, null::uuid, h.division, null::uuid, null from homes h
      join app.monitored_household e on e.household_id = h.id and e.ended_at is null
      join app.monitored_risk k on k.monitored_id = e.id and k.risk = 'DISABILITY'
      where not exists (select from people m where m.household_id = h.id and 'DISABLED' = any (m.health))""");
        sql.put(QualityRule.LABOUR_ENOUGH, """
      select h.id, null::uuid, h.division, null::uuid, able.n || '人有劳动力，共' || able.everybody || '人' from homes h
      join app.monitored_household e on e.household_id = h.id and e.ended_at is null
      join app.monitored_risk k on k.monitored_id = e.id and k.risk = 'LABOUR_SHORTAGE'
      cross join lateral (select count(*) filter (where m.labour in ('ORDINARY', 'SKILLED')) as n, count(*) as everybody
        from people m where m.household_id = h.id) able
      where able.n * 4 > able.everybody""");
        sql.put(QualityRule.EXIT_WITHOUT_LABOUR, """
      select h.id, null::uuid, h.division, null::uuid, null from homes h
      join app.monitored_household e on e.household_id = h.id and e.ended_as = 'ELIMINATED'
      where not exists (select from people m where m.household_id = h.id and coalesce(m.labour, 'ORDINARY') in ('ORDINARY', 'SKILLED', 'WEAK'))
        and exists (select from people m where m.household_id = h.id)""");
        sql.put(QualityRule.EXIT_AT_ONCE, """
      select h.id, null::uuid, h.division, null::uuid, to_char(e.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from homes h
      join app.monitored_household e on e.household_id = h.id and e.ended_as = 'ELIMINATED'
      where date_trunc('month', e.ended_at) <= date_trunc('month', e.entered_at) + interval '1 month'""");
        return sql;
    }

    private final JdbcClient jdbc;

    JdbcQualityFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void ask(DivisionCode county) {
        jdbc.sql("""
                        insert into app.quality_job (county) values (?)
                        on conflict (county) do update set claimed = false, failed = false where quality_job.failed""").param(county.value()).update();
    }

    @Override
    public Optional<DivisionCode> claim() {
        return jdbc.sql("""
                        update app.quality_job set claimed = true, heartbeat_at = clock_timestamp()
                        where county = (select county from app.quality_job
                          where not failed and (not claimed or heartbeat_at < clock_timestamp() - interval '%d seconds')
                          limit 1 for update skip locked)
                        returning county""".formatted(JobThread.SILENT.toSeconds()))
                .query((row, i) -> new DivisionCode(row.getString(1)))
                .optional();
    }

    @Override
    public void heartbeat(DivisionCode county) {
        jdbc.sql("update app.quality_job set heartbeat_at = clock_timestamp() where county = ? and claimed")
                .param(county.value())
                .update();
    }

    @Override
    public void fail(DivisionCode county) {
        jdbc.sql("update app.quality_job set failed = true where county = ?")
                .param(county.value())
                .update();
    }

    @Override
    public Optional<Asked> asked(DivisionCode county) {
        return jdbc.sql("select failed from app.quality_job where county = ?")
                .param(county.value())
                .query((row, i) -> row.getBoolean(1) ? Asked.FAILED : Asked.RUNNING)
                .optional();
    }

    @Override
    @Transactional
    public void look(DivisionCode county, @Nullable BigDecimal line) {
        var started = System.nanoTime();
        jdbc.sql("delete from app.quality_finding f using app.quality_look l where l.id = f.look_id and l.county = ?")
                .param(county.value())
                .update();
        jdbc.sql("delete from app.quality_look where county = ?")
                .param(county.value())
                .update();
        var look = jdbc.sql("insert into app.quality_look (county, took_ms) values (?, 0) returning id")
                .param(county.value())
                .query(UUID.class)
                .single();
        for (var rule : SQL.entrySet()) {
            if (rule.getKey() != QualityRule.LOW_INCOME || line != null) {
                look(look, rule.getKey(), rule.getValue(), county, line);
            }
        }
        // Last: the heartbeat writes this row too.
        jdbc.sql("delete from app.quality_job where county = ?")
                .param(county.value())
                .update();
        jdbc.sql("update app.quality_look set took_ms = ? where id = ?")
                .params((int) ((System.nanoTime() - started) / 1_000_000), look)
                .update();
    }

    private void look(UUID look, QualityRule rule, String sql, DivisionCode county, @Nullable BigDecimal line) {
        var years = "extract(year from age((app.legal_now() at time zone 'Asia/Shanghai')::date, $1))::int";
        var statement = jdbc.sql((PARTS
                                + "insert into app.quality_finding (look_id, rule, household_id, member_id, village, other_id, detail) "
                                + "select :look, :rule, f.* from (" + sql
                                + ") f (household_id, member_id, village, other_id, detail)")
                        .replace("MONITORED", MONITORED)
                        .replace("SPOUSE", "('配偶', '妻', '夫', '妻子', '丈夫')")
                        .replaceAll("years\\(([a-z.A-Z_]+)\\)", years))
                .param("look", look)
                .param("rule", rule.name())
                .param("in_county", county.value() + "%");
        if (sql.contains(":line")) {
            statement = statement.param("line", line);
        }
        if (sql.contains(":county")) {
            statement = statement.param("county", county.value());
        }
        statement.update();
    }

    @Override
    public Optional<Look> latest(DivisionCode county) {
        return jdbc.sql("select * from app.quality_look where county = ? order by looked_at desc limit 1")
                .param(county.value())
                .query((row, i) -> new Look(row.getTimestamp("looked_at").toInstant(), row.getInt("took_ms")))
                .optional();
    }

    private static final String FROM = " from app.quality_finding f join app.quality_look l on l.id = f.look_id ";

    @Override
    public Map<QualityRule, Integer> counts(DivisionCode county, DivisionScope scope) {
        var counts = new EnumMap<QualityRule, Integer>(QualityRule.class);
        jdbc.sql("select f.rule, count(*)" + FROM + "where l.county = ? and " + scope.sqlCondition("f.village")
                        + " group by f.rule")
                .param(county.value())
                .query(row -> {
                    counts.put(QualityRule.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    @Override
    public List<Finding> list(DivisionCode county, DivisionScope scope, @Nullable QualityRule rule, int limit) {
        return jdbc.sql("""
                        select f.*, h.number, m.name as member, o.number as other,
                          (select name from app.household_member d where d.household_id = h.id and d.relation = '户主'
                            and d.left_on is null and d.died_on is null limit 1) as head
                        FROM join app.household h on h.id = f.household_id
                        left join app.household_member m on m.id = f.member_id
                        left join app.household o on o.id = f.other_id
                        where l.county = :county and (:rule::text is null or f.rule = :rule) and SCOPE
                        order by f.rule, f.village, h.number limit :limit""".replace("FROM", FROM).replace("SCOPE", scope.sqlCondition("f.village")))
                .param("county", county.value())
                .param("rule", rule == null ? null : rule.name())
                .param("limit", limit)
                .query((row, i) -> {
                    var head = row.getString("head");
                    return new Finding(
                            QualityRule.valueOf(row.getString("rule")),
                            new HouseholdId(row.getObject("household_id", UUID.class)),
                            row.getString("number"),
                            head == null ? "（无户主）" : head,
                            new DivisionCode(row.getString("village")),
                            row.getString("member"),
                            row.getString("other"),
                            row.getString("detail"));
                })
                .list();
    }
}
