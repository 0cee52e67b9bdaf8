package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a household is to be handed (告知、送达).
 *
 * @param dueAt none if the county sets no term for it
 * @param handover none while it is owed
 */
public record Delivery(
        UUID id,
        CaseId caseId,
        HouseholdId household,
        DeliveryKind kind,
        Instant owedAt,
        @Nullable Instant dueAt,
        @Nullable Handover handover,
        @Nullable Instant recordedAt,
        @Nullable String recordedBy) {

    public boolean isOwed() {
        return handover == null;
    }
}
