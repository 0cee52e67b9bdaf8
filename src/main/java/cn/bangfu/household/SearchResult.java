package cn.bangfu.household;

import cn.bangfu.household.CaseLookup.FoundCase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found within the officer's divisions.
 *
 * @param cases found by number, and those of the households found
 * @param more whether there are more households than are shown
 * @param hint in Chinese: why nothing could be found, or how to find less
 */
public record SearchResult(
        List<FoundHousehold> households,
        List<FoundCase> cases,
        boolean more,
        @Nullable String hint) {

    public SearchResult {
        households = List.copyOf(households);
        cases = List.copyOf(cases);
    }
}
