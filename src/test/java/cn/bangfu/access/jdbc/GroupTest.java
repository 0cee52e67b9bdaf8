package cn.bangfu.access.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    @ParameterizedTest
    @EnumSource
    void everyRolesGroupsAreUnderstood(Role role) {
        assertThat(Group.parse(role.groupName())).contains(new Group(role, null, null));
        assertThat(Group.parse(role.officeGroup(COUNTY))).contains(new Group(role, null, COUNTY));
    }

    @ParameterizedTest
    @EnumSource
    void everyDepartmentsGroupIsUnderstood(Department department) {
        assertThat(Group.parse(Role.DEPARTMENT_CLERK.officeGroup(department, COUNTY)))
                .contains(new Group(Role.DEPARTMENT_CLERK, department, COUNTY));
    }

    @Test
    void idsAreThoseOfTheDiagrams() {
        assertThat(Role.VILLAGE_CLERK.officeGroup(new DivisionCode("150625100203")))
                .isEqualTo("villageClerk150625100203");
        assertThat(Role.DEPARTMENT_CLERK.officeGroup(Department.CIVIL_AFFAIRS, COUNTY))
                .isEqualTo("departmentClerkCivilAffairs150625");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "camunda-admin", "villageClerk15", "villageClerk150625' or true", "villageClerkX150625"})
    void anythingElseIsNoGroup(String id) {
        assertThat(Group.parse(id)).isEmpty();
    }
}
