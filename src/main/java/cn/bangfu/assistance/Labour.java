package cn.bangfu.assistance;

import cn.bangfu.policy.Labelled;

/** Whether a household has somebody who can work; decides what a plan must hold beside the answers to its risks. */
public enum Labour implements Labelled {
    PRESENT("有劳动力"),
    /** 整户无劳动力. */
    NONE("整户无劳动力"),
    /** The register names nobody's capacity: then neither is demanded. */
    UNKNOWN("劳动能力未登记");

    private final String label;

    Labour(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
