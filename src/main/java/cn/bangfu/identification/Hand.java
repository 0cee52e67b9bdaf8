package cn.bangfu.identification;

/**
 * The part a person takes in one case. One person has one hand a case: who visited or reviewed in the village, the town's three, the
 * county's three, who investigates an objection and who checks again are different people (security.md T5).
 */
public enum Hand {
    VILLAGE("村级核实、评议"),
    TOWN_HANDLER("乡镇经办"),
    TOWN_REVIEWER("乡镇审核"),
    TOWN_HEAD("乡镇审定"),
    COUNTY_HANDLER("县级经办"),
    COUNTY_REVIEWER("县级审核"),
    COUNTY_HEAD("县级审定"),
    RECHECK("复核"),
    OBJECTION_INVESTIGATOR("异议核查");

    private final String label;

    Hand(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
