package cn.bangfu.process.identification;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.process.engine.TaskOffices;
import cn.bangfu.shared.CaseId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A case's tasks belong to the offices of the household's village, its town and its county. */
@Component
class CaseTaskOffices implements TaskOffices {

    private final IdentificationCases cases;

    CaseTaskOffices(IdentificationCases cases) {
        this.cases = cases;
    }

    @Override
    public boolean knows(CaseId caseId) {
        return cases.find(caseId).isPresent();
    }

    @Override
    public String officeGroup(String roleGroup, CaseId caseId, @Nullable String department) {
        var role = Arrays.stream(Role.values())
                .filter(candidate -> candidate.groupName().equals(roleGroup))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role has the group " + roleGroup));
        var village = cases.require(caseId).village();
        if (role != Role.DEPARTMENT_CLERK) {
            return role.officeGroup(village.at(role.level()));
        }
        if (department == null) {
            throw new IllegalArgumentException("a department's task names its department");
        }
        return role.officeGroup(Department.valueOf(department), village.county());
    }
}
