package cn.bangfu.identification.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rules that the database itself keeps, whoever asks and whatever the diagram says. */
@PostgresTest
class DueProcedureTest {

    private final TestPostgres.Database database;
    private final UUID caseId = UUID.randomUUID();
    private final UUID clerk = UUID.randomUUID();
    private final UUID head = UUID.randomUUID();
    private JdbcClient jdbc;

    DueProcedureTest(TestPostgres.Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aCase() {
        openCase(jdbc, caseId);
    }

    private static void openCase(JdbcClient jdbc, UUID caseId) {
        jdbc.sql("""
                        insert into app.division (code, statistical_name, shown_name, parent, holds_households)
                        values ('150625', '杭锦旗', '杭锦旗', null, false), ('150625101', '巴拉贡镇', '巴拉贡镇', '150625', false),
                          ('150625101205', '乌吉尔嘎查村', '乌吉尔嘎查', '150625101', true)
                        on conflict do nothing
                        """).update();
        var household = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, '150625101205', 'ORDINARY', 'YES', 'ADDED')
                        """).params(household, household.toString()).update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, '150625101205', 'APPLICATION', 'COUNTY_CONFIRMATION')
                        """).params(caseId, "150625-2026-" + caseId, household).update();
    }

    private void hand(JdbcClient by, UUID person, String hand) {
        by.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, ?)")
                .params(caseId, person, hand)
                .update();
    }

    private ThrowingCallable townOpinion(JdbcClient by, UUID person, String hand, int seq) {
        return () -> by.sql("""
                        insert into app.town_opinion (case_id, seq, person_id, hand, decision, opinion, category, report_number)
                        values (?, ?, ?, ?, 'AGREE', '', 'MARGINAL', '1')
                        """).params(caseId, seq, person, hand).update();
    }

    @Test
    void nobodyIsHandlerAndHeadOfOneCase() {
        hand(jdbc, clerk, "TOWN_HANDLER");
        assertThatCode(townOpinion(jdbc, clerk, "TOWN_HANDLER", 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> hand(jdbc, clerk, "TOWN_HEAD")).rootCause().hasMessageContaining("case_hand_pkey");
        assertThatThrownBy(townOpinion(jdbc, clerk, "TOWN_HEAD", 2)).rootCause().hasMessageContaining("foreign key");
    }

    @Test
    void withTheSeparationSwitchedOffOnePersonCouldDoBoth() throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("alter table app.case_hand drop constraint case_hand_pkey cascade")
                    .update();
            hand(owner, clerk, "TOWN_HANDLER");
            hand(owner, clerk, "TOWN_HEAD");
            assertThatCode(townOpinion(owner, clerk, "TOWN_HANDLER", 1)).doesNotThrowAnyException();
            assertThatCode(townOpinion(owner, clerk, "TOWN_HEAD", 2)).doesNotThrowAnyException();
            connection.rollback();
        }
    }

    private UUID meeting(int entitled, int present) {
        return jdbc.sql("""
                        insert into app.review_meeting (village, held_at, place, kind, chair, recorder, entitled, present, minutes)
                        values ('150625101205', app.legal_now(), '村委会', 'REPRESENTATIVES', '甲', '乙', ?, ?, '{}') returning id
                        """).params(entitled, present).query(UUID.class).single();
    }

    private ThrowingCallable review(UUID meeting, int present, int aside, int inFavour, int against, String result) {
        return () -> jdbc.sql("""
                        insert into app.village_review (meeting_id, case_id, person_id, present, stood_aside, votes_for, votes_against,
                          abstained, result)
                        values (?, ?, ?, ?, ?, ?, ?, 0, ?)
                        """)
                .params(meeting, caseId, clerk, present, aside, inFavour, against, result)
                .update();
    }

    @Test
    void aMeetingWithoutQuorumReviewsNobody() {
        hand(jdbc, clerk, "VILLAGE");
        assertThatThrownBy(review(meeting(30, 19), 19, 0, 19, 0, "AGREED"))
                .rootCause()
                .hasMessageContaining("不足三分之二");
        assertThatCode(review(meeting(30, 20), 20, 0, 15, 5, "AGREED")).doesNotThrowAnyException();
    }

    @Test
    void votesAddUpAndCarryByMoreThanHalfOfThosePresent() {
        hand(jdbc, clerk, "VILLAGE");
        var meeting = meeting(30, 20);
        assertThatThrownBy(review(meeting, 20, 2, 15, 5, "AGREED")).rootCause().hasMessageContaining("check");
        assertThatThrownBy(review(meeting, 20, 4, 10, 6, "AGREED")).rootCause().hasMessageContaining("check");
        assertThatCode(review(meeting, 20, 4, 10, 6, "NOT_AGREED")).doesNotThrowAnyException();
    }

    @Test
    void aVisitNeedsTwoVisitors() {
        assertThatThrownBy(() -> visit(1)).hasMessageContaining("至少两人");
        assertThatCode(() -> visit(2)).doesNotThrowAnyException();
    }

    private void visit(int visitors) throws SQLException {
        try (var connection = database.app().getConnection()) {
            connection.setAutoCommit(false);
            var both = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            both.sql("""
                            insert into app.home_visit (case_id, seq, visited_at, place, residency, risks, copes, basic_life_hardship,
                              recorded_by)
                            values (?, 1, app.legal_now(), 'HOME', 'YES', '{}', 'NO', false, ?)
                            """).params(caseId, clerk).update();
            for (var i = 0; i < visitors; i++) {
                both.sql("insert into app.home_visitor (case_id, seq, name, office) values (?, 1, ?, '村委会')")
                        .params(caseId, "核实人" + i)
                        .update();
            }
            connection.commit();
        }
    }

    private ThrowingCallable confirm(JdbcClient by) {
        return () -> by.sql("""
                        with list as (insert into app.county_list (town, report_number) values ('150625101', '1') returning id)
                        insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number, decided_on)
                        select ?, id, ?, 'MARGINAL', '{ILLNESS}', '1', current_date from list
                        """).params(caseId, head).update();
    }

    @Test
    void nothingIsConfirmedWithoutReviewsAndNotice() {
        hand(jdbc, head, "COUNTY_HEAD");
        assertThatThrownBy(confirm(jdbc)).rootCause().hasMessageContaining("没有民主评议");
        hand(jdbc, clerk, "VILLAGE");
        assertThatCode(review(meeting(3, 3), 3, 0, 3, 0, "AGREED")).doesNotThrowAnyException();
        assertThatThrownBy(confirm(jdbc)).rootCause().hasMessageContaining("乡镇审核");
        var townHead = UUID.randomUUID();
        hand(jdbc, townHead, "TOWN_HEAD");
        assertThatCode(townOpinion(jdbc, townHead, "TOWN_HEAD", 1)).doesNotThrowAnyException();
        assertThatThrownBy(confirm(jdbc)).rootCause().hasMessageContaining("公示");
    }

    @Test
    void withTheTriggerOffAHouseholdCouldBeConfirmedWithoutANotice() throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            hand(owner, head, "COUNTY_HEAD");
            owner.sql("drop trigger confirmation_needs_procedure on app.county_confirmation")
                    .update();
            assertThatCode(confirm(owner)).doesNotThrowAnyException();
            connection.rollback();
        }
    }

    @Test
    void aClosedCaseStaysClosedAndAHouseholdHasOneOpenCase() {
        jdbc.sql("update app.identification_case set closed_at = app.legal_now(), outcome = 'REFUSED' where id = ?")
                .param(caseId)
                .update();
        assertThatThrownBy(() -> jdbc.sql("update app.identification_case set outcome = 'ASSISTED' where id = ?")
                        .param(caseId)
                        .update())
                .rootCause()
                .hasMessageContaining("已办结");
        var household = jdbc.sql("select household_id from app.identification_case where id = ?")
                .param(caseId)
                .query(UUID.class)
                .single();
        ThrowingCallable again = () -> jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (gen_random_uuid(), gen_random_uuid()::text, ?, '150625101205', 'APPLICATION', 'ACCEPTANCE')
                        """).param(household).update();
        assertThatCode(again).doesNotThrowAnyException();
        assertThatThrownBy(again).rootCause().hasMessageContaining("one_open_case_a_household");
        assertThat(caseId).isNotNull();
    }
}
