package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class OfficerIdentityProviderTest {

    @Autowired
    Trial trial;

    @Autowired
    OfficerStore officers;

    IdentityService identity;

    @BeforeEach
    void engine() {
        identity = trial.processEngine.getIdentityService();
    }

    @Test
    void anOfficerIsAUserInTheRolesAndTheOfficesGroup() {
        var village = trial.village(3);
        var clerk = trial.officer(Role.VILLAGE_CLERK, village);
        var user = identity.createUserQuery().userId(clerk.username()).singleResult();
        assertThat(user.getFirstName()).isEqualTo(clerk.name());
        assertThat(identity.createGroupQuery().groupMember(clerk.username()).list())
                .extracting(Group::getId)
                .containsExactly("villageClerk", "villageClerk" + village);
        assertThat(identity.createUserQuery()
                        .memberOfGroup("villageClerk" + village)
                        .list())
                .extracting(User::getId)
                .contains(clerk.username());
        assertThat(identity.createGroupQuery()
                        .groupId("villageClerk" + village)
                        .singleResult()
                        .getName())
                .isNotBlank();
    }

    @Test
    void aDepartmentsClerkIsInTheDepartmentsGroup() {
        var clerk = trial.officer(Role.DEPARTMENT_CLERK, Trial.COUNTY, Department.CIVIL_AFFAIRS);
        assertThat(identity.createGroupQuery().groupMember(clerk.username()).list())
                .extracting(Group::getId)
                .containsExactlyInAnyOrder("departmentClerk", "departmentClerkCivilAffairs150625");
    }

    @Test
    void whoWasDisabledIsNoUserAndInNoGroup() {
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(3));
        officers.disable(clerk.id());
        assertThat(identity.createUserQuery().userId(clerk.username()).count()).isZero();
        assertThat(identity.createGroupQuery().groupMember(clerk.username()).count())
                .isZero();
        assertThat(identity.createUserQuery().memberOfGroup("villageClerk").list())
                .extracting(User::getId)
                .doesNotContain(clerk.username());
    }

    @Test
    void theEngineKnowsNoPasswordsAndChangesNobody() {
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(3));
        assertThat(identity.isReadOnly()).isTrue();
        assertThat(identity.checkPassword(clerk.username(), "anything")).isFalse();
        assertThatThrownBy(() -> identity.saveUser(identity.newUser("x"))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> identity.createMembership(clerk.username(), "camunda-admin"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> identity.createNativeUserQuery()).isInstanceOf(RuntimeException.class);
        assertThat(identity.createGroupQuery().groupId("camunda-admin").count()).isZero();
        assertThat(identity.createTenantQuery().count()).isZero();
    }

    @Test
    void listsArePagedAndSearchable() {
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(3));
        trial.officer(Role.VILLAGE_CLERK, trial.village(4));
        assertThat(identity.createUserQuery().listPage(0, 1)).hasSize(1);
        assertThat(identity.createUserQuery().userFirstNameLike("%测试%").count()).isPositive();
        assertThat(identity.createUserQuery().userFirstName("没有这个人").count()).isZero();
        assertThat(identity.createUserQuery()
                        .userIdIn(clerk.username(), "nobody")
                        .list())
                .hasSize(1);
        assertThat(identity.createGroupQuery().count()).isEqualTo(Role.values().length);
    }
}
