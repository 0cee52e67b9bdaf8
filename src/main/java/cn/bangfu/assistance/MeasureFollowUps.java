package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of promised measures, as it is kept. */
public interface MeasureFollowUps {

    /** As the lead department reports it. */
    record NewDelivery(
            boolean done,
            @Nullable LocalDate deliveredOn,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            String content,
            List<UUID> evidence) {}

    /** 验收 by the signed-in officer and a second. */
    record NewInspection(
            boolean passed,
            @Nullable BigDecimal acceptedQuantity,
            LocalDate inspectedOn,
            String secondName,
            String secondOffice,
            @Nullable String remark,
            List<UUID> evidence) {}

    record NewConfirmation(
            boolean confirmed,
            LocalDate on,
            @Nullable String effect,
            @Nullable String word,
            List<UUID> evidence) {}

    MeasureFollowUp of(UUID measure);

    /** False if the measure is being seen through already. */
    boolean begin(CaseId caseId, UUID measure);

    void deliver(UUID measure, HouseholdId household, NewDelivery delivery, Actor actor);

    void inspect(UUID measure, HouseholdId household, NewInspection inspection, Actor actor);

    void settle(UUID measure, HouseholdId household, MeasureFollowUp.Result result, String reason, Actor actor);

    void confirm(UUID measure, HouseholdId household, NewConfirmation confirmation, Actor actor);
}
