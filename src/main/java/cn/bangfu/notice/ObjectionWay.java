package cn.bangfu.notice;

/** How an objection came in (rules.md annex B). */
public enum ObjectionWay {
    PAGE("公示网页"),
    VISIT("来访"),
    PHONE("来电"),
    LETTER("来信"),
    HOTLINE("12345热线"),
    PETITION("信访部门"),
    DISCIPLINE("纪检监察机关");

    private final String label;

    ObjectionWay(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether an official takes it down. */
    public boolean takenDown() {
        return this != PAGE;
    }
}
