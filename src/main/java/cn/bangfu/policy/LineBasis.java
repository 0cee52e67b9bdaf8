package cn.bangfu.policy;

/** Which figure is held against the income line. */
public enum LineBasis implements Labelled {
    NET_INCOME("人均纯收入"),
    NET_INCOME_MINUS_SELF_PAY("人均纯收入扣减合规自付支出");

    private final String label;

    LineBasis(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
