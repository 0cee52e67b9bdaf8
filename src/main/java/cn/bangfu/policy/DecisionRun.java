package cn.bangfu.policy;

/** When the decision is made; every run is kept (rules 1.1). */
public enum DecisionRun implements Labelled {
    /** Run a: after the home visit. */
    PRELIMINARY("初步研判"),
    /** Run b: findings answered, income recounted, before the village review. */
    FINAL("综合研判"),
    /** Run c: after emergency relief, where relief came first. */
    AFTER_RELIEF("救助后研判");

    private final String label;

    DecisionRun(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
