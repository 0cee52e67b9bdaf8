package cn.bangfu.policy;

/** Whose public notice a decision needs. */
public enum NoticeLevel implements Labelled {
    VILLAGE("村级"),
    TOWN("乡镇级"),
    COUNTY("县级");

    private final String label;

    NoticeLevel(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
