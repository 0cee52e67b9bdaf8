package cn.bangfu.access;

import java.util.UUID;

/** Identifies one term of an officer in an office and role. */
public record PostId(UUID value) {

    public static PostId next() {
        return new PostId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static PostId of(String text) {
        return new PostId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
