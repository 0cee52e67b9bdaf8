package cn.bangfu.notice;

import java.util.UUID;

/** Identifies one household's notice on one poster. For the public it is the {@link PublicCode}. */
public record NoticeId(UUID value) {

    public static NoticeId next() {
        return new NoticeId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static NoticeId of(String text) {
        return new NoticeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
