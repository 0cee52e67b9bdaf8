package cn.bangfu.process.gateway;

import cn.bangfu.process.engine.TaskCards;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task as a list shows it.
 *
 * @param element id in the model
 * @param name as the model calls the step
 * @param caseNumber as people read it
 * @param village name as people say it
 * @param head of the household
 * @param due of this step; none if the county sets no time for it
 * @param caseDeadline of the case as a whole
 * @param claimedBy name of who has claimed it
 */
public record TaskLine(
        String id,
        String element,
        String name,
        CaseId caseId,
        @Nullable String caseNumber,
        @Nullable String village,
        @Nullable String head,
        @Nullable String page,
        Instant createdAt,
        @Nullable Instant due,
        @Nullable LocalDate caseDeadline,
        @Nullable String claimedBy) {

    static TaskLine of(Task task, CaseId caseId, TaskCards.@Nullable Card card, @Nullable String claimedBy) {
        return new TaskLine(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                caseId,
                card == null ? null : card.caseNumber(),
                card == null ? null : card.village(),
                card == null ? null : card.head(),
                card == null ? null : card.page(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                card == null ? null : card.deadline(),
                claimedBy);
    }
}
