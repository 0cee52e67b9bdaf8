package cn.bangfu.shared;

import java.util.UUID;

/** Identifies a household of the register. */
public record HouseholdId(UUID value) {

    public static HouseholdId next() {
        return new HouseholdId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static HouseholdId of(String text) {
        return new HouseholdId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
