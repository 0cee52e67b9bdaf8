package cn.bangfu.household.jdbc;

import cn.bangfu.household.ImportId;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.household.RegisterImport.Counts;
import cn.bangfu.household.RowFault;
import cn.bangfu.household.RowFault.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What taking in the staged rows would do to the register as it is now. People are found again by the hash of their identity number; where
 * the number itself was mended, by their name within the household. An empty cell says nothing, except under 监测对象类别, where it says
 * that the household is not monitored. What is dated is compared with what counted on the day the ledger speaks of, so that an older
 * ledger never undoes a newer record.
 */
final class RegisterComparison {

    static final String GOOD = "r.import_id = :id and r.faults is null and r.conflicts is null";
    static final String LIVING = "m.left_on is null and m.died_on is null";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RegisterComparison(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private void run(ImportId id, String sql) {
        jdbc.sql(sql).param("id", id.value()).update();
    }

    void compare(ImportId id, String scope, boolean mended) {
        for (var table : List.of("register_import_change", "register_import_person", "register_import_household")) {
            run(id, "delete from app." + table + " where import_id = :id");
        }
        findConflicts(id, scope, mended);
        findHouseholds(id);
        findPeople(id);
        jdbc.sql("select app.analyze_register_comparison()")
                .query((row, i) -> 0)
                .list();
        findChangesOfHouseholds(id);
        findChangesOfPeople(id);
        findHeadsReplaced(id);
        run(id, """
                update app.register_import_person p set outcome = 'CHANGED'
                where p.import_id = :id and p.outcome = 'UNCHANGED' and exists (
                  select 1 from app.register_import_change c where c.import_id = :id and c.member_id = p.member_id)""");
        run(id, """
                update app.register_import_household s set changed = true
                where s.import_id = :id and exists (select 1 from app.register_import_change c
                  where c.import_id = :id and c.household_id = s.household_id and c.member_id is null)""");
    }

    private void findConflicts(ImportId id, String scope, boolean mended) {
        run(
                id,
                "update app.register_import_row r set conflicts = null where r.import_id = :id and r.conflicts is not null");
        conflict(
                id,
                "exists (select 1 from app.household_member m where m.identity_hash = r.identity_hash and m.died_on is not null)",
                scope,
                RegisterColumn.IDENTITY_NUMBER,
                Reason.DEAD_PERSON,
                "登记中此人已死亡",
                "请核对；如死亡登记有误，请先由县级经办人更正");
        conflict(
                id,
                "exists (select 1 from app.household h where h.number = r.number and h.division not like :scope)",
                scope,
                RegisterColumn.HOUSEHOLD_NUMBER,
                Reason.OTHER_DIVISION,
                "户编号已登记在本单位辖区之外",
                "请核对户编号；确已迁入的，请由县级经办人上传");
        conflict(
                id,
                """
                exists (select 1 from app.household_member m join app.household h on h.id = m.household_id
                  where m.identity_hash = r.identity_hash and %s and h.division not like :scope)""".formatted(LIVING),
                scope,
                RegisterColumn.IDENTITY_NUMBER,
                Reason.REGISTERED_ELSEWHERE,
                "此人已登记在本单位辖区之外的一户中",
                "请核对证件号码；确已迁入的，请由县级经办人上传");
        var registered = """
                exists (select 1 from app.household_member m join app.household h on h.id = m.household_id
                  where m.identity_hash = r.identity_hash and %s and %s)""";
        if (mended) {
            // The line of the person himself is not in this file; the whole ledger was, and the number stood there
            // twice.
            conflict(
                    id,
                    registered.formatted(LIVING, "m.name <> r.name"),
                    scope,
                    RegisterColumn.IDENTITY_NUMBER,
                    Reason.OWN_NUMBER_MISSING,
                    "本人的证件号码没有填：填的是已登记的另一人的号码",
                    "请按证件补填本人的证件号码；如是同一人，请删去本行");
            conflict(
                    id,
                    registered.formatted(LIVING, "h.number <> r.number"),
                    scope,
                    RegisterColumn.IDENTITY_NUMBER,
                    Reason.DUPLICATE_PERSON,
                    "此人已登记在另一户中",
                    "一人只能在一户，请核对户编号，或删去本行");
        } else {
            // A move shows in both households: the former one is in the file without him, or nobody is left there.
            conflict(
                    id,
                    registered.formatted(LIVING, """
                            h.number <> r.number and not (h.origin = 'ADDED' and h.number ~ 'L\\d{4}$')
                            and not exists (select 1 from app.register_import_row o where o.import_id = :id and o.number = h.number)
                            and exists (select 1 from app.household_member s where s.household_id = h.id and s.left_on is null
                              and s.died_on is null and not exists (select 1 from app.register_import_row o
                                where o.import_id = :id and o.identity_hash = s.identity_hash))"""),
                    scope,
                    RegisterColumn.IDENTITY_NUMBER,
                    Reason.REGISTERED_ELSEWHERE,
                    "此人已登记在另一户中，而那一户不在本表里",
                    "请核对证件号码；确已迁户的，请把原户一起放进本表再上传");
        }
    }

    private void conflict(
            ImportId id,
            String condition,
            String scope,
            RegisterColumn column,
            Reason reason,
            String message,
            String remedy) {
        try {
            jdbc.sql("update app.register_import_row r set conflicts = :fault::jsonb where %s and (%s) and :scope <> ''"
                            .formatted(GOOD, condition))
                    .param("id", id.value())
                    .param("scope", scope + "%")
                    .param(
                            "fault",
                            json.writeValueAsString(List.of(new RowFault(column.heading(), reason, message, remedy))))
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void findHouseholds(ImportId id) {
        run(id, """
                insert into app.register_import_household
                select :id, g.number, coalesce(h.id, gen_random_uuid()), h.id is not null, g.sheet, g.line, g.division,
                  g.registration_type, g.policy_status, g.residency, g.category, g.village_group, g.income_cents, g.house_level,
                  g.water_safe, g.phone, g.phone_key, g.account, g.account_key, g.has_head
                from (
                  select r.number, min(r.sheet) as sheet, coalesce(min(r.line) filter (where r.relation = '户主'), min(r.line)) as line,
                    max(r.division) as division, max(r.registration_type) as registration_type, max(r.policy_status) as policy_status,
                    max(r.residency) as residency, max(r.category) as category, max(r.village_group) as village_group,
                    max(r.income_cents) as income_cents, max(r.house_level) as house_level, max(r.water_safe) as water_safe,
                    (array_agg(r.phone) filter (where r.phone is not null))[1] as phone, max(r.phone_key) as phone_key,
                    (array_agg(r.account) filter (where r.account is not null))[1] as account, max(r.account_key) as account_key,
                    bool_or(r.relation = '户主') as has_head
                  from app.register_import_row r where %s group by r.number
                ) g left join app.household h on h.number = g.number""".formatted(GOOD));
        // A household that was added with a number of ours now comes with its own.
        run(id, """
                update app.register_import_household s set household_id = p.household_id, known = true
                from (
                  select distinct on (household_id) number, household_id from (
                    select distinct on (r.number) r.number, m.household_id
                    from app.register_import_row r
                    join app.register_import_household n on n.import_id = :id and n.number = r.number and not n.known
                    join app.household_member m on m.identity_hash = r.identity_hash and %s
                    join app.household h on h.id = m.household_id and h.origin = 'ADDED' and h.number ~ 'L\\d{4}$'
                    where %s order by r.number, r.relation = '户主' desc, r.line
                  ) one order by household_id, number
                ) p where s.import_id = :id and s.number = p.number""".formatted(LIVING, GOOD));
    }

    private void findPeople(ImportId id) {
        run(id, """
                insert into app.register_import_person
                select :id, r.sheet, r.line, r.number, s.household_id, m.id,
                  case when m.id is null then 'NEW' when m.household_id = s.household_id then 'UNCHANGED' else 'MOVED' end
                from app.register_import_row r
                join app.register_import_household s on s.import_id = :id and s.number = r.number
                left join app.household_member m on m.identity_hash = r.identity_hash and %s
                where %s""".formatted(LIVING, GOOD));
        // A number was mended: the same name in the same household, the old number nowhere in the file, and only one it
        // could be.
        run(id, """
                update app.register_import_person p set member_id = m.id, outcome = 'CHANGED'
                from app.register_import_row r, app.register_import_household s, app.household_member m
                where p.import_id = :id and p.outcome = 'NEW' and r.import_id = :id and r.sheet = p.sheet and r.line = p.line
                and s.import_id = :id and s.number = p.number and s.known
                and m.household_id = p.household_id and m.name = r.name and %1$s
                and not exists (select 1 from app.register_import_row o where o.import_id = :id and o.identity_hash = m.identity_hash)
                and not exists (select 1 from app.household_member o where o.household_id = m.household_id and o.name = m.name
                  and o.id <> m.id and o.left_on is null and o.died_on is null)
                and not exists (select 1 from app.register_import_row o where o.import_id = :id and o.number = r.number and o.name = r.name
                  and (o.sheet, o.line) <> (r.sheet, r.line) and o.faults is null and o.conflicts is null)""".formatted(LIVING));
    }

    private void findChangesOfHouseholds(ImportId id) {
        run(id, """
                insert into app.register_import_change
                select :id, s.number, h.id, null, s.line,
                  coalesce((select m.name from app.household_member m where m.household_id = h.id and %1$s
                    order by m.relation = '户主' desc, m.birth_date limit 1), h.number),
                  f.field, f.was, f.is_now, f.was_sealed, f.is_now_sealed
                from app.register_import_household s
                join app.household h on h.id = s.household_id
                join app.register_import i on i.id = :id
                cross join lateral (values
                  ('户编号', h.number, s.number, null::bytea, null::bytea, h.number <> s.number),
                  ('注销日期', h.dissolved_on::text, null, null, null, h.dissolved_on is not null),
                  ('村编码', h.division, s.division, null, null, h.division <> s.division),
                  ('村民小组', h.village_group, s.village_group, null, null, h.village_group is distinct from s.village_group
                    and s.village_group is not null),
                  ('户类型', h.registration_type, s.registration_type, null, null, h.registration_type <> s.registration_type),
                  ('政策享受状态', %2$s, s.policy_status, null, null, s.policy_status is not null and %2$s <> s.policy_status),
                  ('是否常住', h.residency, s.residency, null, null, h.residency <> s.residency),
                  ('监测对象类别', %3$s, s.category, null, null, '监测对象类别' = any (i.columns) and %3$s is distinct from s.category),
                  ('年人均纯收入', h.income_per_head::text, (s.income_cents / 100.0)::numeric(14, 2)::text, null, null,
                    s.income_cents is not null and h.income_per_head is distinct from (s.income_cents / 100.0)::numeric(14, 2)),
                  ('住房等级', h.house_level, s.house_level, null, null,
                    s.house_level is not null and h.house_level is distinct from s.house_level),
                  ('饮水安全', h.water_safe::text, s.water_safe, null, null,
                    s.water_safe is not null and h.water_safe is distinct from s.water_safe::boolean),
                  ('联系电话', null, null, h.phone, s.phone, s.phone is not null and encode(h.phone_hash, 'hex') is distinct from s.phone_key),
                  ('银行账号', null, null, h.account, s.account,
                    s.account is not null and encode(h.account_hash, 'hex') is distinct from s.account_key)
                ) f(field, was, is_now, was_sealed, is_now_sealed, differs)
                where s.import_id = :id and s.known and f.differs""".formatted(
                LIVING, JdbcHouseholds.STATUS.formatted("i.as_of"), JdbcHouseholds.CATEGORY.formatted("i.as_of")));
    }

    private void findChangesOfPeople(ImportId id) {
        run(id, """
                insert into app.register_import_change
                select :id, p.number, p.household_id, m.id, p.line, m.name, f.field, f.was, f.is_now, f.was_sealed, f.is_now_sealed
                from app.register_import_person p
                join app.register_import_row r on r.import_id = :id and r.sheet = p.sheet and r.line = p.line
                join app.household_member m on m.id = p.member_id
                cross join lateral (values
                  ('证件号码', null, null, m.identity_number, r.identity_number, m.identity_hash <> r.identity_hash),
                  ('姓名', m.name, r.name, null::bytea, null::bytea, m.name <> r.name),
                  ('与户主关系', m.relation, r.relation, null, null, m.relation <> r.relation),
                  ('民族', m.ethnicity, r.ethnicity, null, null, r.ethnicity is not null and m.ethnicity is distinct from r.ethnicity),
                  ('健康状况', array_to_string(m.health, ','), r.health, null, null,
                    r.health is not null and array_to_string(m.health, ',') <> r.health),
                  ('劳动技能', m.labour, r.labour, null, null, r.labour is not null and m.labour is distinct from r.labour),
                  ('在校生状况', m.schooling, r.schooling, null, null,
                    r.schooling is not null and m.schooling is distinct from r.schooling),
                  ('参加城乡居民基本医疗保险', m.insured::text, r.insured, null, null,
                    r.insured is not null and m.insured is distinct from r.insured::boolean)
                ) f(field, was, is_now, was_sealed, is_now_sealed, differs)
                where p.import_id = :id and p.outcome in ('UNCHANGED', 'CHANGED') and f.differs""");
    }

    /** The ledger names a new head and no longer names the former one, who stays until somebody says what became of him. */
    private void findHeadsReplaced(ImportId id) {
        run(id, """
                insert into app.register_import_change
                select :id, s.number, s.household_id, m.id, null, m.name, '与户主关系', m.relation, '原户主', null, null
                from app.register_import_household s
                join app.household_member m on m.household_id = s.household_id and m.relation = '户主' and %s
                where s.import_id = :id and s.known and s.has_head
                and not exists (select 1 from app.register_import_person p where p.import_id = :id and p.member_id = m.id)""".formatted(LIVING));
    }

    Counts counts(ImportId id, String scope) {
        return jdbc.sql("""
                        select
                          (select count(*) from app.register_import_household where import_id = :id) as households,
                          (select count(*) from app.register_import_household where import_id = :id and category is not null) as monitored,
                          (select count(*) from app.register_import_household where import_id = :id and not known) as new_households,
                          (select count(*) from app.register_import_household where import_id = :id and changed) as changed_households,
                          (select count(*) from app.register_import_household s where s.import_id = :id and not s.has_head
                            and not exists (select 1 from app.household_member m where m.household_id = s.household_id and m.relation = '户主'
                              and %1$s)) as without_head,
                          (select count(*) from app.register_import_row where import_id = :id
                            and (faults is not null or conflicts is not null)) as rejected,
                          (select count(*) from app.register_import_row r where %2$s and r.notes is not null) as noted,
                          p.*,
                          %3$s as missing_members,
                          %4$s as missing_households
                        from (
                          select count(*) as members, count(*) filter (where outcome = 'NEW') as new_members,
                            count(*) filter (where outcome = 'CHANGED') as changed_members,
                            count(*) filter (where outcome = 'MOVED') as moved,
                            count(*) filter (where outcome = 'UNCHANGED') as unchanged
                          from app.register_import_person where import_id = :id
                        ) p""".formatted(
                                LIVING,
                                GOOD,
                                "(select count(*) " + MISSING_MEMBERS + ")",
                                "(select count(*) " + MISSING_HOUSEHOLDS + ")"))
                .param("id", id.value())
                .param("scope", scope + "%")
                .query((row, i) -> new Counts(
                        row.getInt("households"),
                        row.getInt("members"),
                        row.getInt("rejected"),
                        row.getInt("monitored"),
                        row.getInt("new_households"),
                        row.getInt("changed_households"),
                        row.getInt("new_members"),
                        row.getInt("changed_members"),
                        row.getInt("moved"),
                        row.getInt("unchanged"),
                        row.getInt("missing_members"),
                        row.getInt("missing_households"),
                        row.getInt("without_head"),
                        row.getInt("noted")))
                .single();
    }

    /** A refused line names its person all the same. */
    static final String MISSING_MEMBERS = """
            from app.register_import_household s
            join app.household_member m on m.household_id = s.household_id and m.left_on is null and m.died_on is null
            where s.import_id = :id and s.known
            and not exists (select 1 from app.register_import_person p where p.import_id = :id and p.member_id = m.id)
            and not exists (select 1 from app.register_import_row o where o.import_id = :id and o.identity_hash = m.identity_hash)""";

    static final String MISSING_HOUSEHOLDS = """
            from app.household h where h.division like :scope and h.dissolved_on is null
            and not exists (select 1 from app.register_import_household s where s.import_id = :id and s.household_id = h.id)
            and not exists (select 1 from app.register_import_row o where o.import_id = :id and o.number = h.number)""";

    String digest(ImportId id) {
        return jdbc.sql("""
                        select md5(concat_ws('|',
                          (select string_agg(concat_ws(',', number, member_id, field, old_value, new_value, md5(old_sealed), md5(new_sealed)), ';'
                            order by number, member_id, field) from app.register_import_change where import_id = :id),
                          (select string_agg(concat_ws(',', sheet, line, number, member_id, outcome), ';' order by sheet, line)
                            from app.register_import_person where import_id = :id),
                          (select string_agg(concat_ws(',', number, known), ';' order by number)
                            from app.register_import_household where import_id = :id)))""").param("id", id.value()).query(String.class).single();
    }
}
