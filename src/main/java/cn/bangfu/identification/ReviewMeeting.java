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

    /**
     * All kinds need two thirds present and more than half of those present. A meeting that is none of the villagers' representatives
     * says why, and is no meeting of three friends: five members at least.
     */
    public enum Kind {
        REPRESENTATIVES("村民代表会议", "村民代表", 1),
        ENLARGED_COMMITTEE("村“两委”扩大会议", "村“两委”扩大会议成员", 5),
        REVIEW_GROUP("民主评议小组会议", "民主评议小组成员", 5);

        private final String label;
        private final String members;
        private final int fewest;

        Kind(String label, String members, int fewest) {
            this.label = label;
            this.members = members;
            this.fewest = fewest;
        }

        /** Who sits in it. */
        public String members() {
            return members;
        }

        /** How many its roster must name. */
        public int fewest() {
            return fewest;
        }

        public String label() {
            return label;
        }
    }

    public ReviewMeeting {
        minutes = List.copyOf(minutes);
    }

    /** How many have to come. */
    public static int needed(int entitled) {
        return (entitled * 2 + 2) / 3;
    }

    /** Two thirds of those entitled: the law's floor, not a parameter (村民委员会组织法; rules.md annex E). */
    public boolean quorate() {
        return present * 3 >= entitled * 2;
    }
}
