package cn.bangfu.process.gateway;

import java.util.Optional;

/**
 * Whether a person may still act at a step of a case, having acted at others (separation of duties). Every bean is asked before the
 * step; the database refuses once more when the act is written.
 */
public interface DutyCheck {

    /** In Chinese, why not and who may instead, naming the rule; empty if the actor may. */
    Optional<String> objection(StepContext context);
}
