package cn.bangfu.process.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.policy.DecisionTables;
import cn.bangfu.policy.UndecidedTable;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.DecisionFiles;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine answers as the files say, and tells which version and which row. */
@ApplicationTest
class EngineDecisionTablesTest {

    private static final Map<String, Object> ORDINARY_RESIDENT = Map.of(
            "monitoringState", "NONE",
            "policyStatus", "ORDINARY",
            "residency", "YES",
            "sameRiskAgain", false,
            "exitVerified", false,
            "enjoyingPolicyMayEnter", false,
            "reliefMode", "JUDGE_AFTER",
            "reliefCause", false,
            "relief", "NONE");

    @Autowired
    private DecisionTables tables;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private HistoryService history;

    /** A table of this test's own, so that it disturbs no other. */
    private void release(String key, String hitPolicy, String... rows) {
        var dmn = new StringBuilder("""
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                  id="d" name="d" namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="%s" name="t" camunda:historyTimeToLive="P1D"><decisionTable id="t" hitPolicy="%s">
                  <input id="i"><inputExpression id="ie" typeRef="string"><text>colour</text></inputExpression></input>
                  <output id="o" name="answer" typeRef="string"/>
                """.formatted(key, hitPolicy));
        for (int i = 0; i < rows.length; i++) {
            dmn.append("""
                    <rule id="row%d"><description>Z%d 说明</description>
                    <inputEntry id="in%d"><text>%s</text></inputEntry>
                    <outputEntry id="out%d"><text>"%d"</text></outputEntry></rule>
                    """.formatted(i, i, i, rows[i], i, i));
        }
        dmn.append("</decisionTable></decision></definitions>");
        repository.createDeployment().addString(key + ".dmn", dmn.toString()).deploy();
    }

    @Test
    void theEngineAnswersAsTheFileSays() {
        if (repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey("entry-routing")
                        .count()
                == 0) {
            repository
                    .createDeployment()
                    .addClasspathResource("processes/entry-routing.dmn")
                    .deploy();
        }
        var byEngine = tables.evaluate("entry-routing", ORDINARY_RESIDENT);
        var byFile = new DecisionFiles().evaluate("entry-routing", ORDINARY_RESIDENT);
        assertThat(byEngine.rows()).isEqualTo(byFile.rows());
        assertThat(byEngine.decidingRow().name()).isEqualTo("A9");
    }

    @Test
    void theNewestVersionAnswersAndSaysItsNumber() {
        release("colours", "FIRST", "\"red\"", "");
        assertThat(tables.evaluate("colours", Map.of("colour", "red")).reference())
                .isEqualTo("colours:1#Z0");
        release("colours", "FIRST", "\"blue\"", "");
        var result = tables.evaluate("colours", Map.of("colour", "red"));
        assertThat(result.reference()).isEqualTo("colours:2#Z1");
        assertThat(result.decidingRow().outputs()).containsEntry("answer", "1");
        assertThat(result.decidingRow().annotation()).isEqualTo("Z1 说明");
    }

    @Test
    void aTableThatContradictsItselfOrIsMissingIsATablesFault() {
        release("contradiction", "UNIQUE", "\"red\"", "");
        assertThatThrownBy(() -> tables.evaluate("contradiction", Map.of("colour", "red")))
                .isInstanceOf(UndecidedTable.class)
                .hasMessageContaining("contradiction version 1");
        assertThatThrownBy(() -> tables.evaluate("never-released", Map.of())).isInstanceOf(UndecidedTable.class);
        release("gap", "UNIQUE", "\"red\"");
        var nothing = tables.evaluate("gap", Map.of("colour", "green"));
        assertThatThrownBy(nothing::decidingRow).isInstanceOf(UndecidedTable.class);
    }

    @Test
    void theEngineKeepsNoRecordOfWhatWasAsked() {
        release("personal", "FIRST", "\"red\"", "");
        tables.evaluate("personal", Map.of("colour", "red"));
        assertThat(history.createHistoricDecisionInstanceQuery()
                        .decisionDefinitionKey("personal")
                        .count())
                .isZero();
    }
}
