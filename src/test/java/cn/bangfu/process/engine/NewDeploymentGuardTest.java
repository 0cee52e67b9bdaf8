package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.ApplicationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** H14, H16, T19: files that carry code are refused when they are deployed, and leave nothing behind. */
@ApplicationTest
class NewDeploymentGuardTest {

    @Autowired
    Trial trial;

    static Stream<Arguments> hostile() {
        return Stream.of(
                bpmn(
                        "script task",
                        "<bpmn:scriptTask id='X'"
                                + " scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>"),
                bpmn("delegate class", "<bpmn:serviceTask id='X' camunda:class='java.lang.Runtime'/>"),
                bpmn("service expression", "<bpmn:serviceTask id='X' camunda:expression='${trialWords.shout(1)}'/>"),
                bpmn(
                        "reflection",
                        "<bpmn:serviceTask id='X' camunda:delegateExpression='${\"\".getClass().forName(\"x\")}'/>"),
                bpmn(
                        "unknown delegate",
                        "<bpmn:serviceTask id='X' camunda:delegateExpression='${dropTablesDelegate}'/>"),
                bpmn(
                        "bean of the application",
                        "<bpmn:serviceTask id='X' camunda:delegateExpression='${dataSource.connection}'/>"),
                bpmn("shell task", "<bpmn:serviceTask id='X' camunda:type='shell'/>"),
                bpmn("mail task", "<bpmn:serviceTask id='X' camunda:type='mail'/>"),
                bpmn("external task", "<bpmn:serviceTask id='X' camunda:type='external' camunda:topic='t'/>"),
                bpmn(
                        "connector",
                        "<bpmn:serviceTask id='X'><bpmn:extensionElements><camunda:connector>"
                                + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"
                                + "</bpmn:extensionElements></bpmn:serviceTask>"),
                bpmn(
                        "script in a parameter",
                        "<bpmn:userTask id='X'"
                                + " camunda:candidateGroups='townHead'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter"
                                + " name='a'><camunda:script scriptFormat='groovy'>1</camunda:script>"
                                + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>"),
                bpmn(
                        "listener class",
                        "<bpmn:userTask id='X'"
                                + " camunda:candidateGroups='townHead'><bpmn:extensionElements><camunda:taskListener"
                                + " event='create' class='x.Y'/></bpmn:extensionElements></bpmn:userTask>"),
                bpmn(
                        "listener expression",
                        "<bpmn:userTask id='X'"
                                + " camunda:candidateGroups='townHead'><bpmn:extensionElements><camunda:executionListener"
                                + " event='start' expression='${execution.setVariable(1,2)}'/>"
                                + "</bpmn:extensionElements></bpmn:userTask>"),
                bpmn(
                        "embedded form",
                        "<bpmn:userTask id='X' camunda:candidateGroups='townHead'"
                                + " camunda:formKey='embedded:app:x.html'/>"),
                bpmn(
                        "named person",
                        "<bpmn:userTask id='X' camunda:candidateGroups='townHead' camunda:assignee='cun1'/>"),
                bpmn("computed group", "<bpmn:userTask id='X' camunda:candidateGroups='${anyGroup}'/>"),
                bpmn(
                        "an office instead of a role",
                        "<bpmn:userTask id='X' camunda:candidateGroups='townHead150625103'/>"),
                bpmn("task for nobody", "<bpmn:userTask id='X'/>"),
                bpmn(
                        "code in a name",
                        "<bpmn:userTask id='X' name='${\"\".class}' camunda:candidateGroups='townHead'/>"),
                bpmn(
                        "condition in a script language",
                        "<bpmn:exclusiveGateway id='X'/><bpmn:endEvent id='Y'/><bpmn:sequenceFlow id='F' sourceRef='X'"
                                + " targetRef='Y'><bpmn:conditionExpression"
                                + " language='groovy'>1</bpmn:conditionExpression></bpmn:sequenceFlow>"),
                bpmn(
                        "condition that calls",
                        "<bpmn:exclusiveGateway id='X'/><bpmn:endEvent id='Y'/><bpmn:sequenceFlow id='F' sourceRef='X'"
                                + " targetRef='Y'>"
                                + "<bpmn:conditionExpression>${execution.getProcessEngineServices()}</bpmn:conditionExpression>"
                                + "</bpmn:sequenceFlow>"),
                bpmn(
                        "code as a timer",
                        "<bpmn:intermediateCatchEvent"
                                + " id='X'><bpmn:timerEventDefinition><bpmn:timeDate>${now()}</bpmn:timeDate>"
                                + "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"),
                bpmn(
                        "mapping class",
                        "<bpmn:callActivity id='X' calledElement='y' camunda:variableMappingClass='x.Y'/>"),
                bpmn("called process computed", "<bpmn:callActivity id='X' calledElement='${any.thing}'/>"),
                bpmn(
                        "foreign prefix for Camunda's namespace",
                        "<bpmn:serviceTask id='X' xmlns:z='http://camunda.org/schema/1.0/bpmn' z:class='x.Y'/>"),
                bpmn(
                        "Activiti's namespace",
                        "<bpmn:serviceTask id='X' xmlns:z='http://activiti.org/bpmn' z:class='x.Y'/>"),
                Arguments.of(
                        "external entity",
                        "hostile.bpmn",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                                + bpmnText("<bpmn:userTask id='X' name='&e;'/>")),
                Arguments.of(
                        "billion laughs",
                        "hostile.bpmn",
                        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
                                + bpmnText("<bpmn:task id='X' name='&c;'/>")),
                dmn("decision in a script language", "javascript", "1"),
                dmn("decision in JUEL", "juel", "${1+1}"),
                dmn("decision calling Java", "feel", "function(x) external { java: { class: \"x\" } }"),
                Arguments.of(
                        "form with HTML",
                        "hostile.form",
                        "{\"id\":\"f\",\"type\":\"default\",\"components\":[{\"type\":\"html\",\"content\":\"<img"
                                + " onerror=x>\"}]}"),
                Arguments.of(
                        "form with a frame",
                        "hostile.form",
                        "{\"id\":\"f\",\"type\":\"default\",\"components\":[{\"type\":\"group\",\"components\":[{\"type\":\"iframe\",\"url\":\"https://x\"}]}]}"),
                Arguments.of("form that is no JSON", "hostile.form", "<html>"),
                Arguments.of("page", "hostile.html", "<script>1</script>"),
                Arguments.of("script", "hostile.groovy", "1"),
                Arguments.of("case model", "hostile.cmmn", "<x/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRefused(String what, String name, String content) {
        var before = deployments();
        var started = Instant.now();
        assertThatThrownBy(() -> trial.engine.asApplication(e -> e.getRepositoryService()
                        .createDeployment()
                        .name(what)
                        .addString(name, content)
                        .deploy()))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("不予部署：");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(deployments()).isEqualTo(before);
    }

    /** A rule tightened later must not make what was released before unreadable. */
    @Test
    void whatWasDeployedBeforeIsNotJudgedAgain() {
        trial.deploy();
        var definition = trial.engine.asApplication(e -> e.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("trial-visit")
                .latestVersion()
                .singleResult());
        assertThatCode(() -> trial.engine.asApplication(e -> {
                    var configuration = (org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl)
                            e.getProcessEngineConfiguration();
                    configuration.getDeploymentCache().discardProcessDefinitionCache();
                    return e.getRuntimeService()
                            .startProcessInstanceById(
                                    definition.getId(),
                                    trial.cases.in(trial.village(0)).toString(),
                                    Map.of());
                }))
                .doesNotThrowAnyException();
    }

    private long deployments() {
        return trial.engine.asApplication(
                e -> e.getRepositoryService().createDeploymentQuery().count());
    }

    private static Arguments bpmn(String what, String content) {
        return Arguments.of(what, "hostile.bpmn", bpmnText(content));
    }

    private static String bpmnText(String content) {
        return "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='D'>"
                + "<bpmn:process id='hostile' isExecutable='true' camunda:historyTimeToLive='P1D'>"
                + "<bpmn:startEvent id='S'/>"
                + content + "</bpmn:process></bpmn:definitions>";
    }

    private static Arguments dmn(String what, String language, String expression) {
        return Arguments.of(
                what,
                "hostile.dmn",
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' namespace='x'>"
                        + "<decision id='hostile' name='h'><variable name='v' typeRef='string'/>"
                        + "<literalExpression expressionLanguage='" + language + "'><text>" + expression
                        + "</text></literalExpression></decision></definitions>");
    }
}
