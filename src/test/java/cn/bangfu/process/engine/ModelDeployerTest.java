package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.ApplicationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class ModelDeployerTest {

    @Autowired
    Trial trial;

    @TempDir
    Path folder;

    String key;

    @BeforeEach
    void twoProcessesAndADecision() {
        key = "m" + Long.toString(System.nanoTime(), 36);
        write("processes/" + key + "-a.bpmn", process(key + "-a", key + "-form", "一"));
        write("processes/" + key + "-b.bpmn", process(key + "-b", null, "一"));
        write("processes/" + key + "-d.dmn", decision(key + "-d", "\"A\""));
        write("forms/" + key + "-form.form", "{\"id\":\"" + key + "-form\",\"type\":\"default\",\"components\":[]}");
        write("forms/" + key + "-other.form", "{\"id\":\"" + key + "-other\",\"type\":\"default\",\"components\":[]}");
    }

    @Test
    void eachProcessComesWithItsFormsAndEachDecisionByItself() {
        deploy(true);
        assertThat(resources(key + "-a")).containsExactlyInAnyOrder(key + "-a.bpmn", key + "-form.form");
        assertThat(resources(key + "-b")).containsExactly(key + "-b.bpmn");
        assertThat(decisionVersions(key + "-d")).isEqualTo(1);
    }

    @Test
    void whatDidNotChangeMakesNoNewVersion() {
        deploy(true);
        deploy(true);
        assertThat(List.of(latest(key + "-a").getVersion(), latest(key + "-b").getVersion()))
                .containsExactly(1, 1);
        assertThat(decisionVersions(key + "-d")).isEqualTo(1);
    }

    @Test
    void aChangedFormMakesANewVersionOfItsOwnProcessOnly() {
        deploy(true);
        write(
                "forms/" + key + "-form.form",
                "{\"id\":\"" + key + "-form\",\"type\":\"default\",\"components\":[{\"type\":\"separator\"}]}");
        deploy(true);
        assertThat(List.of(latest(key + "-a").getVersion(), latest(key + "-b").getVersion()))
                .containsExactly(2, 1);
        assertThat(resources(key + "-a")).containsExactlyInAnyOrder(key + "-a.bpmn", key + "-form.form");
        assertThat(decisionVersions(key + "-d")).isEqualTo(1);
    }

    @Test
    void anInvalidFileStopsNeitherTheOthersNorTheApplication() {
        write("processes/" + key + "-a.bpmn", "<bpmn:definitions>");
        write("processes/" + key + "-b.bpmn", process(key + "-b", null, "一").replace("P1D", ""));
        assertThatCode(() -> deploy(false)).doesNotThrowAnyException();
        assertThat(latest(key + "-a")).isNull();
        assertThat(latest(key + "-b")).isNull();
        assertThat(decisionVersions(key + "-d")).isEqualTo(1);
        assertThatThrownBy(() -> deploy(true)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aMissingFormIsSaidAtOnce() {
        write("processes/" + key + "-a.bpmn", process(key + "-a", key + "-nowhere", "一"));
        assertThatThrownBy(() -> deploy(true)).hasMessageContaining(key + "-nowhere");
    }

    @Test
    void aVersionThatAProcessOwnerReleasedIsNotOvertakenByARestart() {
        deploy(true);
        trial.engine.asApplication(e -> e.getRepositoryService()
                .createDeployment()
                .name("released")
                .source("process owner")
                .addString(key + "-b.bpmn", process(key + "-b", null, "二"))
                .deploy());
        write("processes/" + key + "-b.bpmn", process(key + "-b", null, "三"));
        deploy(true);
        assertThat(latest(key + "-b").getName()).isEqualTo("二");
        assertThat(latest(key + "-b").getVersion()).isEqualTo(2);
    }

    @Test
    void theModelsOfTheApplicationAreDeployedAtItsStart() {
        for (var model : List.of("household-identification", "public-notice", "assistance-assignment")) {
            assertThat(latest(model)).as(model).isNotNull();
        }
        assertThat(decisionVersions("entry-routing")).isPositive();
        assertThat(decisionVersions("monitoring-category")).isPositive();
    }

    private void deploy(boolean strict) {
        trial.engine.asApplication(e -> {
            new ModelDeployer(e, strict).deployAll("file:" + folder + "/");
            return e;
        });
    }

    private ProcessDefinition latest(String process) {
        return trial.engine.asApplication(e -> e.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult());
    }

    private List<String> resources(String process) {
        return trial.engine.asApplication(e ->
                e.getRepositoryService().getDeploymentResources(latest(process).getDeploymentId()).stream()
                        .map(Resource::getName)
                        .toList());
    }

    private long decisionVersions(String decision) {
        return trial.engine.asApplication(e -> e.getRepositoryService()
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .count());
    }

    private void write(String path, String content) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String process(String key, String form, String name) {
        return "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='D'>"
                + "<bpmn:process id='" + key + "' name='" + name
                + "' isExecutable='true' camunda:historyTimeToLive='P1D'>"
                + "<bpmn:startEvent id='S'/><bpmn:sequenceFlow id='F' sourceRef='S' targetRef='T'/>"
                + "<bpmn:userTask id='T' camunda:candidateGroups='townHead'"
                + (form == null ? "" : " camunda:formRef=\"" + form + "\" camunda:formRefBinding='deployment'")
                + "/></bpmn:process></bpmn:definitions>";
    }

    private static String decision(String key, String text) {
        return "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/dmn' id='d' name='d' namespace='x'>"
                + "<decision id='" + key
                + "' name='h' camunda:historyTimeToLive='P1D'><variable name='v' typeRef='string'/>"
                + "<literalExpression><text>" + text + "</text></literalExpression></decision></definitions>";
    }
}
