package cn.bangfu.access.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the database refuses, whatever the application's code tries. */
@PostgresTest
class AccessTablesTest {

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private UUID office;
    private UUID person;
    private UUID officer;

    AccessTablesTest(TestPostgres.Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void oneOfficer() {
        jdbc.sql("insert into app.division values ('150625', '杭锦旗', '杭锦旗', null, false) on conflict do nothing")
                .update();
        office = jdbc.sql("insert into app.office (kind, division) values ('COUNTY', '150625')"
                        + " on conflict (kind, division, department) do update set kind = 'COUNTY' returning id")
                .query(UUID.class)
                .single();
        person = jdbc.sql("insert into app.person (name) values ('萨仁') returning id")
                .query(UUID.class)
                .single();
        officer = account("u" + UUID.randomUUID().toString().substring(0, 8));
    }

    private UUID account(String username) {
        return jdbc.sql(
                        "insert into app.officer (person, username, password_hash) values (:person, :username, '{bcrypt}secret')"
                                + " returning id")
                .param("person", person)
                .param("username", username)
                .query(UUID.class)
                .single();
    }

    private UUID post(UUID account, String role) {
        return jdbc.sql("insert into app.post (officer, office, role) values (:officer, :office, :role) returning id")
                .param("officer", account)
                .param("office", office)
                .param("role", role)
                .query(UUID.class)
                .single();
    }

    @Test
    void everyChangeIsLoggedByTheDatabaseWithoutSecrets() {
        jdbc.sql(
                        "update app.officer set password_hash = '{bcrypt}other', disabled_at = clock_timestamp() where id = :id")
                .param("id", officer)
                .update();

        var log = jdbc.sql(
                        "select operation || ' ' || old_values || ' ' || new_values from app.access_change where subject = :id"
                                + " order by id")
                .param("id", officer)
                .query(String.class)
                .list();
        assertThat(log).hasSize(2).noneMatch(line -> line.contains("bcrypt"));
        assertThat(log.get(0)).startsWith("INSERT").contains("\"username\": \"u");
        assertThat(log.get(1)).startsWith("UPDATE").contains("disabled_at").doesNotContain("username");
    }

    @Test
    void theLogNamesWhoIsSignedIn() {
        jdbc.sql(
                        "with signed as (select set_config('bangfu.officer', :id::text, true)) update app.person set name = '其木格'"
                                + " from signed where id = :person")
                .param("id", officer)
                .param("person", person)
                .update();

        assertThat(jdbc.sql("select changed_by from app.access_change where subject = :person and operation = 'UPDATE'")
                        .param("person", person)
                        .query(UUID.class)
                        .single())
                .isEqualTo(officer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app.access_change set changed_at = now()",
                "delete from app.access_change",
                "truncate app.access_change",
                "insert into app.access_change (subject_kind, subject, operation, old_values, new_values)"
                        + " values ('officer', gen_random_uuid(), 'UPDATE', '{}', '{}')",
                "update app.sign_in_event set event = 'SIGNED_OUT'",
                "delete from app.sign_in_event",
                "delete from app.officer",
                "delete from app.post",
                "delete from app.person",
                "delete from app.office",
                "delete from app.division"
            })
    void theApplicationsRoleMayNotRewriteTheRecord(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app.access_change set changed_at = now()",
                "delete from app.access_change",
                "truncate app.access_change"
            })
    void evenTheOwnerMayNotRewriteTheLogOfChanges(String statement) {
        var owner = JdbcClient.create(database.owner());
        assertThatThrownBy(() -> owner.sql(statement).update()).hasStackTraceContaining("只能追加");
    }

    /** Shows that the refusal above is the trigger's doing: without it the same statement goes through. */
    @Test
    void withoutItsTriggerTheLogCouldBeRewritten() throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("drop trigger access_change_append_only on app.access_change")
                    .update();
            assertThat(owner.sql("update app.access_change set changed_at = now()")
                            .update())
                    .isPositive();
            connection.rollback();
        }
        evenTheOwnerMayNotRewriteTheLogOfChanges("update app.access_change set changed_at = now()");
    }

    @Test
    void anAccountStaysWhoseItIsAndKeepsItsName() {
        assertThatThrownBy(() -> jdbc.sql("update app.officer set username = 'other' where id = :id")
                        .param("id", officer)
                        .update())
                .hasStackTraceContaining("不能更改");
        var other = jdbc.sql("insert into app.person (name) values ('巴图') returning id")
                .query(UUID.class)
                .single();
        assertThatThrownBy(() -> jdbc.sql("update app.officer set person = :other where id = :id")
                        .param("other", other)
                        .param("id", officer)
                        .update())
                .hasStackTraceContaining("不能更改");
    }

    @Test
    void whatHasEndedStaysEnded() {
        var post = post(officer, "COUNTY_CLERK");
        jdbc.sql("update app.post set valid_until = clock_timestamp() where id = :id")
                .param("id", post)
                .update();

        assertThatThrownBy(() -> jdbc.sql("update app.post set valid_until = null where id = :id")
                        .param("id", post)
                        .update())
                .hasStackTraceContaining("离任时间");
    }

    @Test
    void aRoleIsNotExchangedWithinATerm() {
        var post = post(officer, "COUNTY_CLERK");

        assertThatThrownBy(() -> jdbc.sql("update app.post set role = 'COUNTY_HEAD' where id = :id")
                        .param("id", post)
                        .update())
                .hasStackTraceContaining("离任时间");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMINISTRATOR", "PROCESS_OWNER", "AUDITOR"})
    void whoWorksOnCasesKeepsNoAccountsAndAuditsNobodyNotEvenWithASecondAccount(String role) {
        post(officer, "COUNTY_CLERK");
        post(officer, "COUNTY_HEAD");

        assertThatThrownBy(() -> post(officer, role)).hasStackTraceContaining("不能由同一人兼任");
        var second = account("v" + UUID.randomUUID().toString().substring(0, 8));
        assertThatThrownBy(() -> post(second, role)).hasStackTraceContaining("不能由同一人兼任");
    }

    @Test
    void withoutItsTriggerOneHumanCouldDoBoth() throws SQLException {
        post(officer, "COUNTY_CLERK");
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("drop trigger post_keeps_sorts_apart on app.post").update();
            assertThat(owner.sql("insert into app.post (officer, office, role) values (:officer, :office, 'AUDITOR')")
                            .param("officer", officer)
                            .param("office", office)
                            .update())
                    .isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void afterTheCaseWorkEndedTheSamePersonMayKeepAccounts() {
        var post = post(officer, "COUNTY_CLERK");
        jdbc.sql("update app.post set valid_until = clock_timestamp() where id = :id")
                .param("id", post)
                .update();

        assertThat(post(officer, "ADMINISTRATOR")).isNotNull();
    }

    @Test
    void aUsernameIsGivenOnce() {
        var username = jdbc.sql("select username from app.officer where id = :id")
                .param("id", officer)
                .query(String.class)
                .single();
        assertThatThrownBy(() -> account(username)).hasStackTraceContaining("officer_username_key");
    }
}
