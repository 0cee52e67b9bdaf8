package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.process.gateway.StepResult;

/** From what the domain recorded to what the gateway needs. */
final class StepOutcomes {

    private StepOutcomes() {}

    static StepResult of(AssistanceOutcome outcome) {
        return outcome instanceof AssistanceOutcome.Refused refused
                ? new StepResult.Refused(refused.errors())
                : StepResult.taken();
    }
}
