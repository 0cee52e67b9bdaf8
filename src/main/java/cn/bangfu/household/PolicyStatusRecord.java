package cn.bangfu.household;

import cn.bangfu.policy.PolicyStatus;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 政策享受状态 from a day on, as the county recorded it.
 *
 * @param source where the county has it from: a ledger, a list, a document
 * @param recordedBy name of the officer; absent where a ledger brought it at first start
 */
public record PolicyStatusRecord(
        PolicyStatus status,
        LocalDate validFrom,
        String source,
        @Nullable String recordedBy,
        Instant recordedAt) {}
