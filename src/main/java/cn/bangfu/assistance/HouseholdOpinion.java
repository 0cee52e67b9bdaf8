package cn.bangfu.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the household says to a plan when it is asked.
 *
 * @param word in its own words; needed if it does not agree
 * @param signature ids of evidence
 */
public record HouseholdOpinion(
        boolean agrees, LocalDate askedOn, @Nullable String word, List<UUID> signature) {

    public HouseholdOpinion {
        signature = List.copyOf(signature);
    }
}
