package cn.bangfu.assistance.web;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Yuan and other figures as they are typed. */
final class Figures {

    private Figures() {}

    /** @return {@code null} if it is none, or has more than two decimals */
    static @Nullable BigDecimal money(@Nullable String typed) {
        var plain = typed == null ? "" : typed.strip().replace(",", "").replace("，", "");
        return plain.matches("\\d{1,12}(\\.\\d{1,2})?") ? new BigDecimal(plain) : null;
    }
}
