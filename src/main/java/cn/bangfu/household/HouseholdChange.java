package cn.bangfu.household;

import cn.bangfu.shared.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field that changed.
 *
 * @param member whom it concerns; absent if the household as a whole
 * @param field the column's heading, in Chinese
 * @param from as shown to people; sealed values masked, empty if there was none
 * @param to likewise
 * @param by name and office; absent if the system did it
 */
public record HouseholdChange(
        @Nullable MemberId member,
        String field,
        String from,
        String to,
        @Nullable String reason,
        @Nullable String by,
        Instant at) {}
