package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an official takes down; as {@link ReCheck}. */
public record NewReCheck(
        UUID id,
        CaseId caseId,
        HouseholdId household,
        DivisionCode village,
        Level decidedBy,
        LocalDate requestedOn,
        ReCheck.Way way,
        ReCheck.Content content,
        List<UUID> evidence,
        @Nullable Instant askUntil) {}
