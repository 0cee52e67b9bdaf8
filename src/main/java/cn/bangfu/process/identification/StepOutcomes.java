package cn.bangfu.process.identification;

import cn.bangfu.identification.Recording;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;

/** From what the domain recorded to what the gateway needs. */
final class StepOutcomes {

    private StepOutcomes() {}

    static StepResult of(Recording recording) {
        return of(recording, Map.of());
    }

    static StepResult of(Recording recording, Map<ProcessVariable<?>, Object> routing) {
        return recording instanceof Recording.Objected objected
                ? new StepResult.Refused(objected.objections())
                : new StepResult.Taken(routing);
    }
}
