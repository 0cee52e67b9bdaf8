package cn.bangfu.reading.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.reading.Conformance.Finding;
import cn.bangfu.reading.Conformance.Query;
import cn.bangfu.reading.Conformance.State;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody may do, planted with the database's own refusals switched off, and found by the rules. */
@PostgresTest
class ConformanceTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final String VILLAGE = "150625101205";
    private static final String OTHER_VILLAGE = "150625101204";

    private static final List<String> GUARDED = List.of(
            "identification_case",
            "home_visit",
            "home_visitor",
            "village_review",
            "review_meeting",
            "town_opinion",
            "county_opinion",
            "county_confirmation",
            "comparison_run",
            "comparison_finding",
            "finding_answer",
            "finding_check",
            "notice_batch",
            "public_notice",
            "notice_closing",
            "objection",
            "monitored_household",
            "step_record",
            "trail_event",
            "household",
            "household_member",
            "evidence",
            "income_count",
            "delivery",
            "delivery_owed",
            "parameter_set",
            "notice_photograph",
            "case_hand",
            "household_application",
            "household_change",
            "meeting_recusal",
            "re_check",
            "re_check_decision",
            "responsible_officer",
            "fund_line",
            "measure_payment");

    private final JdbcClient owner;
    private final JdbcConformance conformance;
    private final JdbcCaseHistory history;

    ConformanceTest(TestPostgres.Database database, JdbcClient jdbc) {
        owner = JdbcClient.create(database.owner());
        conformance = new JdbcConformance(jdbc);
        history = new JdbcCaseHistory(jdbc);
    }

    @BeforeEach
    void nothingIsRefused() {
        GUARDED.forEach(table ->
                owner.sql("alter table app." + table + " disable trigger user").update());
        owner.sql("""
                        do $$ declare one record; begin
                          for one in select conrelid::regclass as held_by, conname from pg_constraint
                              where contype = 'f' and connamespace = 'app'::regnamespace loop
                            execute format('alter table %s drop constraint %I', one.held_by, one.conname);
                          end loop;
                        end $$
                        """).update();
        owner.sql("""
                        insert into app.division (code, statistical_name, shown_name, parent, holds_households) values
                          ('150625', '县', '县', null, false), ('150625101', '镇', '镇', '150625', false),
                          ('150625101205', '村', '甲村', '150625101', true), ('150625101204', '村', '乙村', '150625101', true)
                        on conflict do nothing
                        """).update();
    }

    private void sql(String text, Object... parameters) {
        owner.sql(text).params(Arrays.asList(parameters)).update();
    }

    private UUID household(String village) {
        var id = UUID.randomUUID();
        sql(
                "insert into app.household (id, number, division, registration_type, residency, origin) values (?, ?, ?, 'ORDINARY', 'YES', 'LEDGER')",
                id,
                id.toString().substring(0, 18),
                village);
        return id;
    }

    private UUID member(UUID household, String diedOn) {
        var id = UUID.randomUUID();
        sql("""
                insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation, died_on)
                values (?, ?, '某人', '\\x00', uuid_send(?), '1960-01-01', 'MALE', '配偶', ?::date)
                """, id, household, id, diedOn);
        return id;
    }

    private UUID opened(String village, String openedAt) {
        var id = UUID.randomUUID();
        sql("""
                insert into app.identification_case (id, number, household_id, village, channel, state, opened_at, accepted_at, proposal)
                values (?, ?, ?, ?, 'HOUSEHOLD', 'ASSESSMENT', ?::timestamptz, ?::timestamptz, 'MARGINAL')
                """, id, "150625-2026-" + id.toString().substring(0, 5), household(village), village, openedAt, openedAt);
        return id;
    }

    private void visit(UUID id, String visitedAt, String recordedAt, UUID visitor) {
        sql("""
                insert into app.home_visit (case_id, seq, visited_at, place, residency, risks, copes, basic_life_hardship, recorded_at, recorded_by)
                values (?, 1, ?::timestamptz, 'HOME', 'YES', '{}', 'NO', false, ?::timestamptz, ?)
                """, id, visitedAt, recordedAt, visitor);
        sql(
                "insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'VILLAGE') on conflict do nothing",
                id,
                visitor);
        sql(
                "insert into app.home_visitor (case_id, seq, name, office, person_id) values (?, 1, '其木格', '村', ?)",
                id,
                visitor);
    }

    private void reviewed(UUID id, String heldAt, String recordedAt) {
        var meeting = UUID.randomUUID();
        var person = UUID.randomUUID();
        sql("""
                insert into app.review_meeting (id, village, held_at, place, kind, chair, recorder, entitled, present, minutes, recorded_at)
                values (?, ?, ?::timestamptz, '村委会', 'REPRESENTATIVES', '甲', '乙', 30, 20, '{}', ?::timestamptz)
                """, meeting, VILLAGE, heldAt, recordedAt);
        sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'VILLAGE')", id, person);
        sql("""
                insert into app.village_review (meeting_id, case_id, person_id, present, stood_aside, votes_for, votes_against, abstained, result, recorded_at)
                values (?, ?, ?, 20, 0, 18, 2, 0, 'AGREED', ?::timestamptz)
                """, meeting, id, person, recordedAt);
    }

    private void confirmed(UUID id, String at) {
        var list = UUID.randomUUID();
        var person = UUID.randomUUID();
        sql("insert into app.county_list (id, town, report_number) values (?, '150625101', ?)", list, list.toString());
        sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'COUNTY_HEAD')", id, person);
        sql("""
                insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number, decided_on, confirmed_at)
                values (?, ?, ?, 'UNSTABLE', '{ILLNESS}', '1号', ?::timestamptz::date, ?::timestamptz)
                """, id, list, person, at, at);
    }

    private UUID noticed(UUID id, String postedAt, String end, String closedAt) {
        var batch = UUID.randomUUID();
        var notice = UUID.randomUUID();
        sql("""
                insert into app.notice_batch (id, division, parameter_set, level, levels, places, days, day_kind, published_at, published_in, legal_end,
                  by_person, by_officer, by_name, by_office)
                values (?, '150625101', '00000000-0000-4000-8000-000000150625', 'TOWN', '{TOWN}', '{VILLAGE,TOWN}', 5, 'CALENDAR', ?::timestamptz,
                  pg_current_xact_id(), ?::timestamptz, ?, ?, '某人', '镇')
                """, batch, postedAt, end, UUID.randomUUID(), UUID.randomUUID());
        sql("""
                insert into app.public_notice (id, batch_id, case_id, household_id, village, category, people, code, board_name, web_name, board_text,
                  web_text)
                select ?, ?, c.id, c.household_id, c.village, 'MARGINAL', 3, substr(translate(md5(?), '01589', 'abcde') || 'abcdefghij', 1, 26),
                  '', '', '', ''
                from app.identification_case c where c.id = ?
                """, notice, batch, notice.toString(), id);
        sql(
                "insert into app.notice_closing (notice_id, result, closed_at, by_person) values (?, 'PASSED', ?::timestamptz, ?)",
                notice,
                closedAt,
                UUID.randomUUID());
        return notice;
    }

    private void record(UUID id, String element, UUID person, String at) {
        sql(
                "insert into app.step_form (hash, form_key, schema) values (encode(sha256('{}'), 'hex'), 'x', '{}') on conflict do nothing");
        sql("""
                insert into app.step_record (case_id, household_id, element, form_hash, process_key, process_version, officer_id, person_id, actor_name,
                  role, office, answers, at)
                select id, household_id, ?, encode(sha256('{}'), 'hex'), 'household-identification', 1, ?, ?, '其木格', 'TOWN_CLERK', '镇', '\\x00', ?::timestamptz
                from app.identification_case where id = ?
                """, element, person, person, at, id);
    }

    private List<String> found(UUID id) {
        return conformance.find(new Query(null, null, null, null, false), DivisionScope.of(COUNTY), 1000).stream()
                .filter(finding ->
                        finding.caseId() != null && finding.caseId().value().equals(id))
                .map(finding -> finding.rule().id())
                .toList();
    }

    @Test
    void aConfirmationWithoutItsProcedure() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        confirmed(id, "2026-04-01 09:00+08");
        conformance.look(COUNTY, "某审计");
        assertThat(found(id)).contains("step-skipped", "override");
        assertThat(conformance.of(new CaseId(id)))
                .filteredOn(finding -> finding.rule().id().equals("step-skipped"))
                .extracting(Finding::said)
                .contains("已确认纳入，但没有“民主评议”的记录", "已确认纳入，但没有“公示”的记录");
    }

    @Test
    void stepsInTheWrongOrderAndPapersBeforeTheFact() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        visit(id, "2026-03-06 09:00+08", "2026-03-05 09:00+08", UUID.randomUUID());
        reviewed(id, "2026-03-03 19:00+08", "2026-03-03 20:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        visit(clean, "2026-03-04 09:00+08", "2026-03-05 09:00+08", UUID.randomUUID());
        reviewed(clean, "2026-03-06 19:00+08", "2026-03-06 20:00+08");
        conformance.look(COUNTY, null);
        assertThat(found(id)).contains("order-broken", "form-before-visit");
        assertThat(found(clean)).doesNotContain("order-broken", "form-before-visit");
    }

    @Test
    void aNoticeThatWasTooShortAndAnObjectionThatNobodyAnswered() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        var notice = noticed(id, "2026-03-10 09:00+08", "2026-03-16 00:00+08", "2026-03-14 09:00+08");
        sql("""
                insert into app.objection (notice_id, village, code, kind, way, named, content, received_on, received_at, by_person)
                values (?, ?, substr(translate(md5(?), '01589', 'abcde') || 'abcdefghij', 1, 26), 'INCLUSION', 'VISIT', true, '\\x00', '2026-03-11',
                  '2026-03-11 10:00+08', ?)
                """, notice, VILLAGE, notice + "o", UUID.randomUUID());
        confirmed(id, "2026-03-20 09:00+08");
        var clean = opened(OTHER_VILLAGE, "2026-03-01 09:00+08");
        noticed(clean, "2026-03-10 09:00+08", "2026-03-16 00:00+08", "2026-03-16 09:00+08");
        conformance.look(COUNTY, null);
        assertThat(found(id)).contains("notice-too-short", "decided-over-objection", "notice-in-one-place");
        assertThat(found(clean)).doesNotContain("notice-too-short", "decided-over-objection");
    }

    @Test
    void onePersonWithTwoHandsPapersInMinutesAndAfterwards() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        var person = UUID.randomUUID();
        record(id, "UserTask_VisitHousehold", UUID.randomUUID(), "2026-03-02 09:00+08");
        record(id, "UserTask_ReviewInVillage", UUID.randomUUID(), "2026-03-02 09:05+08");
        record(id, "UserTask_HandleTownReview", person, "2026-03-02 09:09+08");
        record(id, "UserTask_DecideInTown", person, "2026-04-02 09:09+08");
        confirmed(id, "2026-04-01 09:00+08");
        conformance.look(COUNTY, null);
        assertThat(found(id)).contains("same-person", "made-in-minutes", "papers-after-decision", "engine-and-trail");
    }

    @Test
    void comparedWithoutConsentAndSignedByTheDead() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        var household = owner.sql("select household_id from app.identification_case where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
        var dead = member(household, "2026-02-01");
        var silent = member(household, null);
        sql("""
                insert into app.comparison_authorization (case_id, member_id, decision, registers, signed_on, recorded_by)
                values (?, ?, 'SIGNED', '{VEHICLES}', '2026-03-01', ?)
                """, id, dead, UUID.randomUUID());
        sql(
                "insert into app.comparison_run (case_id, member_id, register, compared_at) values (?, ?, 'VEHICLES', '2026-03-02 09:00+08')",
                id,
                silent);
        conformance.look(COUNTY, null);
        assertThat(found(id)).contains("compared-before-consent", "signed-after-death");
    }

    @Test
    void oneOfficialInTwoVillagesAtTheSameHour() {
        var person = UUID.randomUUID();
        var here = opened(VILLAGE, "2026-03-01 09:00+08");
        var there = opened(OTHER_VILLAGE, "2026-03-01 09:00+08");
        visit(here, "2026-03-05 09:00+08", "2026-03-05 19:00+08", person);
        visit(there, "2026-03-05 09:40+08", "2026-03-05 19:00+08", person);
        conformance.look(COUNTY, null);
        assertThat(found(here).contains("two-places-at-once") || found(there).contains("two-places-at-once"))
                .isTrue();
    }

    @Test
    void leavingTooSoonAndComingBack() {
        var id = opened(VILLAGE, "2026-01-02 09:00+08");
        confirmed(id, "2026-01-20 09:00+08");
        var household = owner.sql("select household_id from app.identification_case where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
        sql(
                "insert into app.monitored_household (household_id, case_id, category, entered_at, ended_at, ended_as) values (?, ?, 'UNSTABLE',"
                        + " '2026-01-20 09:00+08', '2026-02-10 09:00+08', 'ELIMINATED')",
                household,
                id);
        sql(
                "insert into app.monitored_household (household_id, category, entered_at) values (?, 'UNSTABLE', '2026-05-10 09:00+08')",
                household);
        conformance.look(COUNTY, null);
        var rules = conformance
                .find(new Query(new DivisionCode(VILLAGE), null, null, null, false), DivisionScope.of(COUNTY), 1000)
                .stream()
                .filter(finding -> finding.household() != null
                        && finding.household().value().equals(household))
                .map(finding -> finding.rule().id())
                .toList();
        assertThat(rules).contains("exit-too-soon", "relapse", "national-number");
    }

    @Test
    void incomesThatCrowdUnderTheLine() {
        for (var i = 0; i < 6; i++) {
            var id = opened(OTHER_VILLAGE, "2026-03-0" + (i + 1) + " 09:00+08");
            sql(
                    "insert into app.income_count (case_id, seq, basis, window_from, people_counted, net_income_per_head, counted_at)"
                            + " values (?, 1, 'VISIT', '2025-03-01', 3, 7900.00, '2026-03-09 09:00+08')",
                    id);
        }
        conformance.look(COUNTY, null);
        assertThat(conformance.counts(
                        new Query(new DivisionCode("150625101"), null, null, null, false), DivisionScope.of(COUNTY)))
                .containsKeys("crowding-under-line", "same-incomes");
    }

    private UUID householdOf(UUID id) {
        return owner.sql("select household_id from app.identification_case where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    /** Of a village or town as a whole, not of a case. */
    private List<String> said(String rule) {
        return conformance.find(new Query(null, null, null, rule, false), DivisionScope.of(COUNTY), 1000).stream()
                .map(Finding::said)
                .toList();
    }

    @Test
    void theSameWordsForManyHouseholds() {
        var same = UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            var id = opened(VILLAGE, "2026-03-01 09:00+08");
            explained(id, i < 4 ? same : UUID.randomUUID());
        }
        conformance.look(COUNTY, null);
        assertThat(said("same-explanation")).singleElement().asString().startsWith("4户的疑点说明一字不差");
    }

    private void explained(UUID id, UUID words) {
        var finding = UUID.randomUUID();
        sql("""
                insert into app.comparison_finding (id, case_id, household_id, member_id, register, file_id, sheet, line, fact_hash, weight, rule, fact)
                select ?, id, household_id, gen_random_uuid(), 'VEHICLES', gen_random_uuid(), 1, 1, uuid_send(gen_random_uuid()), 'LOW', 'x', '\\x00'
                from app.identification_case where id = ?
                """, finding, id);
        sql("""
                insert into app.finding_answer (finding_id, seq, answer, explained_by, explanation, explanation_hash, evidence, answered_by)
                values (?, 1, 'TRUE_NO_EFFECT', '户主', '\\x00', uuid_send(?), array[gen_random_uuid()], gen_random_uuid())
                """, finding, words);
    }

    @Test
    void relativesOfCadres() {
        var declared = opened(VILLAGE, "2026-03-01 09:00+08");
        var refused = opened(VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(declared, refused, clean)) {
            sql(
                    "insert into app.household_application (case_id, receipt_number, received_by, relative_in_office) values (?, ?, gen_random_uuid(), ?)",
                    id,
                    "SL" + id,
                    !id.equals(clean));
        }
        confirmed(declared, "2026-04-01 09:00+08");
        confirmed(clean, "2026-04-01 09:00+08");
        reviewed(refused, "2026-03-06 19:00+08", "2026-03-06 20:00+08");
        sql("update app.village_review set result = 'NOT_AGREED' where case_id = ?", refused);
        // whose own account it is, told by the identity number
        var own = opened(VILLAGE, "2026-03-01 09:00+08");
        confirmed(own, "2026-04-01 09:00+08");
        var member = member(householdOf(own), null);
        var person = UUID.randomUUID();
        sql("insert into app.person (id, name, identity_hash) values (?, '某人', uuid_send(?))", person, member);
        var officer = UUID.randomUUID();
        sql(
                "insert into app.officer (id, person, username, password_hash) values (?, ?, ?, 'x')",
                officer,
                person,
                "u" + officer.toString().substring(0, 8));
        sql(
                "insert into app.post (officer, office, role, valid_from) values (?, gen_random_uuid(), 'TOWN_CLERK', '2020-01-01')",
                officer);
        conformance.look(COUNTY, null);
        assertThat(found(declared)).contains("cadre-relative");
        assertThat(found(refused)).contains("cadre-relative");
        assertThat(found(own)).contains("cadre-relative");
        assertThat(found(clean)).doesNotContain("cadre-relative");
    }

    @Test
    void aReCheckByWhoHadActedInTheCase() {
        var same = opened(VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        var person = UUID.randomUUID();
        record(same, "UserTask_ReviewInCounty", person, "2026-03-02 09:00+08");
        record(clean, "UserTask_ReviewInCounty", UUID.randomUUID(), "2026-03-02 09:00+08");
        for (var id : List.of(same, clean)) {
            sql("""
                    insert into app.re_check_decision (re_check_id, stage, result, case_id, person_id, office_kind, content, decided_at, by_officer, by_name, by_office)
                    values (gen_random_uuid(), 'ADMISSION', 'ADMITTED', ?, ?, 'LEADING_GROUP', '\\x00', '2026-04-02 09:00+08', gen_random_uuid(), '某人', '组')
                    """, id, person);
        }
        conformance.look(COUNTY, null);
        assertThat(found(same)).contains("re-checked-by-same-person");
        assertThat(found(clean)).doesNotContain("re-checked-by-same-person");
    }

    @Test
    void anOfficerWhoLeftAndWasNotReplaced() {
        var left = monitored("2026-01-20", null);
        var replaced = monitored("2026-01-20", null);
        officer(left, "2026-01-20", "2026-03-01");
        officer(replaced, "2026-01-20", "2026-03-01");
        officer(replaced, "2026-03-02", null);
        conformance.look(COUNTY, null);
        assertThat(found(left)).contains("officer-not-replaced");
        assertThat(found(replaced)).doesNotContain("officer-not-replaced");
    }

    private UUID monitored(String from, String until) {
        var id = opened(VILLAGE, from + " 09:00+08");
        confirmed(id, from + " 09:00+08");
        sql("""
                insert into app.monitored_household (household_id, case_id, category, entered_at, ended_at, ended_as)
                values (?, ?, 'UNSTABLE', ?::timestamptz, ?::timestamptz, ?)
                """, householdOf(id), id, from + " 09:00+08", until, until == null ? null : "ELIMINATED");
        return id;
    }

    private void officer(UUID id, String from, String until) {
        sql("""
                insert into app.responsible_officer (household_id, case_id, name, office, post, phone, phone_hash, not_relative, starts_on, ends_on, named_by)
                values (?, ?, '责任人', '镇政府', '干部', '\\x00', '\\x00', true, ?::date, ?::date, gen_random_uuid())
                """, householdOf(id), id, from, until);
    }

    @Test
    void whatWasEditedAfterTheDecision() {
        var edited = opened(VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(edited, clean)) {
            confirmed(id, "2026-04-01 09:00+08");
            sql(
                    "insert into app.household_change (household_id, field, changed_by_name, changed_at) values (?, '住房', '某人', ?::timestamptz)",
                    householdOf(id),
                    id.equals(edited) ? "2026-04-10 09:00+08" : "2026-03-20 09:00+08");
        }
        conformance.look(COUNTY, null);
        assertThat(found(edited)).contains("edited-after-decision");
        assertThat(found(clean)).doesNotContain("edited-after-decision");
    }

    @Test
    void approvalsInSecondsAreFoundUnlessAListWasDecidedAtOnce() {
        var hasty = UUID.randomUUID();
        var first = opinion(hasty, "2026-03-10 09:00:00+08");
        var second = opinion(hasty, "2026-03-10 09:00:09+08");
        var lawful = UUID.randomUUID();
        opinion(lawful, "2026-03-10 09:00:00+08");
        var listed = opinion(lawful, "2026-03-10 09:00:09+08");
        record(listed, "UserTask_ReviewInTown", lawful, "2026-03-10 09:00:09+08");
        sql("update app.step_record set batch_id = gen_random_uuid() where case_id = ?", listed);
        conformance.look(COUNTY, null);
        assertThat(found(second)).contains("approved-in-seconds");
        assertThat(found(first)).doesNotContain("approved-in-seconds");
        assertThat(found(listed)).doesNotContain("approved-in-seconds");
    }

    private UUID opinion(UUID person, String at) {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        sql("""
                insert into app.town_opinion (case_id, seq, person_id, hand, decision, opinion, given_at)
                values (?, 1, ?, 'TOWN_REVIEWER', 'AGREE', '\\x00', ?::timestamptz)
                """, id, person, at);
        return id;
    }

    @Test
    void aDeadlineThatPassed() {
        var late = opened(VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(late, clean)) {
            sql("""
                    insert into camunda.act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, state_)
                    values (?, ?, ?, 'x', 'x', '2026-03-01 09:00', 'ACTIVE')
                    """, "p" + id, "p" + id, id.toString());
            sql("""
                    insert into camunda.act_hi_taskinst (id_, task_def_key_, proc_def_key_, proc_inst_id_, execution_id_, name_, start_time_, end_time_, due_date_)
                    values (?, 'UserTask_VisitHousehold', 'x', ?, ?, '入户核实', '2026-03-01 09:00', ?::timestamp, '2026-03-06 00:00')
                    """, "t" + id, "p" + id, "p" + id, id.equals(late) ? "2026-03-07 10:00" : "2026-03-05 10:00");
        }
        conformance.look(COUNTY, null);
        assertThat(found(late)).contains("deadline-missed");
        assertThat(found(clean)).doesNotContain("deadline-missed");
        // and the case's own page tells it where it happened
        assertThat(history.overdue(new CaseId(late))).singleElement().satisfies(one -> assertThat(one.doneAt())
                .isEqualTo(Instant.parse("2026-03-07T02:00:00Z")));
        assertThat(history.overdue(new CaseId(clean))).isEmpty();
    }

    @Test
    void onePhotographInTwoCases() {
        var first = opened(VILLAGE, "2026-03-01 09:00+08");
        var second = opened(OTHER_VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        var picture = UUID.randomUUID();
        for (var id : List.of(first, second, clean)) {
            sql("""
                    insert into app.evidence (id, sha256, parts, size, type, name, uploaded_by, case_id, village, attached_at)
                    select gen_random_uuid(), uuid_send(?), 1, 9, 'image/jpeg', '\\x00', gen_random_uuid(), id, village, '2026-03-05 09:00+08'
                    from app.identification_case where id = ?
                    """, id.equals(clean) ? UUID.randomUUID() : picture, id);
        }
        conformance.look(COUNTY, null);
        assertThat(found(first)).contains("photograph-twice");
        assertThat(found(second)).contains("photograph-twice");
        assertThat(found(clean)).doesNotContain("photograph-twice");
    }

    @Test
    void moneyForTheDeadAndMoneyTwice() {
        var dead = household(VILLAGE);
        var gone = member(dead, "2026-02-01");
        paid(dead, gone, UUID.randomUUID());
        var twice = household(VILLAGE);
        var measure = UUID.randomUUID();
        var alive = member(twice, null);
        paid(twice, alive, measure);
        paid(twice, alive, measure);
        var clean = household(VILLAGE);
        paid(clean, member(clean, null), UUID.randomUUID());
        conformance.look(COUNTY, null);
        assertThat(foundOf(dead)).contains("paid-to-the-dead").doesNotContain("paid-twice");
        assertThat(foundOf(twice)).contains("paid-twice").doesNotContain("paid-to-the-dead");
        assertThat(foundOf(clean)).doesNotContain("paid-to-the-dead", "paid-twice");
    }

    private void paid(UUID household, UUID payee, UUID measure) {
        var line = UUID.randomUUID();
        sql("""
                insert into app.fund_line (id, batch_id, measure_id, household_id, payee, amount, by_person, by_name)
                values (?, gen_random_uuid(), ?, ?, ?, 500, gen_random_uuid(), '某人')
                """, line, measure, household, payee);
        sql("""
                insert into app.measure_payment (line_id, amount, paid_on, payee, account_hash, voucher, evidence, by_person, by_name, by_office)
                values (?, 500, '2026-03-01', ?, uuid_send(?), '凭证', array[gen_random_uuid()], gen_random_uuid(), '某人', '财政局')
                """, line, payee, payee);
    }

    private List<String> foundOf(UUID household) {
        return conformance.find(new Query(null, null, null, null, false), DivisionScope.of(COUNTY), 1000).stream()
                .filter(finding -> finding.household() != null
                        && finding.household().value().equals(household))
                .map(finding -> finding.rule().id())
                .toList();
    }

    @Test
    void exitsBunchedInOneWeek() {
        for (var day : List.of("2025-12-15", "2025-12-15", "2025-12-16", "2025-12-17", "2025-12-18", "2025-05-10")) {
            monitored("2025-01-20", day + " 09:00+08");
        }
        for (var month = 1; month <= 9; month++) {
            monitored("2023-01-20", "2024-0" + month + "-10 09:00+08");
        }
        conformance.look(COUNTY, null);
        assertThat(said("exits-bunched")).singleElement().asString().contains("全年消除6户，其中5户集中在2025-12-15起的一周");
    }

    @Test
    void aFindingIsFollowedUpEndsAndComesBack() {
        var id = opened(VILLAGE, "2026-06-01 09:00+08");
        visit(id, "2026-06-09 09:00+08", "2026-06-05 09:00+08", UUID.randomUUID());
        conformance.look(COUNTY, null);
        var finding = conformance.of(new CaseId(id)).get(0);
        var auditor = new Actor(OfficerId.next(), PersonId.next(), "审计员", Role.AUDITOR, COUNTY, "审计局");
        conformance.follow(finding.id(), State.OPEN, "镇政府", LocalDate.of(2026, 12, 31), "说明情况", auditor);
        assertThat(conformance.find(new Query(null, null, null, null, true), DivisionScope.of(COUNTY), 100))
                .extracting(Finding::id)
                .contains(finding.id());
        sql("update app.home_visit set visited_at = '2026-06-04 09:00+08' where case_id = ?", id);
        conformance.look(COUNTY, null);
        assertThat(found(id)).doesNotContain("form-before-visit");
        assertThat(conformance.find(finding.id()).orElseThrow().gone()).isTrue();
        sql("update app.home_visit set visited_at = '2026-06-09 09:00+08' where case_id = ?", id);
        conformance.look(COUNTY, null);
        assertThat(conformance.find(finding.id()).orElseThrow()).satisfies(again -> {
            assertThat(again.gone()).isFalse();
            assertThat(again.followUp()).isNotNull();
        });
        assertThat(conformance.counts(
                        new Query(null, LocalDate.of(2026, 6, 5), LocalDate.of(2026, 6, 5), "form-before-visit", false),
                        DivisionScope.of(COUNTY)))
                .isEqualTo(Map.of("form-before-visit", 1));
    }
}
