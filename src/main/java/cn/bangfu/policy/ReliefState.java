package cn.bangfu.policy;

/** What has become of emergency relief (rules 1.5). */
public enum ReliefState implements Labelled {
    NONE("未救助"),
    PENDING("救助中"),
    DELIVERED("已救助"),
    REFUSED("未予救助"),
    TIMED_OUT("逾期未办结");

    private final String label;

    ReliefState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
