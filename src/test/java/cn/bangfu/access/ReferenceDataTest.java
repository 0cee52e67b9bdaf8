package cn.bangfu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.FirstAdministrator.Settings;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class ReferenceDataTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final DivisionCode LAKE = new DivisionCode("430971");

    @Autowired
    Divisions divisions;

    @Autowired
    DivisionStore divisionStore;

    @Autowired
    Offices offices;

    @Autowired
    Officers officers;

    @Autowired
    OfficerStore store;

    @Autowired
    OfficerService service;

    @Autowired
    PasswordPolicy policy;

    @Autowired
    PasswordEncoder encoder;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ResourceLoader resources;

    @Autowired
    TestOfficers testOfficers;

    /** Other tests count on one county. */
    @AfterTransaction
    void forgetOtherCounties() {
        divisionStore.save(List.of());
    }

    private void load(String county, String location, List<String> communities) {
        new ReferenceData(divisionStore, resources, transaction, List.of(county), location, communities)
                .afterPropertiesSet();
    }

    @Test
    void divisionsAreShownAsPeopleSayThem() {
        assertThat(divisions.path(new DivisionCode("150625100203"))).isEqualTo("锡尼镇 阿日柴达木村");
        assertThat(divisions.fullPath(new DivisionCode("150625100212"))).isEqualTo("杭锦旗 锡尼镇 巴音布拉格嘎查");
        assertThat(divisions.path(new DivisionCode("150625200"))).isEqualTo("伊和乌素苏木");
        assertThat(divisions.in(COUNTY)).hasSize(7);
        assertThat(divisions.villagesIn(COUNTY)).hasSize(90);
        assertThat(divisions.words(COUNTY).say(Role.TOWN_HEAD)).isEqualTo("苏木镇负责人");
    }

    @Test
    void placeholdersAndUrbanCommunitiesHoldNoHouseholds() {
        assertThat(divisions.require(new DivisionCode("150625400498")).holdsHouseholds())
                .isFalse();
        assertThat(divisions.require(new DivisionCode("150625100001")).holdsHouseholds())
                .isFalse();
        assertThat(divisions.villagesIn(COUNTY).stream()
                        .filter(Division::holdsHouseholds)
                        .count())
                .isEqualTo(76);
    }

    @Test
    void everyDivisionHasItsOfficeAndTheCountyItsDepartments() {
        assertThat(divisions.villagesIn(COUNTY))
                .allMatch(village -> offices.of(village.code()).isPresent());
        assertThat(offices.departments(COUNTY)).hasSize(Department.values().length);
        assertThat(offices.of(new DivisionCode("150625200")).orElseThrow().name())
                .isEqualTo("伊和乌素苏木人民政府");
    }

    @Test
    @Transactional
    void loadingAgainChangesNothingAndKeepsNewNames() {
        load("430971", "classpath:divisions/", List.of());
        var office = offices.department(LAKE, Department.AGRICULTURE).orElseThrow();
        assertThat(office.name()).isEqualTo("大通湖管理区农业农村局");
        transaction.executeWithoutResult(
                status -> store.rename(office.id(), "大通湖管理区农业农村和水利局", LocalDate.of(2020, 1, 1)));

        load("430971", "classpath:divisions/", List.of());

        assertThat(offices.department(LAKE, Department.AGRICULTURE).orElseThrow())
                .isEqualTo(
                        new Office(office.id(), OfficeKind.DEPARTMENT, LAKE, Department.AGRICULTURE, "大通湖管理区农业农村和水利局"));
    }

    @Test
    @Transactional
    void aCommunityWithFarmersCanBeNamed() {
        load("440904", "classpath:divisions/", List.of("440904125"));

        assertThat(divisions.require(new DivisionCode("440904125005")).holdsHouseholds())
                .isTrue();
        assertThat(divisions.require(new DivisionCode("440904001001")).holdsHouseholds())
                .isFalse();
        assertThat(divisions.require(new DivisionCode("440904451598")).holdsHouseholds())
                .isFalse();
    }

    @Test
    void aCountyWithoutItsFileIsNamed() {
        assertThatThrownBy(() -> load("999999", "classpath:divisions/", List.of()))
                .hasMessageContaining("divisions-999999.csv")
                .hasMessageContaining("bangfu.divisions");
    }

    private FirstAdministrator firstAdministrator(Settings settings) {
        return new FirstAdministrator(
                settings, store, offices, divisionStore, policy, encoder, transaction, List.of("430971"));
    }

    @Test
    @Transactional
    void aCountyWithoutAnAdministratorGetsTheOneOfTheEnvironmentOnce() {
        load("430971", "classpath:divisions/", List.of());
        firstAdministrator(new Settings(null, null, null)).afterPropertiesSet();
        assertThat(officers.of(Role.ADMINISTRATOR, LAKE)).isEmpty();
        assertThatThrownBy(() -> firstAdministrator(new Settings("lake-admin", "周平", "password2026"))
                        .afterPropertiesSet())
                .hasMessageContaining("BANGFU_FIRSTADMINISTRATOR_PASSWORD");

        firstAdministrator(new Settings("lake-admin", "周平", "湖上的芦苇到秋天白了头")).afterPropertiesSet();
        firstAdministrator(new Settings("second", "吴敏", "湖上的芦苇到秋天白了头")).afterPropertiesSet();

        assertThat(officers.of(Role.ADMINISTRATOR, LAKE)).singleElement().matches(officer -> officer.username()
                .equals("lake-admin"));
        assertThat(store.credentials("lake-admin").orElseThrow().mustChangePassword())
                .isTrue();
        assertThat(store.credentials("second")).isEmpty();
        theLastAdministratorOfACountyStays();
    }

    /** Asked by another administrator of the same county who is signed in with a post that ended a moment ago. */
    private void theLastAdministratorOfACountyStays() {
        var last = officers.byUsername("lake-admin").orElseThrow();
        var colleague = testOfficers.hire(Role.ADMINISTRATOR, "430971");
        var standing = store.standing(colleague.id()).orElseThrow().officer();
        transaction.executeWithoutResult(status -> store.disable(colleague.id()));
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(standing, ""));
        try {
            assertThat(service.leave(last.id())).isInstanceOf(OfficerChange.Refused.class);
            assertThat(service.endPost(last.id(), last.posts().get(0).id())).isInstanceOf(OfficerChange.Refused.class);
            assertThat(officers.of(Role.ADMINISTRATOR, LAKE)).hasSize(1);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void officersAreFoundByOfficeRoleAndGroup() {
        var village = new DivisionCode("150625100205");
        var clerk = testOfficers.hire(Role.VILLAGE_CLERK, village.value());
        var other = testOfficers.hire(Role.VILLAGE_CLERK, "150625101200");
        var water = testOfficers.hire(Department.WATER, "150625");

        assertThat(usernames(officers.of(offices.of(village).orElseThrow().id())))
                .contains(clerk.username())
                .doesNotContain(other.username());
        assertThat(usernames(officers.of(Role.VILLAGE_CLERK, village)))
                .contains(clerk.username())
                .doesNotContain(other.username());
        assertThat(usernames(officers.in(DivisionScope.of(new DivisionCode("150625100")))))
                .contains(clerk.username())
                .doesNotContain(other.username(), water.username());
        assertThat(usernames(officers.inGroup("villageClerk"))).contains(clerk.username(), other.username());
        assertThat(usernames(officers.inGroup("villageClerk150625100205")))
                .contains(clerk.username())
                .doesNotContain(other.username());
        assertThat(usernames(officers.inGroup("departmentClerkWater150625"))).contains(water.username());
        assertThat(officers.inGroup("nobody' or true")).isEmpty();
        assertThat(officers.groupsOf(clerk.username()))
                .containsExactly(
                        new OfficerGroup("villageClerk", "村级信息员"),
                        new OfficerGroup("villageClerk150625100205", "锡尼镇 新井渠村 嘎查村级信息员"));
        assertThat(officers.group("departmentClerkWater150625"))
                .contains(new OfficerGroup("departmentClerkWater150625", "杭锦旗 水利局 部门经办人"));
    }

    private static List<String> usernames(List<Officer> officers) {
        return officers.stream().map(Officer::username).toList();
    }

    @Test
    void anOfficerActsInAPostForItsOwnDivisionOnly() {
        var village = new DivisionCode("150625100205");
        var clerk = testOfficers.hire(Role.VILLAGE_CLERK, village.value());
        var officer = store.standing(clerk.id()).orElseThrow().officer();

        var actor = officer.actorFor(Role.VILLAGE_CLERK, village);
        assertThat(actor)
                .isEqualTo(
                        new Actor(clerk.id(), clerk.person(), clerk.name(), Role.VILLAGE_CLERK, village, "新井渠村村民委员会"));
        assertThat(officer.postFor(Role.VILLAGE_CLERK, new DivisionCode("150625100206")))
                .isEmpty();
        assertThat(officer.postFor(Role.TOWN_CLERK, village)).isEmpty();
        assertThat(officer.scope()).isEqualTo(DivisionScope.of(village));
        var administrator = testOfficers.hire(Role.ADMINISTRATOR, "150625");
        assertThat(store.standing(administrator.id()).orElseThrow().officer().scope())
                .isEqualTo(DivisionScope.nowhere());
    }
}
