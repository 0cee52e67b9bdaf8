package cn.bangfu.assistance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.Families;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.HouseholdSupportService;
import cn.bangfu.household.Household;
import cn.bangfu.household.People;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Profiles;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Insurance with its claims, and help that comes before the procedure where the county lets it (green channel). */
@PostgresTest
class HouseholdSupportTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String LAKE_VILLAGE = "430971100200";

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final JdbcHouseholdSupport support;
    private final HouseholdSupportService service;
    private final Actor clerk = People.actor(Role.TOWN_CLERK, "430971100");

    HouseholdSupportTest(TestPostgres.Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.app());
        support = new JdbcHouseholdSupport(jdbc, new SealedText(new MonitoredHome.PlainKeys()));
        var counties = mock(CountyParameters.class);
        when(counties.of(any(), any()))
                .thenAnswer(
                        call -> call.getArgument(0, DivisionCode.class).value().startsWith("430971")
                                ? Profiles.DATONGHU
                                : Profiles.HANGJIN);
        LegalClock clock = () -> TODAY.atTime(12, 0).atZone(LegalClock.ZONE).toInstant();
        service = new HouseholdSupportService(support, counties, clock);
    }

    @BeforeEach
    void itIsTheTwentiethOfNovember() {
        timeIs("2026-11-20");
    }

    private void timeIs(String day) {
        JdbcClient.create(database.owner())
                .sql(
                        "update app.legal_clock set offset_by = (?::timestamp + interval '12 hours') at time zone 'Asia/Shanghai' - clock_timestamp()")
                .param(day)
                .update();
    }

    private static List<String> fields(@Nullable AssistanceOutcome outcome) {
        return outcome instanceof AssistanceOutcome.Refused refused
                ? refused.errors().stream().map(FieldError::field).toList()
                : List.of();
    }

    /** As the register gives it: two people in a household that is in the database. */
    private Household household(MonitoredHome home) {
        var shown = mock(Household.class);
        when(shown.id()).thenReturn(home.id);
        when(shown.village()).thenReturn(new DivisionCode(MonitoredHome.VILLAGE));
        when(shown.belonging())
                .thenReturn(Families.family()
                        .member("巴图", null)
                        .member("萨仁", null)
                        .build()
                        .members());
        return shown;
    }

    private static HouseholdSupport.NewPolicy policy(String number, int people, @Nullable UUID measure) {
        return new HouseholdSupport.NewPolicy(
                measure,
                "某财产保险公司",
                number,
                people,
                new BigDecimal("100.00"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31));
    }

    @Test
    void anInsuranceIsAMeasureWithItsPolicyItsClaimAndWhatWasPaid() {
        var home = MonitoredHome.helped(jdbc, 2);
        var household = household(home);
        assertThat(fields(service.insure(household, policy("P-1", 2, home.measure), clerk)))
                .isEmpty();
        assertThat(fields(service.insure(household, policy("P-1", 2, home.measure), clerk)))
                .as("the same policy again")
                .containsExactly("number");
        assertThat(fields(service.insure(household, policy("P-2", 3, null), clerk)))
                .as("more people than live there")
                .containsExactly("people");
        var policy = support.policies(home.id).get(0).id();

        assertThat(fields(claim(household, policy, "2025-12-31", "2026-01-05"))).containsExactly("happenedOn");
        assertThat(fields(claim(household, policy, "2026-11-10", "2026-11-09"))).containsExactly("reportedOn");
        assertThat(fields(claim(household, policy, "2026-11-10", "2026-11-12"))).isEmpty();
        var claim = support.policies(home.id).get(0).claims().get(0);
        assertThat(claim.content()).isEqualTo("摔伤住院");
        assertThat(claim.paid()).isNull();

        assertThat(fields(service.settle(household, claim.id(), BigDecimal.ZERO, TODAY, null, clerk)))
                .as("nothing paid, and no word why")
                .containsExactly("reason");
        var paid = new BigDecimal("8500.55");
        assertThat(fields(service.settle(household, claim.id(), paid, LocalDate.of(2026, 11, 11), null, clerk)))
                .as("before it was reported")
                .containsExactly("settledOn");
        assertThat(fields(service.settle(household, claim.id(), paid, TODAY, null, clerk)))
                .isEmpty();
        assertThat(fields(service.settle(household, claim.id(), paid, TODAY, null, clerk)))
                .as("twice")
                .containsExactly("");
        assertThat(support.policies(home.id).get(0).claims()).singleElement().satisfies(settled -> {
            assertThat(settled.paid()).isEqualTo("8500.55");
            assertThat(settled.settledOn()).isEqualTo(TODAY);
        });
        assertThat(jdbc.sql("select measure_id from app.insurance_policy where id = ?")
                        .param(policy)
                        .query(UUID.class)
                        .single())
                .isEqualTo(home.measure);
    }

    private AssistanceOutcome claim(Household household, UUID policy, String happened, String reported) {
        return service.claim(
                household, policy, "ACCIDENT", LocalDate.parse(happened), LocalDate.parse(reported), "摔伤住院", clerk);
    }

    @Test
    void theDatabaseTakesNoClaimFromOutsideThePolicysTerm() {
        var home = MonitoredHome.helped(jdbc, 2);
        support.insure(home.id, policy("P-3", 2, home.measure), clerk);
        var policy = support.policies(home.id).get(0).id();
        assertThatThrownBy(() -> lateClaim(home, policy)).hasMessageContaining("不在保险期间内");
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.insurance_claim disable trigger claim_in_term")
                .update();
        try {
            assertThatCode(() -> lateClaim(home, policy))
                    .as("with the control off")
                    .doesNotThrowAnyException();
        } finally {
            owner.sql("alter table app.insurance_claim enable trigger claim_in_term")
                    .update();
        }
    }

    private void lateClaim(MonitoredHome home, UUID policy) {
        var day = LocalDate.of(2027, 1, 1);
        support.claim(policy, home.id, "ILLNESS", day, day, "住院", clerk);
    }

    @Test
    void anotherHouseholdsPolicyIsNotFound() {
        var home = MonitoredHome.helped(jdbc, 2);
        support.insure(home.id, policy("P-4", 2, home.measure), clerk);
        var policy = support.policies(home.id).get(0).id();
        var other = household(MonitoredHome.helped(jdbc, 2));
        assertThatThrownBy(() -> claim(other, policy, "2026-11-10", "2026-11-12"))
                .isInstanceOf(RuntimeException.class);
    }

    private static HouseholdSupport.NewRelief relief(String day) {
        return new HouseholdSupport.NewRelief(
                Set.of(RiskCause.ACCIDENT),
                "临时救助",
                new BigDecimal("3000.00"),
                LocalDate.parse(day),
                "房屋倒塌，当天没有住处",
                List.of(UUID.randomUUID()));
    }

    private MonitoredHome inLakeCounty() {
        return new MonitoredHome(jdbc, LAKE_VILLAGE, 2);
    }

    private HouseholdSupport.Debt debt(MonitoredHome home) {
        return support.debts(home.id).get(0);
    }

    @Test
    void inAGreenChannelTheProcedureIsOwedByADateAndOverdueDebtsAreSeen() {
        timeIs("2026-10-01");
        var home = inLakeCounty();
        timeIs("2026-11-02");
        support.relieve(home.id, relief("2026-11-02"), clerk);
        assertThat(debt(home).owedUntil())
                .as("ten working days from Monday 2 November end with the 16th")
                .isEqualTo("2026-11-16T16:00:00Z");
        assertThat(debt(home).overdue()).isFalse();
        assertThat(support.received(home.id, LocalDate.of(2025, 10, 1)))
                .as("known to the visit, where it lowers rigid expenditure")
                .singleElement()
                .satisfies(received -> assertThat(received.medical()).isFalse());
        assertThat(support.received(home.id, LocalDate.of(2026, 11, 3))).isEmpty();
        var scope = DivisionScope.of(new DivisionCode("430971100"));
        assertThat(support.debts(scope))
                .extracting(HouseholdSupport.Debt::household)
                .contains(home.id);

        timeIs("2026-11-17");
        assertThat(debt(home).overdue()).isTrue();
        assertThat(support.debts(DivisionScope.of(new DivisionCode("430971101"))))
                .as("another town sees none of it")
                .isEmpty();

        applies(home);
        assertThat(debt(home)).satisfies(late -> {
            assertThat(late.overdue()).isFalse();
            assertThat(late.madeGoodLate()).isTrue();
            assertThat(late.caseId()).isNotNull();
        });
    }

    @Test
    void aCaseWithinTheTimeMakesTheDebtGood() {
        timeIs("2026-10-01");
        var home = inLakeCounty();
        timeIs("2026-11-02");
        support.relieve(home.id, relief("2026-11-02"), clerk);
        timeIs("2026-11-10");
        applies(home);
        timeIs("2026-12-20");
        assertThat(debt(home).overdue()).isFalse();
        assertThat(debt(home).madeGoodLate()).isFalse();
        assertThat(support.debts(DivisionScope.of(new DivisionCode("430971100"))))
                .extracting(HouseholdSupport.Debt::household)
                .doesNotContain(home.id);
    }

    private void applies(MonitoredHome home) {
        jdbc.sql(
                        "update app.identification_case set state = 'ENDED', outcome = 'ASSISTED', closed_at = app.legal_now() where id = ?")
                .param(home.caseId.value())
                .update();
        var next = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'ACCEPTANCE')
                        """)
                .params(next, next.toString(), home.id.value(), LAKE_VILLAGE)
                .update();
    }

    @Test
    void theTwoFormsOfReliefAreNotMixed() {
        assertThat(service.noGreenChannel(new DivisionCode("430971"))).isEmpty();
        assertThat(service.noGreenChannel(new DivisionCode("150625")))
                .hasValueSatisfying(word -> assertThat(word).contains("先救助、后研判"));
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
        assertThat(fields(service.relieve(household(home), relief("2026-11-02"), clerk)))
                .containsExactly("");
        assertThatThrownBy(() -> support.relieve(home.id, relief("2026-11-02"), clerk))
                .as("the database knows the county's rule too")
                .hasMessageContaining("没有实行先救助、后补程序");
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.relief_debt disable trigger relief_debt_owed")
                .update();
        try {
            assertThatThrownBy(() -> support.relieve(home.id, relief("2026-11-02"), clerk))
                    .as("with the control off nothing would say until when the procedure is owed")
                    .hasMessageNotContaining("没有实行先救助、后补程序");
        } finally {
            owner.sql("alter table app.relief_debt enable trigger relief_debt_owed")
                    .update();
        }
    }
}
