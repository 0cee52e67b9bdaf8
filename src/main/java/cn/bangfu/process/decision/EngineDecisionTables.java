package cn.bangfu.process.decision;

import cn.bangfu.policy.DecisionResult;
import cn.bangfu.policy.DecisionResult.FiredRow;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.policy.UndecidedTable;
import cn.bangfu.process.engine.CaseEngine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables that the engine holds. The newest version is looked up first, so that the version told is the one that was asked. */
@Component
class EngineDecisionTables implements DecisionTables {

    private final CaseEngine engine;

    EngineDecisionTables(CaseEngine engine) {
        this.engine = engine;
    }

    @Override
    public DecisionResult evaluate(String decisionKey, Map<String, ? extends @Nullable Object> inputs) {
        return engine.asApplication(processEngine -> evaluate(processEngine, decisionKey, inputs));
    }

    private static DecisionResult evaluate(
            ProcessEngine engine, String decisionKey, Map<String, ? extends @Nullable Object> inputs) {
        var table = engine.getRepositoryService()
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decisionKey)
                .latestVersion()
                .singleResult();
        if (table == null) {
            throw new UndecidedTable(decisionKey, 0, "not released");
        }
        try {
            var fired = FiredRules.during(() -> engine.getDecisionService()
                    .evaluateDecisionById(table.getId())
                    .variables(new HashMap<>(inputs))
                    .evaluate());
            var model = engine.getRepositoryService().getDmnModelInstance(table.getId());
            return new DecisionResult(
                    decisionKey,
                    table.getVersion(),
                    fired.stream().map(rule -> row(rule, model)).toList());
        } catch (DmnEngineException | ProcessEngineException e) {
            throw new UndecidedTable(decisionKey, table.getVersion(), "cannot be evaluated", e);
        }
    }

    private static FiredRow row(DmnEvaluatedDecisionRule rule, DmnModelInstance model) {
        var outputs = new LinkedHashMap<String, @Nullable Object>();
        rule.getOutputEntries().forEach((name, output) -> {
            var value = output.getValue();
            outputs.put(name, value == null ? null : value.getValue());
        });
        var description = model.getModelElementById(rule.getId()) instanceof Rule row ? row.getDescription() : null;
        return new FiredRow(rule.getId(), description == null ? "" : description.getTextContent(), outputs);
    }
}
