package cn.bangfu.process.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a process owner marked as routing on a form that opens a case. The feature that starts the process knows nothing of it;
 * {@link CaseEngine} adds it to the values that the feature gives.
 */
@Component
public class StartRouting {

    private static final Object HELD = new Object();

    /** Processes started by the work start with these values too. */
    public <T> T during(Map<String, @Nullable Object> routing, Supplier<T> work) {
        TransactionSynchronizationManager.bindResource(HELD, routing);
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(HELD);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> now() {
        var held = (Map<String, @Nullable Object>) TransactionSynchronizationManager.getResource(HELD);
        return held == null ? Map.of() : held;
    }
}
