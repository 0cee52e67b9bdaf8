package cn.bangfu.household;

import org.jspecify.annotations.Nullable;

/**
 * One field that taking in a ledger would change.
 *
 * @param household its number
 * @param line of the ledger; none for people the ledger does not name
 * @param about name of the person, or of the household's head
 * @param from as shown to people; sealed values masked
 */
public record PlannedChange(
        String household, @Nullable Integer line, String about, String field, String from, String to) {}
