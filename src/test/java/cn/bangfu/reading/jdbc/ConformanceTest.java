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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody may do, planted with the database's own refusals switched off, and found by the rules. */
@PostgresTest
class ConformanceTest extends PlantedCounty {

    ConformanceTest(TestPostgres.Database database, JdbcClient jdbc) {
        super(database, jdbc);
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

    private UUID person() {
        return UUID.randomUUID();
    }

    private void town(UUID id, int seq, UUID person, String hand, String at) {
        sql(
                "insert into app.case_hand (case_id, person_id, hand) values (?, ?, ?) on conflict do nothing",
                id,
                person,
                hand);
        sql("""
                insert into app.town_opinion (case_id, seq, person_id, hand, decision, opinion, category, report_number, given_at)
                values (?, ?, ?, ?, 'AGREE', '\\x00', 'UNSTABLE', '1号', ?::timestamptz)
                """, id, seq, person, hand, at);
    }

    private void county(UUID id, int seq, UUID person, String hand, String at) {
        sql(
                "insert into app.case_hand (case_id, person_id, hand) values (?, ?, ?) on conflict do nothing",
                id,
                person,
                hand);
        sql("""
                insert into app.county_opinion (case_id, seq, list_id, person_id, hand, decision, opinion, given_at)
                values (?, ?, gen_random_uuid(), ?, ?, 'AGREE', '\\x00', ?::timestamptz)
                """, id, seq, person, hand, at);
    }

    /** A step answered by somebody, in the engine, in the records and on the trail. */
    private void done(UUID id, String element, UUID person, String at) {
        var task = UUID.randomUUID().toString();
        record(id, element, person, at);
        sql(
                "update app.step_record set task_id = ? where case_id = ? and element = ? and at = ?::timestamptz",
                task,
                id,
                element,
                at);
        sql("""
                insert into camunda.act_hi_taskinst (id_, task_def_key_, proc_def_key_, proc_inst_id_, execution_id_, name_, start_time_, end_time_,
                  delete_reason_)
                values (?, ?, 'x', ?, ?, '环节', ?::timestamptz at time zone 'Asia/Shanghai' - interval '1 hour',
                  ?::timestamptz at time zone 'Asia/Shanghai', 'completed')
                """, task, element, "p" + id, "p" + id, at, at);
        sql("""
                insert into app.trail_event (chain, seq, at, case_id, action, element, prev_hash, hash)
                select ?, coalesce(max(seq), 0) + 1, ?::timestamptz, ?, 'step.submitted', ?, '', '' from app.trail_event where chain = ?
                """, id.toString(), at, id, element, id.toString());
    }

    private void mayCompare(UUID id, UUID member, String signedOn, String recordedAt) {
        sql("""
                insert into app.comparison_authorization (case_id, member_id, decision, registers, signed_on, recorded_at, recorded_by)
                values (?, ?, 'SIGNED', '{VEHICLES}', ?::date, ?::timestamptz, gen_random_uuid())
                """, id, member, signedOn, recordedAt);
    }

    private void compares(UUID id, UUID member, String at) {
        sql(
                "insert into app.comparison_run (case_id, member_id, register, compared_at) values (?, ?, 'VEHICLES', ?::timestamptz)",
                id,
                member,
                at);
    }

    /** Everything is there, by somebody else each time, and within a minute of what would be too early or too late. */
    @Test
    void aLawfulCaseIsNoFindingThoughItComesCloseToMany() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        sql("update app.identification_case set proposal = 'UNSTABLE' where id = ?", id);
        sql("""
                insert into camunda.act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, state_)
                values (?, ?, ?, 'x', 'x', '2026-03-01 09:00', 'ACTIVE')
                """, "p" + id, "p" + id, id.toString());
        var village = person();
        var townHandler = person();
        var townReviewer = person();
        var townHead = person();
        var countyHandler = person();
        var countyReviewer = person();
        var countyHead = person();
        var member = member(householdOf(id), "2026-03-02");
        mayCompare(id, member, "2026-03-02", "2026-03-02 08:59+08");
        compares(id, member, "2026-03-02 09:00+08");
        sql("""
                insert into app.authorization_change (case_id, member_id, decision, registers, signed_on, sign_by, recorded_by, at)
                select case_id, member_id, decision, registers, signed_on, sign_by, recorded_by, recorded_at
                from app.comparison_authorization where case_id = ?
                """, id);
        // a form that opens a case belongs to no task
        record(id, "StartEvent_HouseholdApplication", village, "2026-03-01 09:00+08");
        sql(
                "insert into app.trail_event (chain, seq, at, case_id, action, prev_hash, hash) values (?, 1, '2026-03-01 09:00+08', ?, 'step.submitted', '', '')",
                id.toString(),
                id);
        visit(id, "2026-03-04 09:00+08", "2026-03-04 09:00+08", village);
        done(id, "UserTask_VisitHousehold", village, "2026-03-04 09:00+08");
        sql("""
                insert into app.decision_run (case_id, stage, decision_key, decision_version, rows, outcome, inputs, ran_at)
                values (?, 'FINAL', 'monitoring-category', 1, '{B1}', 'UNSTABLE', '\\x00', '2026-03-05 09:00+08')
                """, id);
        // who visited may lead the meeting: both are the village's hand
        reviewed(id, "2026-03-06 09:00+08", "2026-03-06 09:01+08");
        done(id, "UserTask_ReviewInVillage", village, "2026-03-06 09:01+08");
        sql("""
                insert into app.meeting_attendance (meeting_id, roster_id, seq, present)
                select meeting_id, gen_random_uuid(), 1, true from app.village_review where case_id = ?
                """, id);
        town(id, 1, townHandler, "TOWN_HANDLER", "2026-03-06 09:02+08");
        done(id, "UserTask_HandleTownReview", townHandler, "2026-03-06 09:02+08");
        town(id, 2, townReviewer, "TOWN_REVIEWER", "2026-03-07 09:00+08");
        done(id, "UserTask_ReviewInTown", townReviewer, "2026-03-07 09:00+08");
        town(id, 3, townHead, "TOWN_HEAD", "2026-03-08 09:00+08");
        done(id, "UserTask_DecideInTown", townHead, "2026-03-08 09:00+08");
        var notice = noticed(id, "2026-03-10 09:00+08", "2026-03-16 00:00+08", "2026-03-16 00:00+08");
        for (var place : List.of("VILLAGE", "TOWN")) {
            for (var moment : List.of("START", "END")) {
                sql("""
                        insert into app.notice_photograph (batch_id, evidence_id, place, moment, recorded_at, by_person)
                        select batch_id, gen_random_uuid(), ?, ?, '2026-03-16 09:00+08', gen_random_uuid() from app.public_notice where id = ?
                        """, place, moment, notice);
            }
        }
        county(id, 1, countyHandler, "COUNTY_HANDLER", "2026-03-16 00:00+08");
        done(id, "UserTask_HandleCountyConfirmation", countyHandler, "2026-03-16 00:00+08");
        county(id, 2, countyReviewer, "COUNTY_REVIEWER", "2026-03-17 09:00+08");
        done(id, "UserTask_ReviewInCounty", countyReviewer, "2026-03-17 09:00+08");
        confirmed(id, "2026-03-18 09:00+08");
        county(id, 3, countyHead, "COUNTY_HEAD", "2026-03-18 09:00+08");
        done(id, "UserTask_DecideInCounty", countyHead, "2026-03-18 09:00+08");
        // after the decision, as it has to be
        done(id, "UserTask_AnnounceDecision", village, "2026-03-19 09:00+08");
        // a task that the case no longer needed
        sql("""
                insert into camunda.act_hi_taskinst (id_, task_def_key_, proc_def_key_, proc_inst_id_, execution_id_, name_, start_time_, end_time_,
                  delete_reason_)
                values (?, 'UserTask_InvestigateObjection', 'x', ?, ?, '异议核查', '2026-03-12 09:00', '2026-03-13 09:00', 'deleted')
                """, "d" + id, "p" + id, "p" + id);
        // the same people in other cases
        var other = opened(VILLAGE, "2026-03-01 09:00+08");
        record(other, "UserTask_HandleTownReview", village, "2026-03-20 09:00+08");
        record(other, "UserTask_ReviewInTown", townHead, "2026-03-21 09:00+08");
        conformance.look(COUNTY, null);
        assertThat(found(id)).isEmpty();
        assertThat(found(other)).doesNotContain("same-person", "step-skipped");
        // each of the eight, one minute or one thing less
        sql("update app.comparison_authorization set recorded_at = '2026-03-02 09:01+08' where case_id = ?", id);
        sql("update app.household_member set died_on = '2026-03-01' where id = ?", member);
        sql("delete from app.town_opinion where case_id = ? and hand = 'TOWN_HANDLER'", id);
        sql(
                "update app.step_record set person_id = ? where case_id = ? and element = 'UserTask_ReviewInTown'",
                townHead,
                id);
        sql(
                "update app.step_record set at = '2026-03-18 09:01+08' where case_id = ? and element = 'UserTask_DecideInTown'",
                id);
        sql("delete from app.step_record where case_id = ? and element = 'UserTask_ReviewInCounty'", id);
        conformance.look(COUNTY, null);
        assertThat(found(id))
                .contains(
                        "compared-before-consent",
                        "signed-after-death",
                        "step-skipped",
                        "same-person",
                        "papers-after-decision",
                        "engine-and-trail");
    }

    /** What makes the engine and the records differ, one at a time. */
    @Test
    void theEngineAndTheTrailDisagree() {
        var missing = opened(VILLAGE, "2026-03-01 09:00+08");
        var somebodyElse = opened(VILLAGE, "2026-03-01 09:00+08");
        var shortTrail = opened(VILLAGE, "2026-03-01 09:00+08");
        var clean = opened(VILLAGE, "2026-03-01 09:00+08");
        for (var id : List.of(missing, somebodyElse, shortTrail, clean)) {
            sql("""
                    insert into camunda.act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, state_)
                    values (?, ?, ?, 'x', 'x', '2026-03-01 09:00', 'ACTIVE')
                    """, "p" + id, "p" + id, id.toString());
            var officer = UUID.randomUUID();
            sql(
                    "insert into app.officer (id, person, username, password_hash) values (?, ?, ?, 'x')",
                    officer,
                    officer,
                    "e" + officer.toString().substring(0, 8));
            done(id, "UserTask_VisitHousehold", officer, "2026-03-04 09:00+08");
            sql("""
                    insert into camunda.act_hi_op_log (id_, task_id_, operation_type_, user_id_, timestamp_)
                    select gen_random_uuid()::text, r.task_id, 'Complete', o.username, '2026-03-04 09:00'
                    from app.step_record r join app.officer o on o.id = r.officer_id where r.case_id = ?
                    """, id);
        }
        sql("update app.step_record set task_id = 'gone' || task_id where case_id = ?", missing);
        sql("""
                update camunda.act_hi_op_log set user_id_ = 'somebody' where task_id_ in (select task_id from app.step_record where case_id = ?)
                """, somebodyElse);
        sql("delete from app.trail_event where chain = ?", shortTrail.toString());
        conformance.look(COUNTY, null);
        assertThat(said("engine-and-trail"))
                .anySatisfy(said -> assertThat(said).contains("在流程里找不到"))
                .anySatisfy(said -> assertThat(said).contains("流程记的是账号somebody"))
                .anySatisfy(said -> assertThat(said).contains("留痕里只有0条"));
        for (var id : List.of(missing, somebodyElse, shortTrail)) {
            assertThat(found(id)).contains("engine-and-trail");
        }
        assertThat(found(clean)).doesNotContain("engine-and-trail");
    }

    /** An hour apart, in one village, or two people of one name. */
    @Test
    void visitsThatOnePersonCanMake() {
        var person = person();
        var first = opened(VILLAGE, "2026-04-01 09:00+08");
        var neighbour = opened(VILLAGE, "2026-04-01 09:00+08");
        var anHourLater = opened(OTHER_VILLAGE, "2026-04-01 09:00+08");
        var namesake = opened(OTHER_VILLAGE, "2026-04-01 09:00+08");
        visit(first, "2026-04-05 09:00+08", "2026-04-05 19:00+08", person);
        visit(neighbour, "2026-04-05 09:20+08", "2026-04-05 19:00+08", person);
        visit(anHourLater, "2026-04-05 10:21+08", "2026-04-05 19:00+08", person);
        visit(namesake, "2026-04-05 09:00+08", "2026-04-05 19:00+08", person());
        conformance.look(COUNTY, null);
        for (var id : List.of(first, neighbour, anHourLater, namesake)) {
            assertThat(found(id)).doesNotContain("two-places-at-once");
        }
    }

    @Test
    void whoDiedOrLeftOnTheDayOfTheSignatureStillSigned() {
        var id = opened(VILLAGE, "2026-03-01 09:00+08");
        var died = member(householdOf(id), "2026-03-02");
        var left = member(householdOf(id), null);
        sql("update app.household_member set left_on = '2026-03-02' where id = ?", left);
        mayCompare(id, died, "2026-03-02", "2026-03-02 10:00+08");
        mayCompare(id, left, "2026-03-02", "2026-03-02 10:00+08");
        conformance.look(COUNTY, null);
        assertThat(found(id)).doesNotContain("signed-after-death");
        sql("update app.household_member set left_on = '2026-03-01' where id = ?", left);
        conformance.look(COUNTY, null);
        assertThat(found(id)).containsOnlyOnce("signed-after-death");
    }

    /** Four under the line, or five with two over it. */
    @Test
    void incomesThatDoNotCrowd() {
        for (var town : Map.of("150625102", new int[] {4, 0}, "150625103", new int[] {5, 2})
                .entrySet()) {
            var village = town.getKey() + "201";
            sql(
                    "insert into app.division (code, statistical_name, shown_name, parent, holds_households) values (?, '镇', '镇', '150625', false), (?, '村', '村', ?, true)",
                    town.getKey(),
                    village,
                    town.getKey());
            for (var i = 0; i < town.getValue()[0] + town.getValue()[1]; i++) {
                sql(
                        "insert into app.income_count (case_id, seq, basis, window_from, people_counted, net_income_per_head, counted_at)"
                                + " values (?, 1, 'VISIT', '2025-03-01', 3, ?, '2026-03-09 09:00+08')",
                        opened(village, "2026-03-0" + (i + 1) + " 09:00+08"),
                        (i < town.getValue()[0] ? 7900 : 8100) + i);
            }
        }
        conformance.look(COUNTY, null);
        for (var town : List.of("150625102", "150625103")) {
            assertThat(conformance.counts(
                            new Query(new DivisionCode(town), null, null, null, false), DivisionScope.of(COUNTY)))
                    .as(town)
                    .doesNotContainKeys("crowding-under-line", "same-incomes");
        }
    }
}
