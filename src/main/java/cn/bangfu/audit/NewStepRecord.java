package cn.bangfu.audit;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer to be kept.
 *
 * @param taskId none for the form that opened the case
 * @param formHash SHA-256 of the form's file, hexadecimal
 * @param formFile the form's file
 * @param batch the act on many households that it was part of
 * @param answers plain JSON types by form key
 */
public record NewStepRecord(
        CaseId caseId,
        HouseholdId household,
        String element,
        @Nullable String taskId,
        String formKey,
        String formHash,
        String formFile,
        String processKey,
        int processVersion,
        Actor actor,
        @Nullable UUID batch,
        Map<String, @Nullable Object> answers) {}
