package cn.bangfu.identification;

import cn.bangfu.policy.DecisionResult;
import cn.bangfu.shared.CaseId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decision runs of cases. A run is never changed; a later one stands beside it. */
public interface CaseRuns {

    void add(
            CaseId id,
            String stage,
            DecisionResult decision,
            List<String> rows,
            String outcome,
            Map<String, @Nullable Object> inputs);

    /** In the order in which they ran. */
    List<CaseRun> of(CaseId id);
}
