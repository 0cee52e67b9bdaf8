package cn.bangfu.shared;

import java.util.UUID;

/** Identifies an account of an officer: one person may hold several over the years. */
public record OfficerId(UUID value) {

    public static OfficerId next() {
        return new OfficerId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static OfficerId of(String text) {
        return new OfficerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
