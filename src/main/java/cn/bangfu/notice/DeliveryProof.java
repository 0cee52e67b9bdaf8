package cn.bangfu.notice;

/** How it is proved that a household was handed something. */
public enum DeliveryProof {
    SIGNATURE("当面签收"),
    /** Left at the home, where nobody signs. */
    PHOTOGRAPH("留置送达拍照"),
    /** Of people who are away. */
    CALL_RECORD("电话告知并留通话记录"),
    SLIP("回执或短信");

    private final String label;

    DeliveryProof(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether the signed paper, the photograph or the record must be shown. */
    boolean shown() {
        return this != SLIP;
    }
}
