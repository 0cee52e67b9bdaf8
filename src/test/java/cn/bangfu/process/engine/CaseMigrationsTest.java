package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.process.release.CaseMigrations;
import cn.bangfu.process.release.CaseMigrations.Moved;
import cn.bangfu.testing.ApplicationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Running cases stay on their version; a planned move takes those that fit and leaves the others. */
@ApplicationTest
class CaseMigrationsTest {

    private static final String KEY = "moving-trial";

    @Autowired
    private Trial trial;

    @Autowired
    private CaseMigrations migrations;

    private void deploy(String second) {
        trial.engine.asApplication(e -> e.getRepositoryService()
                .createDeployment()
                .addString(KEY + ".bpmn", """
                    <bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'
                      xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='D'>
                      <bpmn:process id='moving-trial' name='迁移试验' isExecutable='true' camunda:historyTimeToLive='P3650D'>
                        <bpmn:startEvent id='StartEvent_Moving'/>
                        <bpmn:sequenceFlow id='Flow_A' sourceRef='StartEvent_Moving' targetRef='UserTask_First'/>
                        <bpmn:userTask id='UserTask_First' name='第一步' camunda:candidateGroups='townHead'/>
                        <bpmn:sequenceFlow id='Flow_B' sourceRef='UserTask_First' targetRef='UserTask_%s'/>
                        <bpmn:userTask id='UserTask_%s' name='第二步' camunda:candidateGroups='townHead'/>
                        <bpmn:sequenceFlow id='Flow_C' sourceRef='UserTask_%s' targetRef='EndEvent_Moving'/>
                        <bpmn:endEvent id='EndEvent_Moving'/>
                      </bpmn:process>
                    </bpmn:definitions>\
                    """.formatted(second, second, second))
                .deploy());
    }

    @Test
    void whatFitsIsMovedAndWhatDoesNotStays() {
        deploy("Second");
        var village = trial.village(0);
        var fits = trial.cases.in(village);
        var stays = trial.cases.in(village);
        trial.engine.start(KEY, fits, Map.of());
        trial.engine.start(KEY, stays, Map.of());
        var head = trial.officer(Role.TOWN_HEAD, village);
        trial.submit(head, stays, Map.of());
        assertThat(trial.task(stays).getName()).isEqualTo("第二步");
        deploy("Other");

        var plan = migrations.plan(KEY).orElseThrow();
        assertThat(plan.latest()).isEqualTo(2);
        assertThat(plan.lines()).hasSize(2);
        assertThat(plan.fitting()).isEqualTo(1);
        assertThat(plan.lines())
                .filteredOn(line -> line.caseId().equals(stays.toString()))
                .singleElement()
                .satisfies(line -> assertThat(line.obstacle()).contains("第二步", "不能迁移"));
        // Looking moves nothing.
        assertThat(migrations.plan(KEY).orElseThrow().lines()).hasSize(2);

        assertThatThrownBy(() -> migrations.move(KEY, head)).isInstanceOf(AccessDeniedException.class);
        var owner = trial.officer(Role.PROCESS_OWNER, Trial.COUNTY);
        assertThat(migrations.move(KEY, owner)).isEqualTo(new Moved(1, 1));
        assertThat(migrations.plan(KEY).orElseThrow().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.caseId()).isEqualTo(stays.toString()));
        trial.submit(head, fits, Map.of());
        assertThat(trial.task(fits).getTaskDefinitionKey()).isEqualTo("UserTask_Other");
    }
}
