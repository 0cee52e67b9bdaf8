package cn.bangfu.notice;

import java.util.UUID;

/** Identifies an objection among officials; the objector holds its {@link PublicCode}. */
public record ObjectionId(UUID value) {

    public static ObjectionId next() {
        return new ObjectionId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static ObjectionId of(String text) {
        return new ObjectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
