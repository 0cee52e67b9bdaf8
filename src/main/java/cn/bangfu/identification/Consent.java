package cn.bangfu.identification;

import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member's own word on being looked up (承诺授权). Only who has signed is compared, and only in the registers named.
 *
 * @param registers names of the registers that may be asked
 * @param signedOn with {@link Decision#SIGNED} only
 * @param signBy until when a member who is away will sign; only that member's comparison waits for it
 */
public record Consent(
        MemberId member,
        Decision decision,
        Set<String> registers,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate signBy) {

    /** What the member decided. */
    public enum Decision {
        SIGNED("已签字授权"),
        LATER("外出，稍后补签"),
        REFUSED("不同意授权"),
        /** A guardian speaks for children; they are not looked up on their own. */
        MINOR("未成年人，由监护人代理");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Consent {
        registers = Set.copyOf(registers);
        if (decision == Decision.SIGNED && signedOn == null) {
            throw new IllegalArgumentException("a signature has a date");
        }
    }
}
