package cn.bangfu.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@PostgresTest
class TrailTest {

    private static final Actor CLERK = new Actor(
            OfficerId.next(),
            PersonId.next(),
            "白音",
            Role.VILLAGE_CLERK,
            new DivisionCode("150625101205"),
            "乌吉尔嘎查村民委员会");

    private final CaseId caseId = CaseId.next();
    private final HouseholdId household = HouseholdId.next();
    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final JdbcTrail trail;
    private final JdbcHouseholdKeys keys;

    TrailTest(TestPostgres.Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        keys = new JdbcHouseholdKeys(jdbc, cipher);
        trail = new JdbcTrail(jdbc, keys, new TrailKeys(Map.of(1, new byte[32]), 1), new Witness(), new ObjectMapper());
    }

    private void threeSteps() {
        for (var step : List.of("application.received", "case.accepted", "visit.recorded")) {
            trail.append(TrailEvent.of(step, caseId, household, CLERK)
                    .at("UserTask_VisitHousehold", "household-identification:1")
                    .with("reason", "因病住院"));
        }
    }

    @Test
    void tellsWhoDidWhatInWhichOfficeUnderWhichModel() {
        threeSteps();
        assertThat(trail.of(caseId)).hasSize(3).last().satisfies(entry -> {
            assertThat(entry.seq()).isEqualTo(3);
            assertThat(entry.actorName()).isEqualTo("白音");
            assertThat(entry.office()).isEqualTo("乌吉尔嘎查村民委员会");
            assertThat(entry.model()).isEqualTo("household-identification:1");
            assertThat(entry.details()).containsEntry("reason", "因病住院");
        });
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void keepsAnIllnessUnreadableInTheDatabase() {
        threeSteps();
        var stored = jdbc.sql("select encode(details, 'hex') from app.trail_event where chain = ?")
                .param(caseId.toString())
                .query(String.class)
                .list();
        assertThat(stored)
                .hasSize(3)
                .noneMatch(hex -> hex.contains(HexFormat.of().formatHex("因病".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aLawfulErasureLeavesTheChainWhole() {
        threeSteps();
        keys.destroy(household);
        assertThat(trail.of(caseId)).hasSize(3).allSatisfy(entry -> assertThat(entry.details())
                .isEmpty());
        assertThat(trail.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update app.trail_event set action = 'x'", "delete from app.trail_event"})
    void neitherTheApplicationNorTheOwnerChangesWhatIsWritten(String sql) {
        threeSteps();
        assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause().hasMessageContaining("permission denied");
        assertThatThrownBy(() -> JdbcClient.create(database.owner()).sql(sql).update())
                .rootCause()
                .hasMessageContaining("只能追加");
    }

    @Test
    void theApplicationCannotChooseTimeOrPlace() {
        jdbc.sql("""
                        insert into app.trail_event (chain, seq, at, action, prev_hash, hash)
                        values (?, 77, '2020-01-01', 'x', '', '')
                        """).param(caseId.toString()).update();
        var entry = trail.of(caseId).get(0);
        assertThat(entry.seq()).isEqualTo(1);
        assertThat(entry.at()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(trail.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app.trail_event set action = 'x' where chain = :chain and seq = 2",
                "update app.trail_event set at = at - interval '1 day' where chain = :chain and seq = 1",
                "delete from app.trail_event where chain = :chain and seq = 2",
                "delete from app.trail_event where chain = :chain and seq = 3",
                "delete from app.trail_event where chain = :chain"
            })
    void withTheControlsOffATamperingIsFound(String tampering) throws SQLException {
        threeSteps();
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("drop trigger trail_event_append_only on app.trail_event").update();
            owner.sql(tampering).param("chain", caseId.toString()).update();
            var found = owner.sql("select chain from app.trail_breaks()")
                    .query(String.class)
                    .list();
            connection.rollback();
            assertThat(found).contains(caseId.toString());
        }
        assertThat(trail.verify()).isEmpty();
    }
}
