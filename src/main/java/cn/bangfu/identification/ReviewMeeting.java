package cn.bangfu.identification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review meeting in a village: one attendance sheet and one set of minutes for all households on its agenda.
 *
 * @param entitled those who should attend by the roster
 * @param present those who did, by name on the sheet
 * @param minutes photographs of attendance sheet and minutes
 * @param kindReason why it was no meeting of the villagers' representatives
 */
public record ReviewMeeting(
        Instant heldAt,
        String place,
        Kind kind,
        @Nullable String kindReason,
        String chair,
        String recorder,
        int entitled,
        int present,
        List<UUID> minutes) {

    /** Each kind of meeting has a rule of its own; all need two thirds present and more than half of those present. */
    public enum Kind {
        REPRESENTATIVES("村民代表会议"),
        ENLARGED_COMMITTEE("村“两委”扩大会议"),
        REVIEW_GROUP("民主评议小组会议");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public ReviewMeeting {
        minutes = List.copyOf(minutes);
    }

    /** Two thirds of those entitled: the law's floor, not a parameter (村民委员会组织法; rules.md annex E). */
    public boolean quorate() {
        return present * 3 >= entitled * 2;
    }
}
