package cn.bangfu.comparison;

import cn.bangfu.policy.Labelled;

/** What the household says of a finding (forms.md 比对疑点说明). */
public enum FindingAnswer implements Labelled {
    TRUE_AFFECTS("属实，有影响"),
    TRUE_NO_EFFECT("属实，不影响"),
    NOT_THIS_PERSON("不是本人"),
    OUT_OF_DATE("情况已变");

    private final String label;

    FindingAnswer(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
