package cn.bangfu.policy;

/** Of whom permanent residence is asked before entry. */
public enum ResidencyRule implements Labelled {
    ORDINARY_AND_RELIEF_FIRST("一般农户及先救助后研判的农户"),
    NOBODY("不作要求");

    private final String label;

    ResidencyRule(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
