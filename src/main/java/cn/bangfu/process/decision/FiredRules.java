package cn.bangfu.process.decision;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.jspecify.annotations.Nullable;

/**
 * Listens which rows of a table fire. The engine's result holds only their outputs, and its decision history is left out, because
 * its inputs are personal.
 */
class FiredRules implements DmnDecisionTableEvaluationListener {

    private static final ThreadLocal<@Nullable List<DmnEvaluatedDecisionRule>> HEARD = new ThreadLocal<>();

    /** The rows that fire in this thread while the evaluation runs. */
    static List<DmnEvaluatedDecisionRule> during(Runnable evaluation) {
        var before = HEARD.get();
        var heard = new ArrayList<DmnEvaluatedDecisionRule>();
        HEARD.set(heard);
        try {
            evaluation.run();
            return heard;
        } finally {
            if (before == null) {
                HEARD.remove();
            } else {
                HEARD.set(before);
            }
        }
    }

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        var heard = HEARD.get();
        if (heard != null) {
            heard.addAll(event.getMatchingRules());
        }
    }
}
