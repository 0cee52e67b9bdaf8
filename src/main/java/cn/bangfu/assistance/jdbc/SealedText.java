package cn.bangfu.assistance.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words about a household, sealed with its own key. */
@Component("assistanceSealedText")
class SealedText {

    private static final String ERASED = "（已依法删除）";

    private final HouseholdKeys keys;

    SealedText(HouseholdKeys keys) {
        this.keys = keys;
    }

    byte @Nullable [] seal(HouseholdId household, @Nullable String text) {
        return text == null ? null : keys.seal(household, text);
    }

    @Nullable
    String open(HouseholdId household, byte @Nullable [] sealed) {
        return sealed == null ? null : keys.open(household, sealed).orElse(ERASED);
    }
}
