package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a case waits, and what the diagram calls its steps. Implemented by the engine room. */
public interface OpenSteps {

    /**
     * @param name as the diagram calls it
     * @param office whose turn it is; empty if no office has it
     * @param due none if the county sets no time for the step
     * @param nudged when and by whom the office was last reminded of it, in words
     * @param mayNudge whether the signed-in officer may remind it now
     */
    record OpenStep(
            String task,
            String name,
            String office,
            Instant since,
            @Nullable Instant due,
            @Nullable String nudged,
            boolean mayNudge) {}

    /** Whosesoever. The caller, an officer who is signed in, has been checked. */
    List<OpenStep> of(CaseId id);

    /** As the diagram of that version calls the step; the id itself where that version is not there any more. */
    String nameOf(String processKey, int processVersion, String element);
}
