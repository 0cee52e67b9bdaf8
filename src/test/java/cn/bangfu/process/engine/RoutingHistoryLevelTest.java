package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class RoutingHistoryLevelTest {

    @Autowired
    Trial trial;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theEngineRemembersRoutingVariablesAndNothingElseOfACase() {
        trial.deploy();
        var caseId = trial.cases.in(trial.village(0));
        var instance = trial.engine.asApplication(e -> e.getRuntimeService()
                .startProcessInstanceByKey(
                        "trial-visit", caseId.toString(), Map.of("trialResult", "AGREED", "illness", "试验病种"))
                .getId());
        assertThat(jdbc.sql("select name_ from act_hi_varinst where proc_inst_id_ = ?")
                        .param(instance)
                        .query(String.class)
                        .list())
                .containsExactly("trialResult");
        for (var table : Set.of("act_hi_detail", "act_hi_identitylink", "act_hi_job_log")) {
            var column = table.equals("act_hi_job_log")
                    ? "process_instance_id_"
                    : table.equals("act_hi_detail") ? "proc_inst_id_" : "root_proc_inst_id_";
            assertThat(jdbc.sql("select count(*) from " + table + " where " + column + " = ?")
                            .param(instance)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        trial.submit(
                trial.officer(Role.VILLAGE_CLERK, trial.village(0)), caseId, Map.of(TrialCases.RESULT, "NOT_AGREED"));
        assertThat(jdbc.sql(
                                "select count(*) from act_hi_op_log where proc_inst_id_ = ? and operation_type_ = 'Complete'")
                        .param(instance)
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(jdbc.sql("select act_id_ from act_hi_actinst where proc_inst_id_ = ? order by start_time_")
                        .param(instance)
                        .query(String.class)
                        .list())
                .contains("UserTask_Visit", "UserTask_Decide");
    }

    @Test
    void decisionsAreNeverRemembered() {
        var level = new RoutingHistoryLevel(() -> Set.of("route"));
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.DMN_DECISION_EVALUATE, null))
                .isFalse();
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.FORM_PROPERTY_UPDATE, null))
                .isFalse();
        // While a model is parsed, it is asked in general.
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.VARIABLE_INSTANCE_CREATE, null))
                .isTrue();
        var income = new VariableInstanceEntity();
        income.setName("income");
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.VARIABLE_INSTANCE_CREATE, income))
                .isFalse();
    }
}
