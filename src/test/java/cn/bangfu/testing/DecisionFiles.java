package cn.bangfu.testing;

import cn.bangfu.policy.DecisionResult;
import cn.bangfu.policy.DecisionResult.FiredRow;
import cn.bangfu.policy.DecisionTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/** The decision tables straight from their files, without the process engine. */
public final class DecisionFiles implements DecisionTables {

    private final List<DmnEvaluatedDecisionRule> heard = new ArrayList<>();
    private final Map<String, DmnDecision> decisions = new HashMap<>();
    private final Map<String, DmnModelInstance> models = new HashMap<>();
    private final DmnEngine engine;

    public DecisionFiles() {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(
                List.of(event -> heard.addAll(event.getMatchingRules())));
        engine = configuration.buildEngine();
    }

    @Override
    public DecisionResult evaluate(String decisionKey, Map<String, ? extends @Nullable Object> inputs) {
        heard.clear();
        var decision = decisions.computeIfAbsent(decisionKey, key -> engine.parseDecision(key, model(key)));
        engine.evaluateDecision(decision, new HashMap<>(inputs));
        return new DecisionResult(
                decisionKey,
                1,
                heard.stream().map(rule -> row(decisionKey, rule)).toList());
    }

    /** Rows of a table in its file, in their order. */
    public List<Rule> rules(String decisionKey) {
        return List.copyOf(model(decisionKey).getModelElementsByType(Rule.class));
    }

    private DmnModelInstance model(String decisionKey) {
        return models.computeIfAbsent(
                decisionKey,
                key -> Dmn.readModelFromFile(Path.of("processes", key + ".dmn").toFile()));
    }

    private FiredRow row(String decisionKey, DmnEvaluatedDecisionRule rule) {
        var outputs = new LinkedHashMap<String, Object>();
        rule.getOutputEntries()
                .forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
        Rule inFile = model(decisionKey).getModelElementById(rule.getId());
        return new FiredRow(rule.getId(), inFile.getDescription().getTextContent(), outputs);
    }
}
