package cn.bangfu.access;

import java.util.UUID;

/** Identifies an office; stays when the office is renamed. */
public record OfficeId(UUID value) {

    public static OfficeId next() {
        return new OfficeId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static OfficeId of(String text) {
        return new OfficeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
