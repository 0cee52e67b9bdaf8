package cn.bangfu.notice;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An objection (异议), as it was received; never changed.
 *
 * @param notice none for an exclusion
 * @param code the receipt: who holds it reads the answer
 * @param content none if the household's key was destroyed
 * @param receivedOn the day on which it came in, as the official says
 * @param receivedAt when it was recorded
 * @param takenBy the official who took it down, none on the public page
 * @param resolution none while it is open
 */
public record Objection(
        ObjectionId id,
        @Nullable NoticeId notice,
        DivisionCode village,
        PublicCode code,
        ObjectionKind kind,
        ObjectionWay way,
        boolean named,
        @Nullable Content content,
        LocalDate receivedOn,
        Instant receivedAt,
        @Nullable String takenBy,
        @Nullable Resolution resolution) {

    /**
     * What was said, and by whom.
     *
     * @param name none if anonymous
     * @param contact how to reach the objector
     */
    public record Content(
            String text, @Nullable String name, @Nullable String contact) {

        @Override
        public String toString() {
            return "Content[sealed]";
        }
    }

    /**
     * How it was answered.
     *
     * @param finding what the investigation found, for the file
     * @param answer what the objector is told
     */
    public record Resolution(
            ObjectionResult result,
            @Nullable String finding,
            @Nullable String answer,
            Instant resolvedAt,
            @Nullable String resolvedBy) {

        @Override
        public String toString() {
            return "Resolution[" + result + "]";
        }
    }

    public boolean isOpen() {
        return resolution == null;
    }
}
