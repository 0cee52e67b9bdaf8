package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.ApplicationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** H14: what an expression of a diagram can reach when it runs. */
@ApplicationTest
class ClosedExpressionManagerTest {

    @Autowired
    Trial trial;

    @Test
    void readsVariablesComparesThemAndCallsListedBeans() {
        assertThat(evaluate("${route == 'JUDGE'}")).isEqualTo(true);
        assertThat(evaluate("${route == 'JUDGE' && !done}")).isEqualTo(true);
        assertThat(evaluate("${items[1]}")).isEqualTo("b");
        assertThat((String) evaluate("#{execution.processBusinessKey}")).hasSize(36);
        assertThat(evaluate("${trialWords.shout(route)}")).isEqualTo("JUDGE!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"\".getClass()}",
                "${\"\".getClass().forName(\"java.lang.Runtime\").getRuntime().exec(\"id\")}",
                "${\"\".class}",
                "${route.class.name}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices()}",
                "${execution.processEngine.runtimeService}",
                "${execution.variables}",
                "${execution.setVariable('x', 1)}",
                "${execution.id}",
                "${dataSource}",
                "${dataSource.connection}",
                "${processEngine}",
                "${runtimeService}",
                "${trial}",
                "${environment.getProperty('user.name')}",
                "${trialWords.getClass()}",
                "${trialWords.class}",
                "${trialWords.shout(route).getClass()}",
                "${now()}",
                "${currentUser()}",
                "${S('{}')}",
                "${items.clear()}",
                "${items.getClass()}"
            })
    void reachesNothingElse(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(RuntimeException.class);
    }

    private Object evaluate(String expression) {
        trial.deploy();
        var caseId = trial.cases.in(trial.village(0));
        return trial.engine.asApplication(e -> {
            var instance = e.getRuntimeService()
                    .startProcessInstanceByKey(
                            "trial-visit",
                            caseId.toString(),
                            Map.of("route", "JUDGE", "done", false, "items", new ArrayList<>(List.of("a", "b"))));
            var configuration = (ProcessEngineConfigurationImpl) e.getProcessEngineConfiguration();
            Execution execution = e.getRuntimeService()
                    .createExecutionQuery()
                    .processInstanceId(instance.getId())
                    .activityId("UserTask_Visit")
                    .singleResult();
            return configuration.getCommandExecutorTxRequired().execute(command -> configuration
                    .getExpressionManager()
                    .createExpression(expression)
                    .getValue((ExecutionEntity) command.getExecutionManager().findExecutionById(execution.getId())));
        });
    }
}
