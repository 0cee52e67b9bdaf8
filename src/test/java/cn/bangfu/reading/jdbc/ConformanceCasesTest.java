package cn.bangfu.reading.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.reading.Conformance.Finding;
import cn.bangfu.reading.Conformance.Query;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For each rule what it has to find, and beside it what comes as close as can be and is no finding. */
@PostgresTest
class ConformanceCasesTest extends PlantedCounty {

    ConformanceCasesTest(TestPostgres.Database database, JdbcClient jdbc) {
        super(database, jdbc);
    }

    private List<Finding> findings(String rule, String county) {
        conformance.look(new DivisionCode(county), null);
        return conformance.find(
                new Query(null, null, null, rule, false), DivisionScope.of(new DivisionCode(county)), 1000);
    }

    /** Cases of which a rule has something to say. */
    private Set<UUID> cases(String rule) {
        return findings(rule, COUNTY.value()).stream()
                .filter(finding -> finding.caseId() != null)
                .map(finding -> finding.caseId().value())
                .collect(Collectors.toSet());
    }

    private Set<UUID> households(String rule) {
        return findings(rule, COUNTY.value()).stream()
                .filter(finding -> finding.household() != null)
                .map(finding -> finding.household().value())
                .collect(Collectors.toSet());
    }

    private List<String> said(String rule, String county) {
        return findings(rule, county).stream().map(Finding::said).toList();
    }

    private UUID one(String sql, Object... parameters) {
        return owner.sql(sql).params(parameters).query(UUID.class).single();
    }

    /** A plan that stands, with measures of these kinds. */
    private UUID plan(UUID caseId, String... kinds) {
        var plan = UUID.randomUUID();
        sql("""
                insert into app.assistance_plan (id, monitored_id, version, state, household_agrees, asked_on, signature, proposed_by)
                select ?, id, 1, 'STANDS', true, '2026-03-01', '{}', gen_random_uuid() from app.monitored_household where case_id = ?
                """, plan, caseId);
        for (var i = 0; i < kinds.length; i++) {
            sql("""
                    insert into app.assistance_measure (plan_id, position, risk, kind, lead, content, amount_reason, begins_on, due_on, effect)
                    values (?, ?, 'ILLNESS', ?, 'CIVIL_AFFAIRS', '\\x00', '\\x00', '2026-03-01', '2026-09-01', '\\x00')
                    """, plan, i, kinds[i]);
        }
        return plan;
    }

    private UUID measure(UUID caseId) {
        return one("select m.id from app.assistance_measure m where m.plan_id = ?", plan(caseId, "INDUSTRY"));
    }

    private UUID delivered(UUID measure, UUID by) {
        var delivery = UUID.randomUUID();
        sql("""
                insert into app.measure_delivery (id, measure_id, done, delivered_on, content, evidence, by_person, by_name, by_office)
                values (?, ?, true, '2026-03-01', '\\x00', array[gen_random_uuid()], ?, '交付人', '局')
                """, delivery, measure, by);
        return delivery;
    }

    private void inspected(UUID delivery, UUID by, String second, String on) {
        sql("""
                insert into app.measure_inspection (delivery_id, passed, inspected_on, second_name, second_office, evidence, by_person, by_name, by_office)
                values (?, true, ?::date, ?, '镇', array[gen_random_uuid()], ?, '验收人', '镇')
                """, delivery, on, second, by);
    }

    private UUID line(UUID batch, UUID measure, UUID household, UUID payee, int amount) {
        var line = UUID.randomUUID();
        sql("""
                insert into app.fund_line (id, batch_id, measure_id, household_id, payee, amount, by_person, by_name)
                values (?, ?, ?, ?, ?, ?, gen_random_uuid(), '某人')
                """, line, batch, measure, household, payee, amount);
        return line;
    }

    private void paid(UUID line, UUID payee, int amount, String on, UUID account) {
        sql("""
                insert into app.measure_payment (line_id, amount, paid_on, payee, account_hash, voucher, evidence, recorded_at, by_person, by_name, by_office)
                values (?, ?, ?::date, ?, uuid_send(?), '凭证', array[gen_random_uuid()], ?::timestamptz, gen_random_uuid(), '某人', '财政局')
                """, line, amount, on, payee, account, on + " 12:00+08");
    }

    private UUID batch(int budget, int daysAgo) {
        var batch = UUID.randomUUID();
        sql("""
                insert into app.fund_batch (id, county, name, source, document_number, budget, created_at, by_person, by_officer, by_name, by_office)
                values (?, '150625', ?, '县级', '1号', ?, app.legal_now() - make_interval(days => ?), gen_random_uuid(), gen_random_uuid(), '某人', '局')
                """, batch, "批次" + batch, budget, daysAgo);
        return batch;
    }

    @Test
    void appraisedByDeliverer() {
        var same = monitored("2026-01-20", null);
        var other = monitored("2026-01-20", null);
        var person = UUID.randomUUID();
        inspected(delivered(measure(same), person), person, "第二人", "2026-03-02");
        inspected(delivered(measure(other), person), UUID.randomUUID(), "第二人", "2026-03-02");
        var second = monitored("2026-01-20", null);
        inspected(delivered(measure(second), person), UUID.randomUUID(), "交付人", "2026-03-02");
        assertThat(cases("appraised-by-deliverer")).contains(same, second).doesNotContain(other);
    }

    @Test
    void clueClosedUnvisited() {
        var unvisited = opened(VILLAGE, "2026-03-01 09:00+08");
        var visited = opened(VILLAGE, "2026-03-01 09:00+08");
        var refused = opened(VILLAGE, "2026-03-01 09:00+08");
        record(visited, "UserTask_VerifyClue", UUID.randomUUID(), "2026-03-02 09:00+08");
        for (var id : List.of(unvisited, visited)) {
            sql(
                    "update app.identification_case set outcome = 'NO_RISK', state = 'CLOSED', closed_at = '2026-03-03 09:00+08' where id = ?",
                    id);
        }
        sql(
                "update app.identification_case set outcome = 'REFUSED', state = 'CLOSED', closed_at = '2026-03-03 09:00+08' where id = ?",
                refused);
        assertThat(cases("clue-closed-unvisited")).contains(unvisited).doesNotContain(visited, refused);
    }

    private UUID flagged(UUID id, String weight, String foundAt) {
        var finding = UUID.randomUUID();
        sql("""
                insert into app.comparison_finding (id, case_id, household_id, member_id, register, file_id, sheet, line, fact_hash, weight, rule, fact,
                  found_at)
                select ?, id, household_id, gen_random_uuid(), 'PAYROLL', gen_random_uuid(), 1, 1, uuid_send(gen_random_uuid()), ?, 'x', '\\x00', ?::timestamptz
                from app.identification_case where id = ?
                """, finding, weight, foundAt, id);
        return finding;
    }

    private void answered(UUID finding, String answer, boolean evidence, String verdict, String at) {
        sql("""
                insert into app.finding_answer (finding_id, seq, answer, explained_by, explanation, evidence, answered_by)
                values (?, 1, ?, '户主', '\\x00', case when ? then array[gen_random_uuid()] else '{}'::uuid[] end, gen_random_uuid())
                """, finding, answer, evidence);
        sql("""
                insert into app.finding_check (finding_id, seq, verdict, checked_by, checker, checked_at)
                values (?, 1, ?, gen_random_uuid(), '复核人', ?::timestamptz)
                """, finding, verdict, at);
    }

    @Test
    void confirmedWithARedFlag() {
        sql("alter table app.finding_answer drop constraint if exists finding_answer_evidence_check");
        var open = opened(VILLAGE, "2026-03-01 09:00+08");
        var returned = opened(VILLAGE, "2026-03-01 09:00+08");
        var explained = opened(VILLAGE, "2026-03-01 09:00+08");
        var light = opened(VILLAGE, "2026-03-01 09:00+08");
        var later = opened(VILLAGE, "2026-03-01 09:00+08");
        flagged(open, "HIGH", "2026-03-02 09:00+08");
        answered(
                flagged(returned, "HIGH", "2026-03-02 09:00+08"),
                "TRUE_NO_EFFECT",
                true,
                "RETURNED",
                "2026-03-31 09:00+08");
        answered(
                flagged(explained, "HIGH", "2026-03-02 09:00+08"),
                "TRUE_NO_EFFECT",
                true,
                "ACCEPTED",
                "2026-04-01 08:59+08");
        flagged(light, "MEDIUM", "2026-03-02 09:00+08");
        flagged(later, "HIGH", "2026-04-01 09:01+08");
        for (var id : List.of(open, returned, explained, light, later)) {
            confirmed(id, "2026-04-01 09:00+08");
        }
        assertThat(cases("confirmed-with-red-flag")).contains(open, returned).doesNotContain(explained, light, later);
        assertThat(cases("explained-without-evidence")).doesNotContain(explained);
        var bare = opened(VILLAGE, "2026-03-01 09:00+08");
        var affects = opened(VILLAGE, "2026-03-01 09:00+08");
        answered(flagged(bare, "HIGH", "2026-03-02 09:00+08"), "OUT_OF_DATE", false, "ACCEPTED", "2026-03-20 09:00+08");
        // it says itself that the finding is true and counts
        answered(
                flagged(affects, "HIGH", "2026-03-02 09:00+08"),
                "TRUE_AFFECTS",
                false,
                "ACCEPTED",
                "2026-03-20 09:00+08");
        assertThat(cases("explained-without-evidence")).contains(bare).doesNotContain(affects);
    }

    @Test
    void consentByNobody() {
        var later = opened(VILLAGE, "2026-03-01 09:00+08");
        var refused = opened(VILLAGE, "2026-03-01 09:00+08");
        var unconfirmed = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(later, refused, unconfirmed)) {
            sql("""
                    insert into app.comparison_authorization (case_id, member_id, decision, sign_by, recorded_by)
                    values (?, gen_random_uuid(), ?, '2026-03-20', gen_random_uuid())
                    """, id, id.equals(refused) ? "REFUSED" : "LATER");
        }
        confirmed(later, "2026-04-01 09:00+08");
        confirmed(refused, "2026-04-01 09:00+08");
        assertThat(cases("consent-by-nobody")).contains(later).doesNotContain(refused, unconfirmed);
    }

    private void labour(UUID caseId, String labour) {
        sql("update app.household_member set labour = ? where id = ?", labour, member(householdOf(caseId), null));
    }

    @Test
    void exitWithoutLabour() {
        var none = monitored("2025-01-20", "2026-03-01");
        var weak = monitored("2025-01-20", "2026-03-01");
        var unknown = monitored("2025-01-20", "2026-03-01");
        var stays = monitored("2025-01-20", null);
        labour(none, "LOST");
        labour(weak, "LOST");
        labour(weak, "WEAK");
        member(householdOf(unknown), null);
        labour(stays, "LOST");
        assertThat(cases("exit-without-labour")).contains(none).doesNotContain(weak, unknown, stays);
    }

    @Test
    void fundsNotPosted() {
        var unposted = household(VILLAGE);
        var posted = household(VILLAGE);
        var twoLevels = household(VILLAGE);
        for (var household : List.of(unposted, posted, twoLevels)) {
            var batch = batch(10_000, 5);
            var payee = member(household, null);
            paid(line(batch, UUID.randomUUID(), household, payee, 500), payee, 500, "2026-03-10", payee);
            if (!household.equals(unposted)) {
                var notice = UUID.randomUUID();
                sql(
                        """
                        insert into app.fund_notice (id, batch_id, code, parameter_set, levels, days, day_kind, published_at, published_in, legal_end, board_text,
                          web_text, by_person, by_officer, by_name, by_office)
                        values (?, ?, substr(translate(md5(?), '01589', 'abcde') || 'abcdefghij', 1, 26), gen_random_uuid(), ?::text[], 5, 'CALENDAR',
                          '2026-03-01', pg_current_xact_id(), '2026-03-07', '', '', gen_random_uuid(), gen_random_uuid(), '某人', '局')
                        """,
                        notice,
                        batch,
                        notice.toString(),
                        household.equals(posted) ? "{VILLAGE,TOWN,COUNTY}" : "{VILLAGE,TOWN}");
                sql(
                        "insert into app.fund_notice_closing (notice_id, result, closed_at, by_person, by_name) values (?, 'PASSED', '2026-03-10 12:00+08', gen_random_uuid(), '某人')",
                        notice);
            }
        }
        assertThat(households("funds-not-posted")).contains(unposted, twoLevels).doesNotContain(posted);
    }

    @Test
    void fundsUnspent() {
        var idle = batch(1000, 181);
        var young = batch(1000, 179);
        var half = batch(1000, 181);
        for (var batch : List.of(idle, young, half)) {
            var household = household(VILLAGE);
            var payee = member(household, null);
            paid(
                    line(batch, UUID.randomUUID(), household, payee, 500),
                    payee,
                    batch.equals(half) ? 500 : 499,
                    "2026-03-10",
                    payee);
        }
        assertThat(said("funds-unspent", "150625"))
                .anySatisfy(said -> assertThat(said).contains(idle.toString()))
                .noneSatisfy(said -> assertThat(said).contains(young.toString()))
                .noneSatisfy(said -> assertThat(said).contains(half.toString()));
    }

    @Test
    void guaranteeOnly() {
        var only = monitored("2026-01-20", null);
        var more = monitored("2026-01-20", null);
        var unable = monitored("2026-01-20", null);
        plan(only, "COMPREHENSIVE");
        plan(more, "COMPREHENSIVE", "EMPLOYMENT");
        plan(unable, "COMPREHENSIVE");
        labour(only, "ORDINARY");
        labour(more, "ORDINARY");
        labour(unable, "WEAK");
        assertThat(cases("guarantee-only")).contains(only).doesNotContain(more, unable);
    }

    @Test
    void letterNotDelivered() {
        var late = opened(VILLAGE, "2026-03-01 09:00+08");
        var never = opened(VILLAGE, "2026-03-01 09:00+08");
        var intime = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(late, never, intime)) {
            var owed = UUID.randomUUID();
            sql("""
                    insert into app.delivery_owed (id, case_id, household_id, kind, owed_at, due_at)
                    select ?, id, household_id, 'REFUSED', '2026-03-10 09:00+08', '2026-03-15 00:00+08' from app.identification_case where id = ?
                    """, owed, id);
            if (!id.equals(never)) {
                sql("""
                        insert into app.delivery (owed_id, delivered_on, proof, evidence, recorded_at, by_person, by_officer, by_name, by_office)
                        values (?, '2026-03-14', 'SIGNATURE', array[gen_random_uuid()], ?::timestamptz, gen_random_uuid(), gen_random_uuid(), '某人', '村')
                        """, owed, id.equals(late) ? "2026-03-15 00:01+08" : "2026-03-15 00:00+08");
            }
        }
        assertThat(cases("letter-not-delivered")).contains(late, never).doesNotContain(intime);
    }

    @Test
    void noMeasure() {
        var none = monitored("2026-01-20", null);
        var accepted = monitored("2026-01-20", null);
        var declined = monitored("2026-01-20", null);
        var ended = monitored("2026-01-20", "2026-06-01");
        var young = monitored("2026-01-20", null);
        sql(
                "update app.monitored_household set entered_at = app.legal_now() - interval '9 days 23 hours' where case_id = ?",
                young);
        for (var id : List.of(accepted, declined)) {
            sql("""
                    insert into app.measure_answer (measure_id, accepted, handler, phone, expected_on, reason, answered_by, office)
                    values (?, ?, '某人', '\\x00', '2026-06-01', '\\x00', gen_random_uuid(), '局')
                    """, measure(id), id.equals(accepted));
        }
        assertThat(cases("no-measure")).contains(none, declined).doesNotContain(accepted, ended, young);
    }

    @Test
    void noObjectionInAYear() {
        for (var county : List.of("150626", "150627", "150628")) {
            UUID notice = null;
            for (var i = 0; i < (county.equals("150627") ? 19 : 20); i++) {
                notice = noticed(
                        opened(county + "101201", "2026-03-01 09:00+08"),
                        "2026-11-01 09:00+08",
                        "2026-11-07 00:00+08",
                        "2026-11-07 09:00+08");
                sql(
                        "update app.notice_batch set published_at = app.legal_now() - interval '364 days' where id = (select batch_id from app.public_notice where id = ?)",
                        notice);
            }
            if (county.equals("150628")) {
                sql("""
                        insert into app.objection (notice_id, village, code, kind, way, named, content, received_on, received_at, by_person)
                        values (?, ?, substr(translate(md5(?), '01589', 'abcde') || 'abcdefghij', 1, 26), 'INCLUSION', 'VISIT', true, '\\x00', '2026-03-11',
                          app.legal_now() - interval '300 days', gen_random_uuid())
                        """, notice, county + "101201", notice + "o");
            }
        }
        assertThat(said("no-objection-in-a-year", "150626")).containsExactly("一年公示20户，没有收到一件异议");
        assertThat(said("no-objection-in-a-year", "150627")).isEmpty();
        assertThat(said("no-objection-in-a-year", "150628")).isEmpty();
    }

    @Test
    void officerOverloaded() {
        sql("""
                insert into app.parameter_set (county, valid_from, entries, note)
                values ('150629', '2020-01-01', '{"officerHouseholdsMaximum": {"value": "2", "confirmed": true}}', 'x')
                """);
        var busy = List.of("忙人", "忙人", "忙人", "闲人", "闲人", "旧人", "旧人", "旧人");
        for (var i = 0; i < busy.size(); i++) {
            sql("""
                    insert into app.responsible_officer (household_id, case_id, name, office, post, phone, phone_hash, not_relative, starts_on, ends_on, named_by)
                    values (?, gen_random_uuid(), ?, '镇政府', '干部', '\\x00', convert_to(?, 'UTF8'), true, '2026-01-01', ?::date, gen_random_uuid())
                    """, household("150629101201"), busy.get(i), busy.get(i), i == busy.size() - 1 ? "2026-02-01" : null);
        }
        assertThat(said("officer-overloaded", "150629")).containsExactly("忙人同时负责3户，规定最多2户");
        // a county that has laid down no number
        sql("""
                insert into app.responsible_officer (household_id, case_id, name, office, post, phone, phone_hash, not_relative, starts_on, named_by)
                select gen_random_uuid(), gen_random_uuid(), '某人', '镇政府', '干部', '\\x00', '\\x00', true, '2026-01-01', gen_random_uuid()
                from generate_series(1, 50)
                """);
        assertThat(said("officer-overloaded", "150627")).isEmpty();
    }

    @Test
    void paidBeforeAcceptance() {
        var before = monitored("2026-01-20", null);
        var sameDay = monitored("2026-01-20", null);
        var never = monitored("2026-01-20", null);
        for (var id : List.of(before, sameDay, never)) {
            var measure = measure(id);
            var payee = member(householdOf(id), null);
            if (!id.equals(never)) {
                inspected(
                        delivered(measure, UUID.randomUUID()),
                        UUID.randomUUID(),
                        "第二人",
                        id.equals(before) ? "2026-03-11" : "2026-03-10");
            }
            paid(line(batch(10_000, 5), measure, householdOf(id), payee, 500), payee, 500, "2026-03-10", payee);
        }
        assertThat(cases("paid-before-acceptance")).contains(before, never).doesNotContain(sameDay);
    }

    @Test
    void paidOverTheAmount() {
        var over = household(VILLAGE);
        var exact = household(VILLAGE);
        for (var household : List.of(over, exact)) {
            var payee = member(household, null);
            paid(
                    line(batch(500, 5), UUID.randomUUID(), household, payee, 500),
                    payee,
                    household.equals(over) ? 501 : 500,
                    "2026-03-10",
                    payee);
        }
        assertThat(households("paid-over-amount")).contains(over).doesNotContain(exact);
        assertThat(said("paid-over-amount", "150625"))
                .contains("核定500.00元，付了501.00元")
                .anySatisfy(said -> assertThat(said).contains("预算500.00元，已付501.00元"));
    }

    @Test
    void paidToAForeignAccount() {
        var stranger = household(VILLAGE);
        var shared = household(VILLAGE);
        var alsoShared = household(VILLAGE);
        var own = household(VILLAGE);
        var someone = member(household(VILLAGE), null);
        paid(line(batch(900, 5), UUID.randomUUID(), stranger, someone, 500), someone, 500, "2026-03-10", someone);
        var account = UUID.randomUUID();
        for (var household : List.of(shared, alsoShared)) {
            var payee = member(household, null);
            paid(line(batch(900, 5), UUID.randomUUID(), household, payee, 500), payee, 500, "2026-03-10", account);
        }
        // one account for the same household, twice, and for two of its people
        var first = member(own, null);
        paid(line(batch(900, 5), UUID.randomUUID(), own, first, 500), first, 500, "2026-03-10", first);
        var second = member(own, null);
        paid(line(batch(900, 5), UUID.randomUUID(), own, second, 500), second, 500, "2026-04-10", first);
        assertThat(households("paid-to-foreign-account"))
                .contains(stranger, shared, alsoShared)
                .doesNotContain(own);
    }

    @Test
    void parametersChangedWhileCasesRun() {
        var open = opened("150630101201", "2026-03-01 09:00+08");
        var closed = opened("150631101201", "2026-03-01 09:00+08");
        sql(
                "update app.identification_case set closed_at = '2026-03-31 23:59+08', state = 'CLOSED', outcome = 'REFUSED' where id = ?",
                closed);
        for (var county : List.of("150630", "150631")) {
            sql("""
                    insert into app.parameter_set (county, valid_from, entries, published_at, published_by, note)
                    values (?, '2026-05-01', '{}', '2026-04-01 00:00+08', gen_random_uuid(), '缩短公示期'),
                      (?, '2020-01-01', '{}', '2026-04-01 00:00+08', null, '随产品提供')
                    """, county, county);
        }
        assertThat(open).isNotNull();
        assertThat(said("parameters-changed", "150630")).containsExactly("公布自2026-05-01起的新参数时，有1件案件正在办理：缩短公示期");
        assertThat(said("parameters-changed", "150631")).isEmpty();
    }

    private UUID photographed(long look, String takenAt, String uploadedAt) {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        sql("""
                insert into app.evidence (id, sha256, parts, size, type, name, look, taken_at, uploaded_by, uploaded_at, case_id, village, attached_at)
                select gen_random_uuid(), uuid_send(gen_random_uuid()), 1, 9, 'image/jpeg', '\\x00', ?, ?::timestamptz, gen_random_uuid(), ?::timestamptz, id,
                  village, ?::timestamptz from app.identification_case where id = ?
                """, look, takenAt, uploadedAt, uploadedAt, id);
        return id;
    }

    @Test
    void photographsAlike() {
        var look = 0x5A5A_3C3C_0F0F_6969L;
        var first = photographed(look, null, "2026-03-05 09:00+08");
        var second = photographed(look ^ 0b10101L, null, "2026-03-05 09:00+08");
        var different = photographed(look ^ 0b1010_1010_0000_0000L << 40, null, "2026-03-05 09:00+08");
        // a white wall is like every other white wall
        var wall = photographed(3, null, "2026-03-05 09:00+08");
        var otherWall = photographed(1, null, "2026-03-05 09:00+08");
        assertThat(cases("photograph-alike")).contains(first, second).doesNotContain(different, wall, otherWall);
    }

    @Test
    void photographsOfAnotherTime() {
        var old = photographed(0, "2025-12-31 08:59+08", "2026-03-05 09:00+08");
        var future = photographed(0, "2026-03-06 09:01+08", "2026-03-05 09:00+08");
        var fitting = photographed(0, "2025-12-31 09:00+08", "2026-03-05 09:00+08");
        var clockAhead = photographed(0, "2026-03-06 09:00+08", "2026-03-05 09:00+08");
        var unknown = photographed(0, null, "2026-03-05 09:00+08");
        assertThat(cases("photograph-wrong-time")).contains(old, future).doesNotContain(fitting, clockAhead, unknown);
    }

    private UUID reviewedWith(String name, boolean present, boolean recused) {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        reviewed(id, "2026-03-06 19:00+08", "2026-03-06 20:00+08");
        var meeting = one("select meeting_id from app.village_review where case_id = ?", id);
        var roster = UUID.randomUUID();
        sql("insert into app.village_roster_member (roster_id, seq, name) values (?, 1, ?)", roster, name);
        sql(
                "insert into app.meeting_attendance (meeting_id, roster_id, seq, present) values (?, ?, 1, ?)",
                meeting,
                roster,
                present);
        if (recused) {
            sql(
                    "insert into app.meeting_recusal (meeting_id, case_id, seq, reason) values (?, ?, 1, 'PARTY')",
                    meeting,
                    id);
        }
        sql("update app.household_member set name = '乌云其其格' where id = ?", member(householdOf(id), null));
        return id;
    }

    @Test
    void recusalNotTaken() {
        var stayed = reviewedWith("乌云其其格", true, false);
        var recused = reviewedWith("乌云其其格", true, true);
        var away = reviewedWith("乌云其其格", false, false);
        var namesake = reviewedWith("乌云其其", true, false);
        assertThat(cases("recusal-not-taken")).contains(stayed).doesNotContain(recused, away, namesake);
        var bare = opened(VILLAGE, "2026-03-01 09:00+08");
        reviewed(bare, "2026-03-06 19:00+08", "2026-03-06 20:00+08");
        assertThat(cases("review-without-roster")).contains(bare).doesNotContain(stayed, recused);
    }

    @Test
    void sameMeasures() {
        for (var town : List.of("150632101", "150632102", "150632103")) {
            var plans = town.endsWith("102") ? 7 : 10;
            for (var i = 0; i < plans; i++) {
                var id = opened(town + "201", "2026-03-01 09:00+08");
                confirmed(id, "2026-04-01 09:00+08");
                sql(
                        "insert into app.monitored_household (household_id, case_id, category, entered_at) values (?, ?, 'UNSTABLE', '2026-04-01')",
                        householdOf(id),
                        id);
                // eight of ten in the first town, seven of ten in the third
                var another = i < (town.endsWith("101") ? 2 : town.endsWith("103") ? 3 : 0);
                plan(id, another ? new String[] {"EDUCATION" + i} : new String[] {"INDUSTRY", "EMPLOYMENT"});
            }
        }
        assertThat(said("same-measures", "150632")).containsExactly("10份方案中有8份的措施种类完全一样");
    }

    @Test
    void sameVotes() {
        for (var village : List.of("150633101201", "150633101202", "150633101203")) {
            for (var i = 0; i < (village.endsWith("202") ? 4 : 5); i++) {
                var id = opened(village, "2026-03-01 09:00+08");
                // five reviews of one evening are one sitting
                var day = village.endsWith("203") ? "10" : "1" + i;
                reviewed(id, "2026-03-" + day + " 19:00+08", "2026-03-" + day + " 20:00+08");
            }
        }
        assertThat(findings("same-votes", "150633")).singleElement().satisfies(finding -> assertThat(finding.division())
                .isEqualTo(new DivisionCode("150633101201")));
    }

    @Test
    void trailBroken() {
        var broken = opened(VILLAGE, "2026-03-01 09:00+08");
        var mended = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(mended, broken)) {
            sql("""
                    insert into app.trail_verification (started_at, events, chains, roots, rows, breaks, details)
                    values (now(), 1, 1, 1, 1, 1, jsonb_build_array(jsonb_build_object('kind', 'CHANGED', 'where', ?::text, 'seq', 3, 'said', '第3条被改动')))
                    """, id.toString());
        }
        assertThat(cases("trail-broken")).contains(broken).doesNotContain(mended);
    }

    private void looked(UUID household, UUID person, UUID officer, String at, int times) {
        sql("""
                insert into app.unmask_log (household_id, field, reason, officer, person, person_name, office_name, at)
                select ?, 'phone', '回访', ?, ?, '某人', '镇', ?::timestamptz from generate_series(1, ?)
                """, household, officer, person, at, times);
    }

    @Test
    void unmasking() {
        var household = household(VILLAGE);
        var much = UUID.randomUUID();
        var enough = UUID.randomUUID();
        looked(household, much, much, "2026-03-05 09:00+08", 21);
        looked(household, enough, enough, "2026-03-05 23:59+08", 20);
        looked(household, enough, enough, "2026-03-06 00:00+08", 20);
        assertThat(said("unmasked-many", "150625"))
                .filteredOn(said -> said.startsWith("某人2026-03-0"))
                .containsExactly("某人2026-03-05查看完整号码21次");
        var without = household(VILLAGE);
        looked(without, much, much, "2026-03-05 09:00+08", 1);
        var open = opened(VILLAGE, "2026-03-05 08:59+08");
        looked(householdOf(open), enough, enough, "2026-03-05 09:00+08", 1);
        var closed = opened(VILLAGE, "2026-03-01 09:00+08");
        sql(
                "update app.identification_case set closed_at = '2026-03-05 08:59+08', state = 'CLOSED', outcome = 'REFUSED' where id = ?",
                closed);
        looked(householdOf(closed), enough, enough, "2026-03-05 09:00+08", 1);
        var audited = household(VILLAGE);
        var auditor = UUID.randomUUID();
        sql(
                "insert into app.post (officer, office, role, valid_from) values (?, gen_random_uuid(), 'AUDITOR', '2020-01-01')",
                auditor);
        looked(audited, auditor, auditor, "2026-03-05 09:00+08", 1);
        assertThat(households("unmasked-without-case"))
                .contains(without, householdOf(closed))
                .doesNotContain(householdOf(open), audited);
    }

    @Test
    void visitsEnteredAtOnce() {
        var many = UUID.randomUUID();
        var four = UUID.randomUUID();
        var oneTrip = UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            visit(
                    opened(VILLAGE, "2026-03-01 09:00+08"),
                    "2026-03-0" + (1 + i % 3) + " 0" + i + ":00+08",
                    "2026-03-20 09:00+08",
                    many);
            visit(
                    opened(VILLAGE, "2026-03-01 09:00+08"),
                    "2026-03-0" + (1 + i % 2) + " 1" + i + ":00+08",
                    "2026-03-20 09:00+08",
                    oneTrip);
            if (i < 4) {
                visit(
                        opened(VILLAGE, "2026-03-01 09:00+08"),
                        "2026-03-0" + (1 + i) + " 20:00+08",
                        "2026-03-20 09:00+08",
                        four);
            }
        }
        assertThat(said("visits-entered-at-once", "150625"))
                .singleElement()
                .asString()
                .startsWith("2026-03-20一天登记了5次入户核实，走访日期分布在3天");
    }

    private void consented(UUID id, UUID member, String decision, String signedOn, String at) {
        sql("""
                insert into app.authorization_change (case_id, member_id, decision, registers, signed_on, recorded_by, at)
                values (?, ?, ?, '{VEHICLES}', ?::date, gen_random_uuid(), ?::timestamptz)
                """, id, member, decision, signedOn, at);
    }

    @Test
    void signedWhileAway() {
        var early = opened(VILLAGE, "2026-03-01 09:00+08");
        var sameDay = opened(VILLAGE, "2026-03-01 09:00+08");
        var present = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(early, sameDay, present)) {
            var member = UUID.randomUUID();
            consented(id, member, id.equals(present) ? "REFUSED" : "LATER", null, "2026-03-02 09:00+08");
            consented(id, member, "SIGNED", id.equals(sameDay) ? "2026-03-02" : "2026-03-01", "2026-03-10 09:00+08");
        }
        assertThat(cases("signed-while-away")).contains(early).doesNotContain(sameDay, present);
    }

    @Test
    void consentAltered() {
        var altered = opened(VILLAGE, "2026-03-01 09:00+08");
        var unnoted = opened(VILLAGE, "2026-03-01 09:00+08");
        var signedLater = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(altered, unnoted, signedLater)) {
            var member = UUID.randomUUID();
            sql("""
                    insert into app.comparison_authorization (case_id, member_id, decision, registers, signed_on, recorded_by)
                    values (?, ?, 'SIGNED', '{VEHICLES}', ?::date, gen_random_uuid())
                    """, id, member, id.equals(altered) ? "2026-03-02" : "2026-03-09");
            if (!id.equals(unnoted)) {
                consented(id, member, "LATER", null, "2026-03-02 09:00+08");
                consented(id, member, "SIGNED", "2026-03-09", "2026-03-10 09:00+08");
            }
        }
        assertThat(cases("consent-altered")).contains(altered, unnoted).doesNotContain(signedLater);
    }

    @Test
    void whereACaseStandsIsWhereTheTrailLedIt() {
        var moved = opened(VILLAGE, "2026-03-01 09:00+08");
        var fitting = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(moved, fitting)) {
            for (var seq = 1; seq <= 2; seq++) {
                sql(
                        "insert into app.trail_event (chain, seq, at, case_id, action, to_state, prev_hash, hash) values (?, ?, '2026-03-01 09:00+08', ?, ?, ?, '', '')",
                        id.toString(),
                        seq,
                        id,
                        seq == 1 ? "case.opened" : "case.moved",
                        seq == 1 ? "ACCEPTANCE" : id.equals(fitting) ? "ASSESSMENT" : "TOWN_REVIEW");
            }
            // of a plan, not of the case
            sql(
                    "insert into app.trail_event (chain, seq, at, case_id, action, to_state, prev_hash, hash) values (?, 3, '2026-03-01 09:00+08', ?, 'plan.proposed', 'PROPOSED', '', '')",
                    id.toString(),
                    id);
        }
        assertThat(cases("engine-and-trail")).contains(moved).doesNotContain(fitting);
    }
}
