package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode.Level;

/** What sort of body an office is; says which roles may be held there. */
public enum OfficeKind {
    /** The villagers' committee, with the village-stationed work team. */
    VILLAGE("村级组织", Level.VILLAGE),
    /** The town's government. */
    TOWN("乡镇人民政府", Level.TOWN),
    /** The county's body that prepares and takes the decisions on households. */
    COUNTY("县级主管单位", Level.COUNTY),
    /** The body above it, which hears re-checks of county decisions (rules.md annex B). */
    LEADING_GROUP("领导小组办公室", Level.COUNTY),
    /** Audit and discipline: reads, never writes. */
    AUDIT("审计监督单位", Level.COUNTY),
    /** A department of the county, known by its function. */
    DEPARTMENT("行业部门", Level.COUNTY);

    private final String label;
    private final Level level;

    OfficeKind(String label, Level level) {
        this.label = label;
        this.level = level;
    }

    public String label() {
        return label;
    }

    public Level level() {
        return level;
    }
}
