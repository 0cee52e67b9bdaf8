package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Permits to end tasks. {@link TaskEndGuard} lets no signed-in person end a task without one, whatever way into the engine was taken;
 * only the step gateway (a task) and the features' process ports (a case that is withdrawn or dissolved) hold them. A permit lives in
 * one thread and one transaction: what it allowed is kept or rolled back together with what the domain recorded.
 */
@Component
public class StepPermits {

    private static final Object HELD = new Object();

    /**
     * Allows the work to complete this one task, and the model to end other tasks of the same case as a consequence.
     *
     * @throws IllegalStateException without a transaction
     */
    public <T> T whileCompleting(String taskId, CaseId caseId, Supplier<T> work) {
        return holding(new Permit(taskId, caseId.toString()), work);
    }

    /**
     * Allows the work to cancel tasks of the case; it still completes none. What follows from a step that is being completed has its
     * permit already.
     *
     * @throws IllegalStateException without a transaction
     */
    public <T> T whileEnding(CaseId caseId, Supplier<T> work) {
        return allowsCancelling(caseId.toString()) ? work.get() : holding(new Permit(null, caseId.toString()), work);
    }

    boolean allowsCompleting(String taskId) {
        var permit = held();
        return permit != null && taskId.equals(permit.taskId());
    }

    boolean allowsCancelling(@Nullable String caseId) {
        var permit = held();
        return permit != null && permit.caseId().equals(caseId);
    }

    private static <T> T holding(Permit permit, Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a permit needs the transaction in which the domain records the step");
        }
        TransactionSynchronizationManager.bindResource(HELD, permit);
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(HELD);
        }
    }

    private static @Nullable Permit held() {
        return (Permit) TransactionSynchronizationManager.getResource(HELD);
    }

    private record Permit(@Nullable String taskId, String caseId) {}
}
