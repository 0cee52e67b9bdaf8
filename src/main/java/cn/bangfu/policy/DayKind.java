package cn.bangfu.policy;

/** How days are counted. */
public enum DayKind implements Labelled {
    CALENDAR("自然日"),
    WORKING("工作日");

    private final String label;

    DayKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
