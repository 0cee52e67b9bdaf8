package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task's card in the list says of its case. It is added to the engine's answers on their way out and never kept in the engine. */
public interface TaskCards {

    /** The cases that the signed-in officer may see; asked once for a whole page of tasks. */
    Map<CaseId, Card> of(Set<CaseId> cases);

    /**
     * @param village name as people say it
     * @param head of the household
     * @param page where one reads more of it
     * @param deadline of the case as a whole
     */
    record Card(
            String caseNumber,
            String village,
            String head,
            String page,
            @Nullable LocalDate deadline) {}
}
