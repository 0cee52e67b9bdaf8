package cn.bangfu.identification;

import cn.bangfu.policy.ClockStop;
import cn.bangfu.policy.StopReason;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a case's total clock stood still, and why. */
public interface CaseClock {

    /** Stops the clock for that reason; no effect while it is stopped for it already. */
    void stop(CaseId id, StopReason reason, @Nullable Instant limit);

    /** Lets it run again as far as that reason goes. */
    void resume(CaseId id, StopReason reason);

    List<ClockStop> stops(CaseId id);
}
