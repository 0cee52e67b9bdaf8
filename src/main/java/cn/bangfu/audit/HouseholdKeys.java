package cn.bangfu.audit;

import cn.bangfu.shared.HouseholdId;
import java.util.Optional;

/**
 * Seals personal values with a key per household. A lawful erasure destroys the key: what it sealed can no longer be read, while every
 * chain that holds it stays whole.
 */
public interface HouseholdKeys {

    /** Seals; the household's key is made when first needed. */
    byte[] seal(HouseholdId household, String plain);

    /** Opens; empty if the household's key was destroyed. */
    Optional<String> open(HouseholdId household, byte[] sealed);

    /** Destroys the key for good. */
    void destroy(HouseholdId household);
}
