package cn.bangfu.assistance.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A monitored household in the database, and what becomes of it. */
final class MonitoredHome {

    static final String VILLAGE = "150625101205";

    private final JdbcClient jdbc;
    final HouseholdId id = HouseholdId.next();
    final List<MemberId> members = new ArrayList<>();
    final CaseId caseId = new CaseId(UUID.randomUUID());
    final UUID entry;
    UUID measure = UUID.randomUUID();

    /** Entered with a risk, and not helped so far. */
    MonitoredHome(JdbcClient jdbc, String village, int people) {
        this.jdbc = jdbc;
        for (var code : List.of(village.substring(0, 6), village.substring(0, 9), village)) {
            jdbc.sql("""
                            insert into app.division (code, statistical_name, shown_name, parent, holds_households)
                            values (:code, :code, :code, :parent, length(:code) = 12) on conflict do nothing
                            """)
                    .param("code", code)
                    .param("parent", code.length() == 6 ? null : code.substring(0, code.length() - 3))
                    .update();
        }
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin, account, account_hash)
                        values (?, ?, ?, 'ORDINARY', 'YES', 'ADDED', 'x', ?)
                        """)
                .params(id.value(), id.toString(), village, hash("account" + id))
                .update();
        for (var n = 0; n < people; n++) {
            join(UUID.randomUUID().toString());
        }
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'ASSISTANCE')
                        """)
                .params(caseId.value(), caseId.toString(), id.value(), village)
                .update();
        entry = jdbc.sql(
                        "insert into app.monitored_household (household_id, category) values (?, 'MARGINAL') returning id")
                .param(id.value())
                .query(UUID.class)
                .single();
        jdbc.sql("insert into app.monitored_risk (monitored_id, risk) values (?, 'BUSINESS_FAILURE')")
                .param(entry)
                .update();
    }

    /** Entered, with an accepted measure for which the plan names no amount. */
    static MonitoredHome helped(JdbcClient jdbc, int people) {
        var home = new MonitoredHome(jdbc, VILLAGE, people);
        home.measure = home.promise(null, null);
        return home;
    }

    static byte[] hash(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    MemberId join(String identity) {
        var member = MemberId.next();
        jdbc.sql("""
                        insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        values (?, ?, ?, '', ?, '1980-01-01', 'MALE', ?)
                        """)
                .params(
                        member.value(),
                        id.value(),
                        "成员" + members.size(),
                        hash(identity),
                        members.isEmpty() ? "户主" : "之子")
                .update();
        members.add(member);
        return member;
    }

    String identity(MemberId member) {
        return new String(
                jdbc.sql("select identity_hash from app.household_member where id = ?")
                        .param(member.value())
                        .query(byte[].class)
                        .single(),
                StandardCharsets.UTF_8);
    }

    /** Leaves this household for another. */
    void moves(MemberId member, MonitoredHome to) {
        var identity = identity(member);
        jdbc.sql("update app.household_member set left_on = '2026-01-01' where id = ?")
                .param(member.value())
                .update();
        members.remove(member);
        to.join(identity);
    }

    /** The next plan, with one measure that its department accepted. */
    UUID promise(@Nullable BigDecimal amount, @Nullable String cooperating) {
        var plan = jdbc.sql("""
                        insert into app.assistance_plan (monitored_id, version, household_agrees, asked_on, signature, proposed_by)
                        select ?, 1 + count(*), true, '2026-05-20', '{}', gen_random_uuid() from app.assistance_plan where monitored_id = ? returning id
                        """).params(entry, entry).query(UUID.class).single();
        var promised = jdbc.sql("""
                        insert into app.assistance_measure (plan_id, position, risk, kind, lead, cooperating, content, quantity, unit, amount, amount_reason,
                          fund_source, begins_on, due_on, effect)
                        values (:plan, 0, 'BUSINESS_FAILURE', 'INDUSTRY', 'AGRICULTURE', :cooperating, convert_to('出栏肉羊', 'UTF8'), 20, '只', :amount, 'x',
                          '衔接资金', '2026-05-20', '2026-12-31', 'x')
                        returning id
                        """)
                .param("plan", plan)
                .param("cooperating", cooperating)
                .param("amount", amount)
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into app.measure_answer (measure_id, accepted, handler, phone, expected_on, answered_by, office)
                        values (?, true, '刘经办', 'x', '2026-12-01', gen_random_uuid(), '农牧局')
                        """).param(promised).update();
        jdbc.sql("update app.assistance_plan set state = 'STANDS' where id = ?")
                .param(plan)
                .update();
        return promised;
    }

    /** Makes room for the next plan. */
    void planHandedOver() {
        jdbc.sql("""
                        insert into app.responsible_officer (household_id, case_id, name, office, post, phone, phone_hash, not_relative, starts_on, named_by)
                        select ?, ?, '王责任', '旗财政局', '科员', 'x', 'x', true, '2026-05-20', gen_random_uuid()
                        where not exists (select from app.responsible_officer where household_id = ?)
                        """).params(id.value(), caseId.value(), id.value()).update();
        jdbc.sql("update app.assistance_plan set state = 'HANDED_OVER' where monitored_id = ? and state = 'STANDS'")
                .param(entry)
                .update();
    }

    void delivered(int quantity, int accepted) {
        delivered(measure, quantity, accepted);
    }

    void delivered(UUID promised, int quantity, int accepted) {
        var delivery =
                jdbc.sql("""
                        insert into app.measure_delivery (measure_id, done, delivered_on, quantity, unit, content, evidence, by_person, by_name, by_office)
                        values (?, true, (app.legal_now() at time zone 'Asia/Shanghai')::date, ?, '只', 'x', array[gen_random_uuid()], gen_random_uuid(), '刘经办', '农牧局')
                        returning id
                        """).params(promised, quantity).query(UUID.class).single();
        jdbc.sql("""
                        insert into app.measure_inspection (delivery_id, passed, accepted_quantity, inspected_on, second_name, second_office, evidence,
                          by_person, by_name, by_office)
                        values (?, true, ?, (app.legal_now() at time zone 'Asia/Shanghai')::date, '乙', '嘎查', array[gen_random_uuid()], gen_random_uuid(), '甲', '镇政府')
                        """).params(delivery, accepted).update();
    }

    /** In the newest list of the civil affairs department. */
    void listedAsDead(MemberId member) {
        jdbc.sql("update app.department_file set current = false where register = 'DEATHS'")
                .update();
        var file = jdbc.sql("""
                        insert into app.department_file (county, register, file_name, sha256, data_date, accepted, refused)
                        select left(division, 6), 'DEATHS', '死亡登记.csv', convert_to(id::text, 'UTF8'), '2026-05-01', 1, 0
                        from app.household where id = ? returning id
                        """).param(id.value()).query(UUID.class).single();
        var part = jdbc.sql("select app.open_department_part(?)")
                .param(file)
                .query(String.class)
                .single();
        jdbc.sql("insert into app.department_record_" + part + " (sheet, line, person_hash, attribute)"
                        + " select 0, 1, identity_hash, '' from app.household_member where id = ?")
                .param(member.value())
                .update();
        jdbc.sql("select app.close_department_part(?)::text")
                .param(file)
                .query((row, n) -> "")
                .list();
        jdbc.sql("update app.department_file set current = true, current_since = app.legal_now() where id = ?")
                .param(file)
                .update();
    }

    /** Keys that seal nothing: the audit's own tests look at sealing. */
    static final class PlainKeys implements HouseholdKeys {
        @Override
        public byte[] seal(HouseholdId household, String plain) {
            return plain.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> open(HouseholdId household, byte[] sealed) {
            return Optional.of(new String(sealed, StandardCharsets.UTF_8));
        }

        @Override
        public void destroy(HouseholdId household) {
            throw new UnsupportedOperationException();
        }
    }
}
