package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * Which office a task of a case belongs to. A diagram names only roles ({@code villageClerk}); the case decides whose they are.
 * Implemented by who knows the case; asked once, when the task comes into being.
 */
public interface TaskOffices {

    /** Whether the dossier is this bean's; every dossier is one bean's. */
    boolean knows(CaseId caseId);

    /**
     * @param roleGroup {@code access.Role.groupName()}
     * @param department for {@code departmentClerk}: the task's local variable {@code department}, a constant of {@code access.Department}
     * @return the group of the role in the office of the case's own division on the role's level, e.g. {@code villageClerk150625100203}
     * @throws RuntimeException if there is no such case or office: the step that leads here is then refused as a whole
     */
    String officeGroup(String roleGroup, CaseId caseId, @Nullable String department);
}
