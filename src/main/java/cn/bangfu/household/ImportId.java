package cn.bangfu.household;

import java.util.UUID;

/** Identifies one reading of a ledger. */
public record ImportId(UUID value) {

    public static ImportId next() {
        return new ImportId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no UUID */
    public static ImportId of(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
