package cn.bangfu.audit;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is read back.
 *
 * @param role name of {@code access.Role}
 * @param batch the act on many households that it was part of
 * @param answers empty if the household's key was destroyed
 * @param lines the same, as the form's labels say it
 */
public record StepRecord(
        long seq,
        CaseId caseId,
        HouseholdId household,
        String element,
        @Nullable String taskId,
        String formKey,
        String formHash,
        String processKey,
        int processVersion,
        PersonId person,
        String actorName,
        String role,
        String office,
        Instant at,
        @Nullable UUID batch,
        Map<String, @Nullable Object> answers,
        List<Line> lines) {

    /**
     * @param path of the field in the answers: {@code visitors[0].name}
     * @param label 走访人员 第1行 姓名
     * @param value as people read it
     * @param evidence ids, if the field holds photographs or scans
     */
    public record Line(String path, String label, String value, List<UUID> evidence) {}
}
