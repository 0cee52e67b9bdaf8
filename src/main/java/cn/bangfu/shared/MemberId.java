package cn.bangfu.shared;

import java.util.UUID;

/** Identifies a household member. */
public record MemberId(UUID value) {

    public static MemberId next() {
        return new MemberId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static MemberId of(String text) {
        return new MemberId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
