package cn.bangfu.policy;

/** How the head of household is named in a notice. */
public enum NameStyle implements Labelled {
    FULL("全名"),
    MASKED("隐去部分字");

    private final String label;

    NameStyle(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
