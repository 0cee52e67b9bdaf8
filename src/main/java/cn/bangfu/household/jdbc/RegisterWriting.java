package cn.bangfu.household.jdbc;

import static cn.bangfu.household.jdbc.RegisterComparison.LIVING;

import cn.bangfu.access.Actor;
import cn.bangfu.household.ImportId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes a compared ledger into the register, in the order that the register's own rules ask for. */
final class RegisterWriting {

    /** Asked once a statement; as a column's default it would be asked once a row. */
    private static final String NOW = "(select app.legal_now())";

    private static final String TOUCH = "version = version + 1, updated_at = " + NOW + ", ledger_import = :id";

    private final JdbcClient jdbc;

    RegisterWriting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private void run(ImportId id, String sql) {
        jdbc.sql(sql).param("id", id.value()).update();
    }

    void run(ImportId id, @Nullable Actor actor) {
        households(id);
        // Who leaves a household goes first: a living person belongs to one at a time, and a household has one head.
        run(id, """
                update app.household_member m set left_on = (app.legal_now() at time zone 'Asia/Shanghai')::date, %s
                from app.register_import_person p where p.import_id = :id and p.outcome = 'MOVED' and m.id = p.member_id""".formatted(TOUCH));
        run(id, """
                update app.household_member m set relation = '原户主', %s
                from app.register_import_change c where c.import_id = :id and c.member_id = m.id and c.line is null
                and c.field = '与户主关系'""".formatted(TOUCH));
        people(id, "r.relation <> '户主'");
        people(id, "r.relation = '户主'");
        newPeople(id);
        dated(id, actor);
        history(id, actor);
    }

    private void households(ImportId id) {
        run(id, """
                update app.household h set number = s.number, dissolved_on = null, division = coalesce(s.division, h.division),
                  village_group = coalesce(s.village_group, h.village_group),
                  registration_type = coalesce(s.registration_type, h.registration_type), residency = coalesce(s.residency, h.residency),
                  income_per_head = coalesce((s.income_cents / 100.0)::numeric(14, 2), h.income_per_head),
                  house_level = coalesce(s.house_level, h.house_level), water_safe = coalesce(s.water_safe::boolean, h.water_safe),
                  phone = coalesce(s.phone, h.phone), phone_hash = coalesce(decode(s.phone_key, 'hex'), h.phone_hash),
                  account = coalesce(s.account, h.account), account_hash = coalesce(decode(s.account_key, 'hex'), h.account_hash),
                  ledger_line = s.line, %s
                from app.register_import_household s
                where s.import_id = :id and s.known and s.changed and h.id = s.household_id""".formatted(TOUCH));
        run(id, """
                insert into app.household (id, number, division, village_group, registration_type, residency, income_per_head, house_level,
                  water_safe, phone, phone_hash, account, account_hash, origin, ledger_import, ledger_line, created_at, updated_at)
                select s.household_id, s.number, s.division, s.village_group, s.registration_type, coalesce(s.residency, 'DOUBTFUL'),
                  (s.income_cents / 100.0)::numeric(14, 2), s.house_level, s.water_safe::boolean, s.phone, decode(s.phone_key, 'hex'),
                  s.account, decode(s.account_key, 'hex'), 'LEDGER', :id, s.line, %1$s, %1$s
                from app.register_import_household s where s.import_id = :id and not s.known""".formatted(NOW));
    }

    private void people(ImportId id, String which) {
        run(id, """
                update app.household_member m set name = r.name, identity_number = r.identity_number, identity_hash = r.identity_hash,
                  birth_date = r.birth_date, sex = r.sex, relation = r.relation, ethnicity = coalesce(r.ethnicity, m.ethnicity),
                  health = coalesce(string_to_array(r.health, ','), m.health), labour = coalesce(r.labour, m.labour),
                  schooling = coalesce(r.schooling, m.schooling), insured = coalesce(r.insured::boolean, m.insured),
                  ledger_line = r.line, %s
                from app.register_import_person p, app.register_import_row r
                where p.import_id = :id and p.outcome = 'CHANGED' and m.id = p.member_id
                and r.import_id = :id and r.sheet = p.sheet and r.line = p.line and %s""".formatted(TOUCH, which));
    }

    private void newPeople(ImportId id) {
        run(id, """
                insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation, ethnicity,
                  health, labour, schooling, insured, ledger_import, ledger_line, created_at, updated_at)
                select p.household_id, r.name, r.identity_number, r.identity_hash, r.birth_date, r.sex, r.relation, r.ethnicity,
                  coalesce(string_to_array(r.health, ','), '{}'), r.labour, r.schooling, r.insured::boolean, :id, r.line, %1$s, %1$s
                from app.register_import_person p
                join app.register_import_row r on r.import_id = :id and r.sheet = p.sheet and r.line = p.line
                where p.import_id = :id and p.outcome in ('NEW', 'MOVED')""".formatted(NOW));
    }

    private void dated(ImportId id, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.household_policy_status (household_id, status, valid_from, source, recorded_by, recorded_by_name,
                          recorded_at)
                        select s.household_id, s.policy_status, i.as_of, '台账：' || coalesce(i.title, i.file_name), :person, :name, %s
                        from app.register_import_household s join app.register_import i on i.id = :id
                        where s.import_id = :id and s.policy_status is not null and (not s.known or exists (
                          select 1 from app.register_import_change c where c.import_id = :id and c.household_id = s.household_id
                          and c.field = '政策享受状态'))""".formatted(NOW))
                .param("id", id.value())
                .param("person", actor == null ? null : actor.person().value())
                .param("name", actor == null ? null : actor.name())
                .update();
        run(id, """
                insert into app.household_registered_category (household_id, category, valid_from, source)
                select s.household_id, s.category, i.as_of, '台账：' || coalesce(i.title, i.file_name)
                from app.register_import_household s join app.register_import i on i.id = :id
                where s.import_id = :id and ((not s.known and s.category is not null) or exists (
                  select 1 from app.register_import_change c where c.import_id = :id and c.household_id = s.household_id
                  and c.field = '监测对象类别'))""");
    }

    private void history(ImportId id, @Nullable Actor actor) {
        var by = """
                :id, %s, :person, :name, :office""";
        record(
                id,
                actor,
                "select c.household_id, c.member_id, c.field, c.old_value, c.new_value, c.old_sealed, c.new_sealed, '台账导入', "
                        + by.formatted("c.line") + " from app.register_import_change c where c.import_id = :id");
        record(id, actor, """
                select m.household_id, m.id, '家庭成员', m.name, null, null, null, '台账导入：转入户编号' || p.number, %s
                from app.register_import_person p join app.household_member m on m.id = p.member_id
                where p.import_id = :id and p.outcome = 'MOVED'""".formatted(by.formatted("p.line")));
        record(id, actor, """
                select m.household_id, m.id, '家庭成员', null, m.name, null, null, '台账导入', %s
                from app.register_import_household s
                join app.household_member m on m.household_id = s.household_id and m.ledger_import = :id and m.version = 1 and %s
                where s.import_id = :id and s.known""".formatted(by.formatted("m.ledger_line"), LIVING));
    }

    private void record(ImportId id, @Nullable Actor actor, String select) {
        jdbc.sql("""
                        insert into app.household_change (household_id, member_id, field, old_value, new_value, old_sealed, new_sealed,
                          reason, ledger_import, ledger_line, changed_by, changed_by_name, changed_by_office) """ + select)
                .param("id", id.value())
                .param("person", actor == null ? null : actor.person().value())
                .param("name", actor == null ? null : actor.name())
                .param("office", actor == null ? null : actor.officeName())
                .update();
    }
}
