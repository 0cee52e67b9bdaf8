package cn.bangfu.access;

import static cn.bangfu.access.OfficeKind.AUDIT;
import static cn.bangfu.access.OfficeKind.COUNTY;
import static cn.bangfu.access.OfficeKind.DEPARTMENT;
import static cn.bangfu.access.OfficeKind.LEADING_GROUP;
import static cn.bangfu.access.OfficeKind.TOWN;
import static cn.bangfu.access.OfficeKind.VILLAGE;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import java.util.Set;

/** What an officer does in an office (rules.md annex D). Labels are neutral; {@link CountyWords} says them in a county's own words. */
public enum Role {
    VILLAGE_CLERK("村级信息员", "villageClerk", Level.VILLAGE, VILLAGE),
    VILLAGE_CHAIR("村级评议主持人", "villageChair", Level.VILLAGE, VILLAGE),
    TOWN_CLERK("乡镇经办人", "townClerk", Level.TOWN, TOWN),
    TOWN_REVIEWER("乡镇审核人", "townReviewer", Level.TOWN, TOWN),
    TOWN_HEAD("乡镇负责人", "townHead", Level.TOWN, TOWN),
    COUNTY_CLERK("县级经办人", "countyClerk", Level.COUNTY, COUNTY),
    COUNTY_REVIEWER("县级审核人", "countyReviewer", Level.COUNTY, COUNTY),
    COUNTY_HEAD("县级审定人", "countyHead", Level.COUNTY, COUNTY),
    DEPARTMENT_CLERK("部门经办人", "departmentClerk", Level.COUNTY, DEPARTMENT),
    RECHECK_OFFICER("复核人", "recheckOfficer", Level.COUNTY, TOWN, COUNTY, LEADING_GROUP),
    AUDITOR("审计监督人员", "auditor", Level.COUNTY, AUDIT),
    PROCESS_OWNER("流程管理员", "processOwner", Level.COUNTY, COUNTY),
    ADMINISTRATOR("系统管理员", "administrator", Level.COUNTY, COUNTY, TOWN);

    private final String label;
    private final String groupName;
    private final Level level;
    private final Set<OfficeKind> officeKinds;

    Role(String label, String groupName, Level level, OfficeKind... officeKinds) {
        this.label = label;
        this.groupName = groupName;
        this.level = level;
        this.officeKinds = Set.of(officeKinds);
    }

    public String label() {
        return label;
    }

    /** The engine's group of all who hold this role, wherever they are; authorizations go to these groups only. */
    public String groupName() {
        return groupName;
    }

    /** The level on which a case looks for this role. */
    public Level level() {
        return level;
    }

    /** Whether the role may be held in an office of that kind. */
    public boolean belongsIn(OfficeKind kind) {
        return officeKinds.contains(kind);
    }

    /** Three sorts of roles; one person holds roles of one sort only. */
    public enum Sort {
        /** Works on cases. */
        CASE,
        /** Keeps accounts, diagrams and tables. */
        SYSTEM,
        /** Reads what the others did. */
        AUDIT
    }

    public Sort sort() {
        return switch (this) {
            case AUDITOR -> Sort.AUDIT;
            case PROCESS_OWNER, ADMINISTRATOR -> Sort.SYSTEM;
            default -> Sort.CASE;
        };
    }

    public boolean handlesCases() {
        return sort() == Sort.CASE;
    }

    /** Whether the role reads cases of its division as a whole; a department sees only the steps that are its own. */
    public boolean readsCases() {
        return handlesCases() && this != DEPARTMENT_CLERK || this == AUDITOR;
    }

    /**
     * Whether the role also reads what is personal in them: incomes, findings, photographs, answers. Who leads the review meeting is
     * shown what the meeting is shown (rules.md annex E).
     */
    public boolean readsPersonal() {
        return readsCases() && this != VILLAGE_CHAIR;
    }

    /** The engine's group of this role in one office: its tasks are offered to this group. */
    public String officeGroup(DivisionCode division) {
        return groupName + division;
    }

    /** The engine's group of this role in a department of a county. */
    public String officeGroup(Department department, DivisionCode county) {
        return groupName + department.groupPart() + county;
    }
}
