package cn.bangfu.household;

import org.jspecify.annotations.Nullable;

/**
 * A person whom a ledger would bring into a household, or whom it no longer names.
 *
 * @param household number of the household
 * @param line of the ledger, if it names the person
 * @param from number of the household the person comes from, if from another one
 */
public record PlannedArrival(
        String household,
        @Nullable Integer line,
        String name,
        String relation,
        @Nullable String from) {}
