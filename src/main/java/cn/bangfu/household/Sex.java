package cn.bangfu.household;

import cn.bangfu.policy.Labelled;
import cn.bangfu.shared.IdentityNumber;

/** As the identity number says it. */
public enum Sex implements Labelled {
    MALE("男"),
    FEMALE("女");

    private final String label;

    Sex(String label) {
        this.label = label;
    }

    public static Sex of(IdentityNumber number) {
        return number.male() ? MALE : FEMALE;
    }

    @Override
    public String label() {
        return label;
    }
}
