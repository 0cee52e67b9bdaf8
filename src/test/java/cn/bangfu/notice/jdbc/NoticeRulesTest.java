package cn.bangfu.notice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the database itself holds of a notice, whoever writes: the application, the engine's jobs, or somebody at its console. */
@PostgresTest
class NoticeRulesTest {

    private static final String TOWN = "150625100";
    private static final String VILLAGE = "150625100203";

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final UUID caseId = UUID.randomUUID();
    private final UUID clerk = UUID.randomUUID();
    private final UUID investigator = UUID.randomUUID();
    private final UUID household = UUID.randomUUID();

    NoticeRulesTest(TestPostgres.Database database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database.app());
    }

    @BeforeEach
    void aHousehold() {
        owner("update app.legal_clock set offset_by = '0'");
        owner("""
                insert into app.division (code, statistical_name, shown_name, parent, holds_households)
                values ('150625', '杭锦旗', '杭锦旗', null, false), ('150625100', '锡尼镇', '锡尼镇', '150625', false),
                  ('150625100203', '阿日柴达木村委会', '阿日柴达木村', '150625100', true)
                on conflict do nothing
                """);
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, ?, 'ORDINARY', 'YES', 'ADDED')
                        """).params(household, household.toString(), VILLAGE).update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                        """).params(caseId, caseId.toString(), household, VILLAGE).update();
        for (var person : List.of(clerk, investigator)) {
            jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'OBJECTION_INVESTIGATOR')")
                    .params(caseId, person)
                    .update();
        }
    }

    // ---- publication

    @Test
    void timeRuleAndEndAreTheDatabases() {
        var notice = sql(connection -> publish(connection, """
                insert into app.notice_batch (id, division, parameter_set, levels, places, days, day_kind, published_at, legal_end,
                  published_in, text_version, by_person, by_officer, by_name, by_office)
                values (:batch, :division, gen_random_uuid(), '{COUNTY}', '{COUNTY}', 1, 'WORKING', '2020-01-01', '2020-01-02', '1', 9,
                  :person, :person, '萨仁', '锡尼镇人民政府')
                """));
        var row = jdbc.sql("""
                        select b.*, b.legal_end = app.legal_end(b.published_at, 5, 'CALENDAR') as counted,
                          b.published_at > app.legal_now() - interval '1 minute' as now
                        from app.notice_batch b join app.public_notice n on n.batch_id = b.id where n.id = ?
                        """).param(notice).query().singleRow();
        assertThat(row)
                .containsEntry("days", 5)
                .containsEntry("day_kind", "CALENDAR")
                .containsEntry("text_version", 1);
        assertThat(row).containsEntry("counted", true).containsEntry("now", true);
    }

    @Test
    void eachPlaceNeedsAPhotographFromTheStart() {
        assertRefused(
                "缺少张贴起始照片",
                () -> sql(connection -> {
                    var batch = poster(connection);
                    household(connection, batch, caseId);
                    photograph(connection, batch, "TOWN", "START");
                    return batch;
                }));
        assertRefused(
                "没有户",
                () -> sql(connection -> {
                    var batch = poster(connection);
                    photograph(connection, batch, "TOWN", "START");
                    photograph(connection, batch, "VILLAGE", "START");
                    return batch;
                }));
    }

    @Test
    void nobodyIsPutOnAPosterThatAlreadyHangs() {
        var batch = batchOf(published());
        assertRefused("已张贴", () -> sql(connection -> household(connection, batch, UUID.randomUUID())));
    }

    @Test
    void aHouseholdHangsOnOnePosterAtATime() {
        published();
        assertRefused("不能重复公示", this::published);
    }

    @Test
    void anotherTownsVillageIsRefused() {
        assertRefused(
                "辖区",
                () -> sql(connection -> {
                    var batch = poster(connection, "150625101");
                    return household(connection, batch, caseId);
                }));
    }

    @Test
    void aCountyWithoutATermPublishesNothing() {
        assertRefused("尚未设定公示期", () -> sql(connection -> poster(connection, "110101001")));
    }

    @Test
    void aMissingCalendarYearIsRefused() {
        laterRule("5 WORKING");
        owner("update app.legal_clock set offset_by = make_interval(years => 12)");
        assertRefused("工作日历尚未录入", this::published);
    }

    // ---- the term

    @Test
    void isNotClosedBeforeItsEndHoweverOneTries() {
        var notice = published();
        assertRefused("公示期未满", () -> close(notice, "PASSED"));
        pass("5 days 23 hours");
        jdbc.sql("select 1").query().singleValue();
        var end = jdbc.sql("select legal_end from app.notice_batch where id = ?")
                .param(batchOf(notice))
                .query(OffsetDateTime.class)
                .single();
        passUntil(end.minusSeconds(5));
        assertRefused("公示期未满", () -> close(notice, "PASSED"));
        assertRefused("公示期未满", this::requireEnded);
        passUntil(end);
        photographsAtEnd(notice);
        close(notice, "PASSED");
        assertThatCode(this::requireEnded).doesNotThrowAnyException();
    }

    @Test
    void aRuleThatBecomesShorterLaterShortensNoNotice() {
        var notice = published();
        laterRule("1 CALENDAR");
        pass("2 days");
        assertRefused("公示期未满", () -> close(notice, "PASSED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app.legal_clock set offset_by = '30 days'",
                "insert into app.training_time (day_length) values ('1 second')",
                "update app.notice_batch set legal_end = now()",
                "delete from app.notice_closing",
                "update app.public_notice set web_text = 'x'",
                "update app.work_calendar_day set kind = 'workday'",
                "truncate app.objection",
                "delete from app.objection",
                "update app.objection set kind = 'TEXT'",
                "delete from app.objection_resolution",
                "alter table app.notice_closing disable trigger all"
            })
    void theApplicationCanChangeNothingOfIt(String change) {
        objectTo(published());
        assertThatThrownBy(() -> jdbc.sql(change).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notice_batch",
                "notice_photograph",
                "public_notice",
                "notice_closing",
                "objection",
                "objection_resolution",
                "notice_extension",
                "application_code",
                "re_check",
                "re_check_decision",
                "announcement",
                "delivery_owed",
                "delivery",
                "notice_contact"
            })
    void notEvenTheOwnerChangesARow(String table) {
        for (var change : List.of("truncate app." + table + " cascade")) {
            assertThatThrownBy(() -> owner(change)).rootCause().hasMessageContaining("只能追加");
        }
        var triggers = jdbc.sql("""
                        select count(*) from pg_trigger where tgrelid = ('app.' || ?)::regclass
                          and tgfoid = 'app.refuse_change'::regproc and tgenabled = 'O' and (tgtype & 24) = 24
                        """).param(table).query(Integer.class).single();
        assertThat(triggers).as("update and delete of " + table).isEqualTo(1);
    }

    @Test
    void needsItsLastPhotographsTakenAfterTheEnd() {
        var notice = published();
        assertRefused("不能登记撤榜照片", () -> photographsAtEnd(notice));
        assertRefused("不能再补起始照片", () -> sql(connection -> photograph(connection, batchOf(notice), "TOWN", "START")));
        pass("7 days");
        assertRefused("缺少撤榜照片", () -> close(notice, "PASSED"));
        sql(connection -> photograph(connection, batchOf(notice), "TOWN", "END"));
        assertRefused("缺少撤榜照片", () -> close(notice, "PASSED"));
        assertRefused("不是规定的张贴地点", () -> sql(connection -> photograph(connection, batchOf(notice), "COUNTY", "END")));
    }

    // ---- objections

    @Test
    void anOpenObjectionHoldsEverythingUp() {
        var notice = published();
        var objection = objectTo(notice);
        pass("7 days");
        photographsAtEnd(notice);
        assertRefused("未答复的异议", () -> close(notice, "PASSED"));
        assertRefused("未答复的异议", this::requireEnded);
        answer(objection, "DISMISSED", investigator, "150625");
        close(notice, "PASSED");
        assertThatCode(this::requireEnded).doesNotThrowAnyException();
    }

    @Test
    void anUpheldObjectionNeverEndsInAPassedNotice() {
        var notice = published();
        answer(objectTo(notice), "UPHELD_RETURN", investigator, "150625");
        pass("7 days");
        photographsAtEnd(notice);
        assertRefused("异议成立", () -> close(notice, "PASSED"));
        close(notice, "UPHELD_RETURN");
        assertRefused("没有通过", this::requireEnded);
    }

    @Test
    void aNoticeIsNotEndedByAnObjectionThatNobodyUpheld() {
        var notice = published();
        assertRefused("没有成立的异议", () -> close(notice, "UPHELD_END"));
    }

    @Test
    void isAnsweredByTheCountyAndNotByWhoPublished() {
        var objection = objectTo(published());
        assertRefused("县级核查", () -> answer(objection, "DISMISSED", investigator, TOWN));
        assertRefused("发布公示的人不能核查", () -> answer(objection, "DISMISSED", clerk, "150625"));
    }

    @Test
    void isNotAnsweredBySomebodyWithAnotherHandInTheCase() {
        var objection = objectTo(published());
        var visitor = UUID.randomUUID();
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'VILLAGE')")
                .params(caseId, visitor)
                .update();
        assertRefused("case_hand", () -> answer(objection, "DISMISSED", visitor, "150625"));
    }

    @ParameterizedTest
    @CsvSource({"CORRECTED, 与异议种类不符", "CLUE, 与异议种类不符", "LAPSED, 必须核查答复"})
    void anAnswerFitsTheObjection(String result, String message) {
        var objection = objectTo(published());
        assertRefused(message, () -> answer(objection, result, investigator, "150625"));
    }

    @Test
    void anotherCasesObjectionIsNotAnsweredInItsPlace() {
        var objection = objectTo(published());
        assertRefused(
                "不属于该案件", () -> jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division)
                        values (?, gen_random_uuid(), 'DISMISSED', '', ?, 'OBJECTION_INVESTIGATOR', '150625')
                        """).params(objection, investigator).update());
    }

    @Test
    void aClosedNoticeTakesNoObjection() {
        var notice = published();
        close(notice, "WITHDRAWN");
        assertRefused("不能再登记异议", () -> objectTo(notice));
    }

    @Test
    void whenItCameInIsTheDatabasesAndTheReceiptIsNotDatedAhead() {
        var objection = objectTo(published());
        assertThat(jdbc.sql(
                                "select received_at > app.legal_now() - interval '1 minute' from app.objection where id = ?")
                        .param(objection)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertRefused("不能晚于今天", () -> jdbc.sql("""
                        insert into app.objection (village, code, kind, way, named, content, received_on, by_person)
                        values (?, ?, 'EXCLUSION', 'VISIT', false, '', current_date + 2, gen_random_uuid())
                        """).params(VILLAGE, code()).update());
    }

    @Test
    void anObjectionThatComesInWhileTheNoticeIsClosedIsNotLost() throws SQLException {
        var notice = published();
        pass("7 days");
        photographsAtEnd(notice);
        try (var other = database.app().getConnection()) {
            other.setAutoCommit(false);
            objectTo(JdbcClient.create(new SingleConnectionDataSource(other, true)), notice);
            var closing = new Thread(() -> assertRefused("未答复的异议", () -> close(notice, "PASSED")));
            var failure = new Throwable[1];
            closing.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
            closing.start();
            closing.join(500);
            assertThat(closing.isAlive()).as("closing waits for the objection").isTrue();
            other.commit();
            closing.join();
            assertThat(failure[0]).isNull();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what rests on a notice

    @Test
    void aCaseWithoutANoticeIsNotConfirmed() {
        assertRefused("尚未公示", this::requireEnded);
    }

    @Test
    void aNoticeFromBeforeTheCaseCameBackProvesNothing() {
        var first = published();
        pass("7 days");
        photographsAtEnd(first);
        close(first, "PASSED");
        requireEnded();
        assertRefused("尚未公示", () -> jdbc.sql("select app.require_notice_ended(?, app.legal_now())::text")
                .param(caseId)
                .query()
                .listOfRows());
        published();
        assertRefused("公示期未满", this::requireEnded);
    }

    @Test
    void aNoticeThatNobodyClosedIsNotOver() {
        published();
        pass("7 days");
        assertRefused("结果尚未登记", this::requireEnded);
    }

    @Test
    void aWithdrawnNoticeProvesNothing() {
        close(published(), "WITHDRAWN");
        pass("7 days");
        assertRefused("没有通过", this::requireEnded);
    }

    // ---- the same with the control off: what the tests above would not notice without it

    @Test
    void withTheTriggerOffANoticeIsClosedEarly() throws SQLException {
        var notice = published();
        sabotaged("drop trigger notice_closed on app.notice_closing", owner -> {
            owner.sql(
                            "insert into app.notice_closing (notice_id, result, closed_at, by_person) values (?, 'PASSED', app.legal_now(), ?)")
                    .params(notice, clerk)
                    .update();
            assertThatThrownBy(() -> owner.sql("select app.require_notice_ended(?)::text")
                            .param(caseId)
                            .query()
                            .listOfRows())
                    .as("the second lock")
                    .rootCause()
                    .hasMessageContaining("公示期未满");
        });
    }

    @Test
    void withTheTriggerOffAPosterIsBackdated() throws SQLException {
        sabotaged("drop trigger notice_batch_published on app.notice_batch", owner -> {
            var batch = UUID.randomUUID();
            owner.sql("""
                            insert into app.notice_batch (id, division, parameter_set, level, levels, places, days, day_kind, published_at,
                              legal_end, published_in, by_person, by_officer, by_name, by_office)
                            select ?, ?, id, 'TOWN', '{TOWN}', '{TOWN}', 1, 'CALENDAR', '2020-01-01', '2020-01-02', pg_current_xact_id(), ?, ?, 'x', 'x'
                            from app.parameter_set where county = '150625' limit 1
                            """).params(batch, TOWN, clerk, clerk).update();
            assertThat(owner.sql("select legal_end < app.legal_now() from app.notice_batch where id = ?")
                            .param(batch)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        });
    }

    @Test
    void withTheTriggerOffAnEndIsWhateverSomebodyWrites() throws SQLException {
        var notice = published();
        var objection = objectTo(notice);
        answer(objection, "DISMISSED", investigator, "150625");
        assertRefused("没有规定", () -> jdbc.sql("insert into app.notice_extension (objection_id, notice_id) values (?, ?)")
                .params(objection, notice)
                .update());
        sabotaged("drop trigger notice_extended on app.notice_extension", owner -> assertThat(
                        owner.sql("""
                                insert into app.notice_extension (objection_id, notice_id, legal_end, recorded_at)
                                values (?, ?, '2099-01-01', '2020-01-01')
                                """).params(objection, notice).update())
                .isEqualTo(1));
    }

    @Test
    void withTheTriggerOffAnObjectionDisappears() throws SQLException {
        var objection = objectTo(published());
        sabotaged("drop trigger objection_append_only on app.objection", owner -> assertThat(
                        owner.sql("delete from app.objection where id = ?")
                                .param(objection)
                                .update())
                .isEqualTo(1));
    }

    @Test
    void withTheTriggerOffAPublishedTextIsRewritten() throws SQLException {
        var notice = published();
        sabotaged("drop trigger public_notice_append_only on app.public_notice", owner -> assertThat(
                        owner.sql("update app.public_notice set board_text = 'x' where id = ?")
                                .param(notice)
                                .update())
                .isEqualTo(1));
    }

    @Test
    void withTheTriggerOffAHouseholdSlipsOntoAnOldPoster() throws SQLException {
        var batch = batchOf(published());
        sabotaged("drop trigger public_notice_joins on app.public_notice", owner -> assertThat(
                        owner.sql("""
                                insert into app.public_notice (batch_id, case_id, household_id, village, category, people, code, board_name, web_name, board_text, web_text)
                                values (?, gen_random_uuid(), ?, ?, 'MARGINAL', 1, ?, 'x', 'x', 'x', 'x')
                                """).params(batch, household, VILLAGE, code()).update())
                .isEqualTo(1));
    }

    @Test
    void withTheTriggerOffThePublisherAnswersTheObjection() throws SQLException {
        var objection = objectTo(published());
        sabotaged("drop trigger objection_resolved on app.objection_resolution", owner -> assertThat(
                        owner.sql("""
                                insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division, resolved_at)
                                values (?, ?, 'DISMISSED', '', ?, 'OBJECTION_INVESTIGATOR', '150625', app.legal_now())
                                """).params(objection, caseId, clerk).update())
                .isEqualTo(1));
    }

    // ---- how it is done

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface OwnerWork {
        void on(JdbcClient owner) throws SQLException;
    }

    private void sabotaged(String control, OwnerWork work) throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql(control).update();
            work.on(owner);
            connection.rollback();
        }
    }

    private <T> T sql(Work<T> work) {
        try (var connection = database.app().getConnection()) {
            connection.setAutoCommit(false);
            var result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private void owner(String sql) {
        JdbcClient.create(database.owner()).sql(sql).update();
    }

    private UUID published() {
        return sql(connection -> publish(connection, POSTER));
    }

    private static final String POSTER = """
            insert into app.notice_batch (id, division, by_person, by_officer, by_name, by_office)
            values (:batch, :division, :person, :person, '萨仁', '锡尼镇人民政府')
            """;

    private UUID publish(Connection connection, String poster) {
        var batch = poster(connection, TOWN, poster);
        var notice = household(connection, batch, caseId);
        photograph(connection, batch, "TOWN", "START");
        photograph(connection, batch, "VILLAGE", "START");
        return notice;
    }

    private UUID poster(Connection connection) {
        return poster(connection, TOWN);
    }

    private UUID poster(Connection connection, String division) {
        return poster(connection, division, POSTER);
    }

    private UUID poster(Connection connection, String division, String sql) {
        var batch = UUID.randomUUID();
        client(connection)
                .sql(sql)
                .param("batch", batch)
                .param("division", division)
                .param("person", clerk)
                .update();
        return batch;
    }

    private UUID household(Connection connection, UUID batch, UUID caseId) {
        var notice = UUID.randomUUID();
        client(connection)
                .sql("""
                        insert into app.public_notice (id, batch_id, case_id, household_id, village, category, people, code, board_name, web_name, board_text, web_text)
                        values (?, ?, ?, ?, ?, 'MARGINAL', 3, ?, '公示', '公示', '公示', '公示')
                        """)
                .params(notice, batch, caseId, household, VILLAGE, code())
                .update();
        return notice;
    }

    private UUID photograph(Connection connection, UUID batch, String place, String moment) {
        var evidence = UUID.randomUUID();
        client(connection)
                .sql(
                        "insert into app.notice_photograph (batch_id, evidence_id, place, moment, by_person) values (?, ?, ?, ?, ?)")
                .params(batch, evidence, place, moment, clerk)
                .update();
        return evidence;
    }

    private void photographsAtEnd(UUID notice) {
        var batch = batchOf(notice);
        sql(connection -> {
            photograph(connection, batch, "TOWN", "END");
            return photograph(connection, batch, "VILLAGE", "END");
        });
    }

    private UUID batchOf(UUID notice) {
        return jdbc.sql("select batch_id from app.public_notice where id = ?")
                .param(notice)
                .query(UUID.class)
                .single();
    }

    private void close(UUID notice, String result) {
        jdbc.sql("insert into app.notice_closing (notice_id, result, by_person) values (?, ?, ?)")
                .params(notice, result, clerk)
                .update();
    }

    private UUID objectTo(UUID notice) {
        return objectTo(jdbc, notice);
    }

    private UUID objectTo(JdbcClient client, UUID notice) {
        var id = UUID.randomUUID();
        client.sql("""
                        insert into app.objection (id, notice_id, village, code, kind, way, named, content, received_on, received_at, by_person)
                        values (?, ?, ?, ?, 'INCLUSION', 'VISIT', false, '', (app.legal_now() at time zone 'Asia/Shanghai')::date,
                          '2020-01-01', gen_random_uuid())
                        """).params(id, notice, VILLAGE, code()).update();
        return id;
    }

    private void answer(UUID objection, String result, UUID person, String division) {
        jdbc.sql("""
                        insert into app.objection_resolution (objection_id, case_id, result, content, person_id, hand, division)
                        values (?, ?, ?, '', ?, ?, ?)
                        """)
                .params(
                        objection,
                        caseId,
                        result,
                        person,
                        result.equals("LAPSED") ? null : "OBJECTION_INVESTIGATOR",
                        division)
                .update();
    }

    private void requireEnded() {
        jdbc.sql("select app.require_notice_ended(?)::text")
                .param(caseId)
                .query()
                .listOfRows();
    }

    private void laterRule(String term) {
        JdbcClient.create(database.owner()).sql("""
                        insert into app.parameter_set (county, valid_from, note, entries)
                        select county, (app.legal_now() at time zone 'Asia/Shanghai')::date + 1, 'test',
                          jsonb_set(entries, '{noticeTerm,value}', to_jsonb(?::text))
                        from app.parameter_set where county = '150625' order by valid_from desc, published_at desc limit 1
                        """).param(term).update();
    }

    private void pass(String time) {
        owner("update app.legal_clock set offset_by = offset_by + '" + time + "'");
    }

    private void passUntil(OffsetDateTime moment) {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = ? - clock_timestamp()")
                .param(moment)
                .update();
    }

    private static String code() {
        return cn.bangfu.notice.PublicCode.random().value();
    }

    private static void assertRefused(String message, ThrowingCallable act) {
        assertThatThrownBy(act).rootCause().hasMessageContaining(message);
    }
}
