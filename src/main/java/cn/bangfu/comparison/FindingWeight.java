package cn.bangfu.comparison;

import cn.bangfu.policy.Labelled;

/** How much a finding speaks against entry, by {@code finding-weight.dmn}. None refuses by itself. */
public enum FindingWeight implements Labelled {
    HIGH("重点核查"),
    MEDIUM("需要说明"),
    LOW("供参考");

    private final String label;

    FindingWeight(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
