package cn.bangfu.assistance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.HandoverProcess;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.OfficerDuties.Owed;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficer.VisitDuty;
import cn.bangfu.assistance.ResponsibleOfficerService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.household.Households;
import cn.bangfu.household.People;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Visits that officers owe (F2: heads twice a year, deputies once a quarter), and who stands in for them. */
@PostgresTest
class OfficerDutiesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final DivisionScope VILLAGE = DivisionScope.of(new DivisionCode(MonitoredHome.VILLAGE));

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcOfficerDuties duties;
    private final JdbcResponsibleOfficers officers;
    private final OfficerDutyService service;
    private final Actor clerk = People.actor(Role.VILLAGE_CLERK, MonitoredHome.VILLAGE);
    private static final AtomicInteger NAMED = new AtomicInteger();
    private int named;

    OfficerDutiesTest(TestPostgres.Database database) {
        this.database = database;
        var source = database.app();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        var sealed = new SealedText(new MonitoredHome.PlainKeys());
        duties = new JdbcOfficerDuties(jdbc, cipher, sealed);
        officers = new JdbcResponsibleOfficers(jdbc, cipher, sealed);
        var counties = mock(CountyParameters.class);
        when(counties.of(any(), any()))
                .thenReturn(new ParameterSet(
                        UUID.randomUUID(),
                        new DivisionCode("150625"),
                        TODAY,
                        Map.of(
                                Parameters.HEAD_VISITS_A_YEAR.name(), new ParameterSet.Entry("3", "测试", true),
                                Parameters.DEPUTY_VISITS_A_QUARTER.name(), new ParameterSet.Entry("2", "测试", true),
                                Parameters.FOLLOW_UP_MONTHS_BEFORE.name(), new ParameterSet.Entry("1", "测试", true))));
        LegalClock clock = () -> TODAY.atTime(12, 0).atZone(LegalClock.ZONE).toInstant();
        service = new OfficerDutyService(
                duties,
                officers,
                mock(ResponsibleOfficerService.class),
                mock(Households.class),
                mock(Officers.class),
                counties,
                mock(HandoverProcess.class),
                clock);
    }

    @BeforeEach
    void itIsTheTwentiethOfNovember() {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = timestamptz '2026-11-20 12:00+08' - clock_timestamp()")
                .update();
    }

    /** The same person answers for all these households since spring. */
    private List<UUID> answers(VisitDuty duty, MonitoredHome... homes) {
        var phone = new PhoneNumber("1390000%04d".formatted(named = NAMED.incrementAndGet()));
        for (var home : homes) {
            transaction.executeWithoutResult(status -> officers.name(
                    home.id,
                    new ResponsibleOfficers.Source.OfCase(home.caseId),
                    new ResponsibleOfficer.Naming(
                            name(), "旗财政局", "局长", phone.value(), LocalDate.of(2026, 3, 1), true, null, null, duty),
                    phone,
                    null,
                    clerk));
        }
        return List.of(homes).stream()
                .map(home -> officers.current(home.id).orElseThrow().id())
                .toList();
    }

    private String name() {
        return "责任人" + named;
    }

    private MonitoredHome home() {
        return new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
    }

    private void visits(UUID officer, MonitoredHome home, String day) {
        duties.visit(officer, home.id, LocalDate.parse(day), "看了看", List.of(), clerk);
    }

    /** By F2: twice a year, once a quarter; others each month. */
    private List<Owed> owed() {
        return duties.owed(VILLAGE, TODAY, 2, 1, 1).stream()
                .filter(owed -> owed.officer().equals(name()))
                .toList();
    }

    @Test
    void aHeadOwesTheVillageTwoDaysAYearHoweverManyHouseholds() {
        var first = home();
        var second = home();
        var head = answers(VisitDuty.HEAD, first, second);
        assertThat(owed())
                .extracting(Owed::where, Owed::period, Owed::owed, Owed::made)
                .containsExactly(tuple(MonitoredHome.VILLAGE, "2026年", 2, 0));
        visits(head.get(0), first, "2026-04-10");
        visits(head.get(1), second, "2026-04-10");
        assertThat(owed())
                .as("two households on one day are one visit to the village")
                .singleElement()
                .satisfies(owed -> assertThat(owed.open()).isTrue());
        visits(head.get(1), second, "2026-11-19");
        assertThat(owed()).singleElement().satisfies(owed -> assertThat(owed.open())
                .isFalse());
        assertThat(duties.owed(VILLAGE, LocalDate.of(2027, 1, 2), 2, 1, 1))
                .filteredOn(owed -> owed.officer().equals(name()))
                .as("a new year begins with none")
                .extracting(Owed::made)
                .containsExactly(0);
    }

    @Test
    void aDeputyOwesTheVillageOneVisitAQuarter() {
        var home = home();
        var deputy = answers(VisitDuty.DEPUTY, home).get(0);
        visits(deputy, home, "2026-09-30");
        assertThat(owed())
                .as("the third quarter is over")
                .extracting(Owed::period, Owed::owed, Owed::made)
                .containsExactly(tuple("2026年第4季度", 1, 0));
        visits(deputy, home, "2026-10-01");
        assertThat(owed()).singleElement().satisfies(owed -> assertThat(owed.open())
                .isFalse());
    }

    @Test
    void anyOtherOfficerOwesEachHouseholdAVisitWithinTheMonth() {
        var first = home();
        var second = home();
        var terms = answers(VisitDuty.OFFICER, first, second);
        visits(terms.get(0), first, "2026-10-19");
        assertThat(owed()).hasSize(2).allMatch(Owed::open);
        visits(terms.get(0), first, "2026-10-20");
        assertThat(owed()).hasSize(2).filteredOn(Owed::open).hasSize(1);
    }

    @Test
    void howOftenIsTheCountysToSay() {
        answers(VisitDuty.HEAD, home());
        assertThat(service.owed(VILLAGE))
                .filteredOn(owed -> owed.officer().equals(name()))
                .extracting(Owed::owed)
                .containsExactly(3);
        answers(VisitDuty.DEPUTY, home());
        assertThat(service.owed(VILLAGE))
                .filteredOn(owed -> owed.officer().equals(name()))
                .extracting(Owed::owed)
                .containsExactly(2);
        assertThat(service.owed(DivisionScope.of(new DivisionCode("150625102"))))
                .as("another town")
                .isEmpty();
    }

    @Test
    void aSubstituteSeesTheHouseholdButNotTheVillageForTheHead() {
        var home = home();
        var officer = answers(VisitDuty.OFFICER, home).get(0);
        assertThat(fields(substitute(officer, "代理人", "2026-11-01", "2026-11-30")))
                .isEmpty();
        visits(officer, home, "2026-11-15");
        assertThat(duties.visits(home.id)).singleElement().satisfies(visit -> {
            assertThat(visit.bySubstitute()).isTrue();
            assertThat(visit.officer()).isEqualTo("代理人");
        });
        assertThat(owed()).singleElement().satisfies(owed -> assertThat(owed.open())
                .isFalse());
        assertThat(officers.current(home.id).orElseThrow().name())
                .as("the officer stays the household's")
                .isEqualTo(name());

        var other = home();
        var head = answers(VisitDuty.HEAD, other).get(0);
        assertThat(fields(substitute(head, "代理人", "2026-11-01", "2026-11-30"))).isEmpty();
        visits(head, other, "2026-11-15");
        assertThat(owed()).extracting(Owed::made).containsExactly(0);
    }

    private AssistanceOutcome substitute(UUID officer, String name, String from, String until) {
        return service.substitute(
                List.of(officer),
                name,
                "13911110000",
                null,
                LocalDate.parse(from),
                LocalDate.parse(until),
                "病假",
                clerk);
    }

    private static List<String> fields(@Nullable AssistanceOutcome outcome) {
        return outcome instanceof AssistanceOutcome.Refused refused
                ? refused.errors().stream().map(FieldError::field).toList()
                : List.of();
    }

    @Test
    void leaveHasOneSubstituteAtATimeAndNeverTheOfficerAlone() {
        var officer = answers(VisitDuty.OFFICER, home()).get(0);
        assertThat(fields(substitute(officer, name(), "2026-11-01", "2026-10-01")))
                .containsExactlyInAnyOrder("name", "until");
        assertThat(fields(substitute(officer, "代理人", "2026-11-01", "2026-11-30")))
                .isEmpty();
        assertThat(fields(substitute(officer, "另一人", "2026-11-30", "2026-12-10")))
                .containsExactly("from");
        assertThat(fields(substitute(officer, "另一人", "2026-12-01", "2026-12-10")))
                .isEmpty();
        assertThat(duties.substitutes(officer))
                .extracting(OfficerDuties.Substitute::name)
                .containsExactlyInAnyOrder("代理人", "另一人");
        assertThatThrownBy(() -> standIn(officer, name(), "2026-01-01")).hasMessageContaining("代理人不能是本人");
        assertThatThrownBy(() -> standIn(officer, "第三人", "2026-11-30")).hasMessageContaining("这段时间已经有代理人");
    }

    private void standIn(UUID officer, String name, String day) {
        var on = LocalDate.parse(day);
        duties.substitute(officer, name, null, new PhoneNumber("13911110000"), on, on, "病假", clerk);
    }

    @Test
    void withoutItsTriggerAnOfficerCouldStandInForHimself() {
        var officer = answers(VisitDuty.OFFICER, home()).get(0);
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.officer_substitute disable trigger substitute_is_another")
                .update();
        try {
            assertThatCode(() -> standIn(officer, name(), "2026-11-01")).doesNotThrowAnyException();
        } finally {
            owner.sql("alter table app.officer_substitute enable trigger substitute_is_another")
                    .update();
        }
    }

    @Test
    void aVisitIsNeitherFromTomorrowNorFromBeforeTheOfficersTime() {
        var home = home();
        var officer = answers(VisitDuty.OFFICER, home).get(0);
        assertThat(fields(service.visit(officer, TODAY.plusDays(1), "看了看", List.of(), clerk)))
                .containsExactly("visitedOn");
        assertThat(fields(service.visit(officer, LocalDate.of(2026, 2, 28), " ", List.of(), clerk)))
                .containsExactly("visitedOn", "content");
        assertThatThrownBy(() -> visits(officer, home, "2026-11-21")).hasMessageContaining("不能晚于今天");
        assertThatThrownBy(() -> visits(officer, home, "2026-02-28")).hasMessageContaining("不在此人负责本户的期间");
        assertThat(duties.visits(home.id)).isEmpty();
    }
}
