package cn.bangfu.identification;

import cn.bangfu.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one of the three hands in town or county said. A case that comes back gets new opinions; old ones stay.
 *
 * @param returnTo with {@link Decision#RETURN} only
 * @param text in words; the reason where it is no agreement
 */
public record Opinion(
        Hand hand,
        PersonId person,
        Decision decision,
        @Nullable ReturnTo returnTo,
        String text,
        Instant givenAt) {

    /** What a hand may say. */
    public enum Decision {
        AGREE("同意"),
        CONFIRM("确认纳入"),
        /** A reviewer gives the case back to the handler beside him. */
        HAND_BACK("退回经办人"),
        RETURN("退回"),
        REFUSE("不予纳入");

        private final String label;

        Decision(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
