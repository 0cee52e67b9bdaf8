package cn.bangfu.household.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.household.AddHouseholdOutcome.Added;
import cn.bangfu.household.AddHouseholdOutcome.Refused;
import cn.bangfu.household.ChangeOutcome;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.NewHousehold;
import cn.bangfu.household.NewHousehold.NewMember;
import cn.bangfu.household.People;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
class RegisterTest {

    private static final String VILLAGE = "150625100203";

    private final Actor clerk = People.actor(Role.TOWN_CLERK, "150625100");
    private JdbcClient jdbc;
    private JdbcHouseholds households;
    private HouseholdService service;

    @BeforeEach
    void wire(TestPostgres.Database database) {
        jdbc = JdbcClient.create(database.app());
        households = new JdbcHouseholds(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
        service = People.service(households, households, new CountyDivisions(JdbcClient.create(database.owner())));
    }

    private static NewMember member(String name, IdentityNumber number, String relation) {
        return new NewMember(
                name,
                number.value(),
                relation,
                "汉族",
                Set.of(HealthState.CHRONIC_ILLNESS, HealthState.DISABLED),
                LabourCapacity.NONE,
                null,
                true);
    }

    private static NewHousehold household(NewMember... members) {
        return new NewHousehold(
                new DivisionCode(VILLAGE),
                "三社",
                RegistrationType.ORDINARY,
                PolicyStatus.UNKNOWN,
                Residency.YES,
                "138 0000 1234",
                Arrays.asList(members),
                "户籍迁入,台账未收录");
    }

    private Added added(NewMember... members) {
        return (Added) service.add(household(members), clerk);
    }

    @Test
    void aHouseholdMissingFromTheRegisterIsAdded() {
        var number = People.number(true);

        var added = added(member("阿 拉坦", number, " 户主"), member("萨仁", People.number(false), "配偶"));

        var household = households.require(added.id());
        assertThat(household.number()).matches(VILLAGE + "L\\d{4}").isEqualTo(added.number());
        assertThat(household.headName()).isEqualTo("阿拉坦");
        assertThat(household.head().orElseThrow().identityNumber()).isEqualTo(number);
        assertThat(household.head().orElseThrow().health())
                .containsExactlyInAnyOrder(HealthState.CHRONIC_ILLNESS, HealthState.DISABLED);
        assertThat(household.phone()).hasToString("138****1234");
        assertThat(household.policyStatus()).isEqualTo(PolicyStatus.UNKNOWN);
        assertThat(household.hasNoLabour()).isTrue();
        assertThat(households.findByNumber(added.number())).contains(household);
        assertThat(households.findMember(number))
                .map(HouseholdMember::household)
                .contains(added.id());
        assertThat(households.summary(added.id()).orElseThrow().members()).isEqualTo(2);
        assertThat(households.in(new DivisionCode("150625100")))
                .extracting(summary -> summary.id())
                .contains(added.id());
        assertThat(household.toString()).doesNotContain(number.value()).doesNotContain("13800001234");
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldItConcerns() {
        var taken = People.number(true);
        added(member("甲", taken, "户主"));

        var refused = (Refused) service.add(
                household(
                        member("<img>", taken, "户主"),
                        member("乙", People.number(false), "户主"),
                        new NewMember("丙", "150699197001019910", "之子", null, Set.of(), null, null, null)),
                clerk);

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "members", "members[0].name", "members[0].identityNumber", "members[2].identityNumber");
    }

    @Test
    void aLivingPersonBelongsToOneHouseholdAtATimeAlsoForTheDatabase() {
        var number = People.number(true);
        added(member("甲", number, "户主"));
        var other = added(member("乙", People.number(true), "户主"));

        assertThatThrownBy(() -> households.insert(other.id(), member("甲", number, "之父"), number))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whoLeftMayEnterAnotherHousehold() {
        var number = People.number(false);
        var first = added(member("甲", People.number(true), "户主"), member("乙", number, "之女"));
        var second = added(member("丙", People.number(true), "户主"));

        var moved = households.findMember(number).orElseThrow().id();
        assertThat(service.recordLeft(moved, LocalDate.of(2026, 5, 1), "出嫁", clerk))
                .isEqualTo(new ChangeOutcome.Changed());
        assertThat(service.addMember(second.id(), member("乙", number, "配偶"), "嫁入", clerk))
                .isInstanceOf(Added.class);

        assertThat(households.require(first.id()).belonging()).hasSize(1);
        assertThat(households.require(first.id()).members()).hasSize(2);
        assertThat(households.require(second.id()).belonging()).hasSize(2);
    }

    @Test
    void theDeathOfTheHeadLeavesTheHouseholdWithANewHeadToBeNamed() {
        var household = added(member("甲", People.number(true), "户主"), member("乙", People.number(false), "配偶"));
        var members = households.require(household.id()).members();

        service.recordDeath(members.get(0).id(), LocalDate.of(2026, 8, 8), "病故", clerk);
        assertThat(households.require(household.id()).head()).isEmpty();
        assertThat(households.require(household.id()).headName()).isEqualTo("乙");

        assertThat(service.changeHead(household.id(), members.get(1).id(), null, "原户主去世", clerk))
                .isEqualTo(new ChangeOutcome.Changed());
        assertThat(households.require(household.id()).headName()).isEqualTo("乙");
        assertThat(households.changes(household.id()))
                .extracting(change -> change.field() + ":" + change.from() + "→" + change.to())
                .containsExactly("与户主关系:配偶→户主", "死亡日期:→2026-08-08", "登记:→台账外新增");
    }

    @Test
    void aDeadPersonIsNotRegisteredAgain() {
        var number = People.number(true);
        added(member("甲", number, "户主"));
        service.recordDeath(households.findMember(number).orElseThrow().id(), LocalDate.of(2026, 8, 8), "病故", clerk);

        assertThat(service.add(household(member("甲", number, "户主")), clerk)).isInstanceOf(Refused.class);
    }

    @Test
    void twoHeadsCanChangePlaces() {
        var household = added(member("甲", People.number(true), "户主"), member("乙", People.number(true), "之子"));
        var members = households.require(household.id()).members();

        assertThat(service.changeHead(household.id(), members.get(1).id(), "之父", "年老", clerk))
                .isEqualTo(new ChangeOutcome.Changed());

        assertThat(households.require(household.id()).headName()).isEqualTo("乙");
    }

    @Test
    void thePolicyStatusOfADayIsTheOneKnownForIt() {
        var household = added(member("甲", People.number(true), "户主"));
        var id = household.id();
        service.recordPolicyStatus(id, PolicyStatus.FORMERLY_POOR_ENJOYING, LocalDate.of(2024, 1, 1), "2024年名册", clerk);
        service.recordPolicyStatus(
                id, PolicyStatus.FORMERLY_POOR_NOT_ENJOYING, LocalDate.of(2025, 1, 1), "2025年名册", clerk);

        assertThat(households.policyStatusOn(id, LocalDate.of(2023, 12, 31))).isEqualTo(PolicyStatus.UNKNOWN);
        assertThat(households.policyStatusOn(id, LocalDate.of(2024, 12, 31)))
                .isEqualTo(PolicyStatus.FORMERLY_POOR_ENJOYING);
        assertThat(households.policyStatusOn(id, LocalDate.of(2025, 1, 1)))
                .isEqualTo(PolicyStatus.FORMERLY_POOR_NOT_ENJOYING);
        assertThat(households.policyStatuses(id)).hasSize(2);
    }

    @Test
    void historyAndLogsCannotBeRewritten() {
        var household = added(member("甲", People.number(true), "户主"));

        for (var table :
                List.of("household_change", "household_policy_status", "household_registered_category", "unmask_log")) {
            assertThatThrownBy(() -> jdbc.sql("delete from app." + table).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> jdbc.sql("delete from app.household where id = ?")
                        .param(household.id().value())
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void theDatabaseKnowsNoVillageThatIsNotThere() {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into app.household (number, division, registration_type, residency, origin)
                                values ('x', '999999999999', 'ORDINARY', 'YES', 'LEDGER')""").update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void numbersStandUnreadableInTheDatabase() {
        var number = People.number(true);
        added(member("甲", number, "户主"));

        var sealed = jdbc.sql(
                        "select encode(identity_number, 'escape') || encode(identity_hash, 'escape') from app.household_member")
                .query(String.class)
                .list();
        assertThat(sealed).noneMatch(text -> text.contains(number.value().substring(6, 14)));
    }
}
