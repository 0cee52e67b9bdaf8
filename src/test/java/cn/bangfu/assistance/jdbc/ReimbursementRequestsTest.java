package cn.bangfu.assistance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.ReimbursementCheck;
import cn.bangfu.assistance.ReimbursementRequests.Bill;
import cn.bangfu.assistance.ReimbursementRequests.Outcome;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.assistance.Tariffs;
import cn.bangfu.household.People;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.testing.DecisionFiles;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests to the medical insurance in the database: figures to the cent, answered once and by somebody else, never changed. */
@PostgresTest
class ReimbursementRequestsTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final JdbcReimbursementRequests requests;
    private final Tariffs tariffs = new Tariffs(new DecisionFiles());
    private final cn.bangfu.access.Actor clerk = People.actor(Role.TOWN_CLERK, "150625101");
    private final cn.bangfu.access.Actor insurer = People.actor(Role.DEPARTMENT_CLERK, "150625");

    ReimbursementRequestsTest(TestPostgres.Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.app());
        requests = new JdbcReimbursementRequests(jdbc, new SealedText(new cn.bangfu.audit.HouseholdKeys() {
            @Override
            public byte[] seal(HouseholdId household, String plain) {
                return plain.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Optional<String> open(HouseholdId household, byte[] sealed) {
                return Optional.of(new String(sealed, StandardCharsets.UTF_8));
            }

            @Override
            public void destroy(HouseholdId household) {}
        }));
    }

    private LocalDate today() {
        return jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
    }

    private Tariff floor() {
        return tariffs.find(COUNTY, LocalDate.of(2026, 5, 20), "SERIOUS_REIMBURSEMENT")
                .orElseThrow();
    }

    private Bill bill(MemberId patient, String base, String reimbursed) {
        return new Bill(
                patient,
                "SERIOUS_REIMBURSEMENT",
                today(),
                new BigDecimal(base),
                new BigDecimal(reimbursed),
                BigDecimal.ZERO);
    }

    private UUID ask(MonitoredHome home, String base, String reimbursed, String lacking) {
        return requests.ask(
                home.id,
                bill(home.members.get(0), base, reimbursed),
                floor(),
                new BigDecimal(lacking),
                null,
                List.of(UUID.randomUUID()),
                clerk);
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, GRANTED",
        "100.01, GRANTED",
        "99.99, IN_PART",
        "0.00, REFUSED",
    })
    void aRequestIsKeptAndAnsweredOnce(BigDecimal granted, Outcome outcome) {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 2);
        var scope = DivisionScope.of(new DivisionCode(MonitoredHome.VILLAGE));
        var before = requests.waiting(scope);
        var id = ask(home, "1000.00", "800.00", "100.00");
        assertThat(requests.waiting(scope)).isEqualTo(before + 1);
        assertThat(requests.find(id).orElseThrow().outcome()).isEqualTo(Outcome.WAITING);
        assertThat(requests.find(id).orElseThrow().promise()).isEqualTo("90%");
        assertThatThrownBy(() -> requests.answer(id, home.id, granted, today(), "理由", clerk))
                .as("who asks does not answer")
                .hasMessageContaining("不能自己答复");
        if (outcome != Outcome.GRANTED) {
            assertThatThrownBy(() -> requests.answer(id, home.id, granted, today(), " ", insurer))
                    .hasMessageContaining("请写明理由");
        }
        assertThatThrownBy(() -> requests.answer(id, home.id, new BigDecimal("200.01"), today(), null, insurer))
                .hasMessageContaining("没有报销的费用");
        requests.answer(id, home.id, granted, today(), "目录外", insurer);
        var answered = requests.find(id).orElseThrow();
        assertThat(answered.outcome()).isEqualTo(outcome);
        assertThat(answered.lacking()).isEqualTo("100.00");
        assertThat(requests.waiting(scope)).isEqualTo(before);
        assertThatThrownBy(() -> requests.answer(id, home.id, granted, today(), "再答", insurer))
                .hasMessageContaining("duplicate key");
        assertThat(jdbc.sql("select count(*) from app.fund_line where household_id = ?")
                        .param(home.id.value())
                        .query(Integer.class)
                        .single())
                .as("never a payment")
                .isZero();
    }

    @Test
    void theSameBillIsNotAskedForTwiceAndNothingIsChanged() {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 2);
        var other = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
        var id = ask(home, "1000.00", "800.00", "100.00");
        assertThatThrownBy(() -> ask(home, "1000.00", "800.00", "100.00")).hasMessageContaining("unique");
        assertThatThrownBy(() -> requests.ask(
                        home.id,
                        bill(other.members.get(0), "1000.00", "800.00"),
                        floor(),
                        new BigDecimal("100.00"),
                        null,
                        List.of(UUID.randomUUID()),
                        clerk))
                .hasMessageContaining("不是本户成员");
        var owner = JdbcClient.create(database.owner());
        for (var client : List.of(jdbc, owner)) {
            assertThatThrownBy(() -> client.sql("update app.reimbursement_request set lacking = 1 where id = ?")
                            .param(id)
                            .update())
                    .isNotNull();
            assertThatThrownBy(() -> client.sql("delete from app.reimbursement_request where id = ?")
                            .param(id)
                            .update())
                    .isNotNull();
        }
    }

    /** The figure that is asked for is the database's as well; without its rule a wrong one would stand. */
    @Test
    void aFigureThatDoesNotFollowFromThePromiseIsRefused() {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
        assertThatThrownBy(() -> ask(home, "1000.00", "800.00", "100.01")).hasMessageContaining("与标准不符");
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.reimbursement_request disable trigger reimbursement_requested")
                .update();
        try {
            assertThat(ask(home, "1000.00", "800.00", "100.01")).isNotNull();
        } finally {
            owner.sql("alter table app.reimbursement_request enable trigger reimbursement_requested")
                    .update();
        }
    }

    /** Two reckonings that agree to the cent, whatever the figures. */
    @Test
    void javaAndTheDatabaseReckonAlike() {
        var random = new Random(20261122);
        for (var round = 0; round < 500; round++) {
            var method = List.of(Tariff.Method.FLOOR, Tariff.Method.RAISE, Tariff.Method.CUT)
                    .get(random.nextInt(3));
            var rate = BigDecimal.valueOf(1 + random.nextInt(9999), 2);
            var base = BigDecimal.valueOf(1 + random.nextInt(5_000_000), 2);
            var reimbursed =
                    BigDecimal.valueOf(random.nextInt(base.unscaledValue().intValue() + 1), 2);
            var ordinary = BigDecimal.valueOf(1 + random.nextInt(method == Tariff.Method.CUT ? 500_000 : 9999), 2);
            var promise = new Tariff(
                    COUNTY,
                    "X",
                    "x",
                    "x",
                    "X",
                    MeasureKind.HEALTH,
                    method,
                    rate,
                    "",
                    null,
                    Tariff.Per.PERSON,
                    Tariff.Year.CALENDAR,
                    Set.of("ANY"),
                    "",
                    "tariff:1#X",
                    "");
            var check = ReimbursementCheck.of(promise, base, reimbursed, ordinary);
            var lacking = jdbc.sql("select app.reimbursement_lacking(?, ?, ?, ?, ?)")
                    .params(method.name(), rate, base, reimbursed, ordinary)
                    .query(BigDecimal.class)
                    .single();
            var figures = method + " " + rate + " " + base + " " + reimbursed + " " + ordinary;
            if (check instanceof ReimbursementCheck.Request request) {
                assertThat(lacking).as(figures).isEqualByComparingTo(request.lacking());
            } else {
                assertThat(lacking).as(figures).isLessThanOrEqualTo(BigDecimal.ZERO);
            }
        }
    }
}
