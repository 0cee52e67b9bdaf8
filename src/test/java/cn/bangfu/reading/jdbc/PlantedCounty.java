package cn.bangfu.reading.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.reading.Conformance.Finding;
import cn.bangfu.reading.Conformance.Query;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A county in which a test plants what nobody may do, with the database's own refusals switched off. */
abstract class PlantedCounty {

    static final DivisionCode COUNTY = new DivisionCode("150625");
    static final String VILLAGE = "150625101205";
    static final String OTHER_VILLAGE = "150625101204";

    final JdbcClient owner;
    final JdbcConformance conformance;
    final JdbcCaseHistory history;

    PlantedCounty(TestPostgres.Database database, JdbcClient jdbc) {
        owner = JdbcClient.create(database.owner());
        conformance = new JdbcConformance(jdbc);
        history = new JdbcCaseHistory(jdbc);
    }

    @BeforeEach
    void nothingIsRefused() {
        if (owner.sql("select count(*) from pg_constraint where contype = 'f' and connamespace = 'app'::regnamespace")
                        .query(Long.class)
                        .single()
                == 0) {
            return;
        }
        owner.sql("select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list()
                .forEach(table -> owner.sql("alter table app." + table + " disable trigger user")
                        .update());
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

    void sql(String text, Object... parameters) {
        owner.sql(text).params(Arrays.asList(parameters)).update();
    }

    UUID household(String village) {
        var id = UUID.randomUUID();
        sql(
                "insert into app.household (id, number, division, registration_type, residency, origin) values (?, ?, ?, 'ORDINARY', 'YES', 'LEDGER')",
                id,
                id.toString().substring(0, 18),
                village);
        return id;
    }

    UUID member(UUID household, String diedOn) {
        var id = UUID.randomUUID();
        sql("""
                insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation, died_on)
                values (?, ?, '某人', '\\x00', uuid_send(?), '1960-01-01', 'MALE', '配偶', ?::date)
                """, id, household, id, diedOn);
        return id;
    }

    UUID opened(String village, String openedAt) {
        var id = UUID.randomUUID();
        sql("""
                insert into app.identification_case (id, number, household_id, village, channel, state, opened_at, accepted_at, proposal)
                values (?, ?, ?, ?, 'HOUSEHOLD', 'ASSESSMENT', ?::timestamptz, ?::timestamptz, 'MARGINAL')
                """, id, "150625-2026-" + id.toString().substring(0, 5), household(village), village, openedAt, openedAt);
        return id;
    }

    void visit(UUID id, String visitedAt, String recordedAt, UUID visitor) {
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

    void reviewed(UUID id, String heldAt, String recordedAt) {
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

    void confirmed(UUID id, String at) {
        var list = UUID.randomUUID();
        var person = UUID.randomUUID();
        sql("insert into app.county_list (id, town, report_number) values (?, '150625101', ?)", list, list.toString());
        sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'COUNTY_HEAD')", id, person);
        sql("""
                insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number, decided_on, confirmed_at)
                values (?, ?, ?, 'UNSTABLE', '{ILLNESS}', '1号', ?::timestamptz::date, ?::timestamptz)
                """, id, list, person, at, at);
    }

    UUID noticed(UUID id, String postedAt, String end, String closedAt) {
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

    void record(UUID id, String element, UUID person, String at) {
        sql(
                "insert into app.step_form (hash, form_key, schema) values (encode(sha256('{}'), 'hex'), 'x', '{}') on conflict do nothing");
        sql("""
                insert into app.step_record (case_id, household_id, element, form_hash, process_key, process_version, officer_id, person_id, actor_name,
                  role, office, answers, at)
                select id, household_id, ?, encode(sha256('{}'), 'hex'), 'household-identification', 1, ?, ?, '其木格', 'TOWN_CLERK', '镇', '\\x00', ?::timestamptz
                from app.identification_case where id = ?
                """, element, person, person, at, id);
    }

    List<String> found(UUID id) {
        return conformance.find(new Query(null, null, null, null, false), DivisionScope.of(COUNTY), 1000).stream()
                .filter(finding ->
                        finding.caseId() != null && finding.caseId().value().equals(id))
                .map(finding -> finding.rule().id())
                .toList();
    }

    UUID householdOf(UUID id) {
        return owner.sql("select household_id from app.identification_case where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    /** Of a village or town as a whole, not of a case. */
    List<String> said(String rule) {
        return conformance.find(new Query(null, null, null, rule, false), DivisionScope.of(COUNTY), 1000).stream()
                .map(Finding::said)
                .toList();
    }

    void explained(UUID id, UUID words) {
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

    UUID monitored(String from, String until) {
        var id = opened(VILLAGE, from + " 09:00+08");
        confirmed(id, from + " 09:00+08");
        sql("""
                insert into app.monitored_household (household_id, case_id, category, entered_at, ended_at, ended_as)
                values (?, ?, 'UNSTABLE', ?::timestamptz, ?::timestamptz, ?)
                """, householdOf(id), id, from + " 09:00+08", until, until == null ? null : "ELIMINATED");
        return id;
    }

    void officer(UUID id, String from, String until) {
        sql("""
                insert into app.responsible_officer (household_id, case_id, name, office, post, phone, phone_hash, not_relative, starts_on, ends_on, named_by)
                values (?, ?, '责任人', '镇政府', '干部', '\\x00', '\\x00', true, ?::date, ?::date, gen_random_uuid())
                """, householdOf(id), id, from, until);
    }

    UUID opinion(UUID person, String at) {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        sql("""
                insert into app.town_opinion (case_id, seq, person_id, hand, decision, opinion, given_at)
                values (?, 1, ?, 'TOWN_REVIEWER', 'AGREE', '\\x00', ?::timestamptz)
                """, id, person, at);
        return id;
    }

    void paid(UUID household, UUID payee, UUID measure) {
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

    List<String> foundOf(UUID household) {
        return conformance.find(new Query(null, null, null, null, false), DivisionScope.of(COUNTY), 1000).stream()
                .filter(finding -> finding.household() != null
                        && finding.household().value().equals(household))
                .map(finding -> finding.rule().id())
                .toList();
    }
}
