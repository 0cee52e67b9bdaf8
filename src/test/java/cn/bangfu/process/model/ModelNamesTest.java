package cn.bangfu.process.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.process.notice.PublicNoticeProcess;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One stem a step: diagram, Java names, forms and offices say the same. */
class ModelNamesTest {

    /** What stands before the stem in a constant's name; tasks, calls and starts need nothing. */
    private static final Map<String, String> CONSTANT_PREFIXES = Map.of(
            "Gateway", "GATEWAY_",
            "EndEvent", "END_",
            "BoundaryEvent", "BOUNDARY_",
            "IntermediateCatchEvent", "CATCH_",
            "SubProcess", "SUB_PROCESS_");

    static List<ProcessModel> models() {
        return ProcessModel.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aProcessIsNamedLikeItsFile(ProcessModel model) throws ReflectiveOperationException {
        assertThat(model.process().getId()).isEqualTo(model.fileName());
        assertThat(model.names().getDeclaredField("PROCESS_KEY").get(null)).isEqualTo(model.fileName());
        assertThat(model.process().isExecutable()).isTrue();
        assertThat(model.process().getCamundaHistoryTimeToLiveString()).isEqualTo("P3650D");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyIdHasItsConstantAndEveryConstantItsId(ProcessModel model) {
        var expected = model.nodeIds().stream().collect(Collectors.toMap(ModelNamesTest::constantName, id -> id));
        assertThat(model.constants("Elements")).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyMessageAndErrorHasItsConstant(ProcessModel model) {
        var messages = model.elements(Message.class);
        assertThat(messages).allSatisfy(message -> assertThat(message.getName()).isEqualTo(message.getId()));
        assertThat(model.constants("Messages"))
                .containsExactlyInAnyOrderEntriesOf(messages.stream()
                        .collect(Collectors.toMap(m -> upperSnake(ProcessModel.stem(m.getId())), Message::getName)));
        assertThat(model.constants("Errors"))
                .containsExactlyInAnyOrderEntriesOf(model.elements(Error.class).stream()
                        .collect(Collectors.toMap(e -> upperSnake(ProcessModel.stem(e.getId())), Error::getErrorCode)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyVariableHasItsConstantAndEveryConstantIsUsed(ProcessModel model) throws ReflectiveOperationException {
        var declared = model.variables();
        assertThat(declared.keySet()).containsExactlyInAnyOrderElementsOf(model.variablesUsed());
        var type = Arrays.stream(model.names().getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Variables"))
                .findFirst()
                .orElseThrow();
        var all = type.getDeclaredField("ALL").get(null);
        assertThat(all).isEqualTo(Set.copyOf(declared.values()));
    }

    @Test
    void aNameIsOfOneTypeInAllModels() {
        var types = models().stream()
                .flatMap(model -> model.variables().values().stream())
                .collect(Collectors.groupingBy(
                        ProcessVariable::name, Collectors.mapping(ProcessVariable::type, Collectors.toSet())));
        assertThat(types).allSatisfy((name, found) -> assertThat(found).as(name).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void noIdIsMadeByATool(ProcessModel model) {
        assertThat(model.elements(BaseElement.class)).allSatisfy(element -> assertThat(element.getId())
                .as(element.getElementType().getTypeName())
                .satisfiesAnyOf(
                        id -> assertThat(id).isNull(),
                        id -> assertThat(id).isEqualTo(model.fileName()),
                        id -> assertThat(id)
                                .matches("[A-Z][A-Za-z]+_[A-Z][A-Za-z]+(_di)?")
                                .startsWith(kindOf(element))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aServiceTaskNamesItsDelegate(ProcessModel model) {
        assertThat(model.elements(ServiceTask.class)).allSatisfy(task -> {
            var stem = ProcessModel.stem(task.getId());
            assertThat(task.getCamundaDelegateExpression())
                    .isEqualTo("${" + stem.substring(0, 1).toLowerCase(Locale.ROOT) + stem.substring(1) + "Delegate}");
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void aUserTaskHasAnOfficeAFormAndADeadline(ProcessModel model) {
        var roles = Arrays.stream(Role.values())
                .filter(Role::handlesCases)
                .map(Role::groupName)
                .toList();
        var terms = Parameters.ALL.stream().map(Parameter::name).toList();
        assertThat(model.elements(UserTask.class)).allSatisfy(task -> {
            assertThat(task.getCamundaFormRef()).isEqualTo(ProcessModel.kebab(task.getId()));
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
            assertThat(FormFile.read(task.getCamundaFormRef()).json().path("id").asText())
                    .isEqualTo(task.getCamundaFormRef());
            assertThat(task.getCamundaCandidateGroups()).isIn(roles);
            assertThat(ProcessModel.properties(task).get("deadline")).isIn(terms);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyStepHasItsClass(ProcessModel model) {
        var room = model.names().getPackageName() + ".";
        assertThat(model.elements(UserTask.class))
                .allSatisfy(task -> assertThat(room + ProcessModel.stem(task.getId()) + "Step")
                        .satisfies(ModelNamesTest::exists));
        assertThat(model.elements(ServiceTask.class))
                .allSatisfy(task -> assertThat(room + ProcessModel.stem(task.getId()) + "Delegate")
                        .satisfies(ModelNamesTest::exists));
    }

    private static void exists(String name) {
        assertThatCode(() -> Class.forName(name, false, ModelNamesTest.class.getClassLoader()))
                .as(name)
                .doesNotThrowAnyException();
    }

    @Test
    void everyFormBelongsToAStep() {
        var used = models().stream().flatMap(model -> model.forms().stream()).collect(Collectors.toSet());
        assertThat(FormFile.all()).extracting(FormFile::name).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void aDepartmentsStepSaysWhichDepartment() {
        assertThat(models().stream().flatMap(model -> model.elements(UserTask.class).stream()))
                .filteredOn(task -> task.getCamundaCandidateGroups().equals(Role.DEPARTMENT_CLERK.groupName()))
                .extracting(task -> inputs(task).get("department"))
                .containsExactlyInAnyOrder(
                        Department.CIVIL_AFFAIRS.name(),
                        "${assistanceMeasures.leadDepartment(measure)}",
                        "${assistanceMeasures.leadDepartment(measure)}");
    }

    @Test
    void aStartSaysWhoMayStart() {
        var groups = Arrays.stream(Role.values()).map(Role::groupName).toList();
        var starts = ProcessModel.IDENTIFICATION.elements(StartEvent.class).stream()
                .filter(start -> start.getParentElement().equals(ProcessModel.IDENTIFICATION.process()))
                .toList();
        assertThat(starts).hasSize(3).allSatisfy(start -> {
            assertThat(start.getCamundaFormRef()).isNotNull();
            assertThat(ProcessModel.properties(start).get("startedBy").split(","))
                    .isSubsetOf(groups);
        });
    }

    @Test
    void everyWayOutEndsTheCaseWithItsOutcome() {
        var model = ProcessModel.IDENTIFICATION;
        var ends = model.elements(EndEvent.class).stream()
                .filter(end -> end.getParentElement().equals(model.process())
                        || ProcessModel.isEventSubProcess(end.getParentElement()))
                .filter(end -> !end.getId().equals(HouseholdIdentification.Elements.END_HOUSEHOLD_RECOUNTED)
                        && !end.getId().equals(HouseholdIdentification.Elements.END_LATE_COMPARED))
                .toList();
        assertThat(ends)
                .extracting(end -> inputs(end).get("outcome"))
                .containsExactlyInAnyOrder(
                        Arrays.stream(CaseOutcome.values()).map(Enum::name).toArray(String[]::new));
        assertThat(ends).allSatisfy(end -> {
            assertThat(inputs(end).get("outcome")).isEqualTo(upperSnake(ProcessModel.stem(end.getId())));
            assertThat(end.getExtensionElements()
                            .getElementsQuery()
                            .filterByType(CamundaExecutionListener.class)
                            .list())
                    .singleElement()
                    .satisfies(listener -> {
                        assertThat(listener.getCamundaEvent()).isEqualTo("start");
                        assertThat(listener.getCamundaDelegateExpression()).isEqualTo("${closeCaseDelegate}");
                    });
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void aTimerWaitsForAMomentThatIsADate(ProcessModel model) {
        assertThat(model.elements(TimeDate.class)).allSatisfy(timer -> {
            var names = ProcessModel.namesIn(timer.getTextContent());
            assertThat(names).hasSize(1);
            assertThat(model.variables().get(names.iterator().next()).type()).isEqualTo(Date.class);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyStepSaysWhyItIsThere(ProcessModel model) {
        assertThat(model.elements(Activity.class)).allSatisfy(activity -> {
            assertThat(activity.getName()).as(activity.getId()).isNotBlank();
            assertThat(ProcessModel.documentation(activity))
                    .as(activity.getId())
                    .isNotBlank();
        });
        assertThat(ProcessModel.documentation(model.process())).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsAsynchronousSaysWhyAndIsTriedAgain(ProcessModel model) {
        assertThat(model.elements(FlowNode.class))
                .filteredOn(node -> !(node instanceof EventBasedGateway))
                .filteredOn(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter())
                .allSatisfy(node -> {
                    assertThat(ProcessModel.documentation(node)).contains("异步");
                    assertThat(node.getExtensionElements()
                                    .getElementsQuery()
                                    .filterByType(CamundaFailedJobRetryTimeCycle.class)
                                    .singleResult()
                                    .getTextContent())
                            .isEqualTo("R3/PT10S");
                });
    }

    /** Two officials who finish at the same moment must not lose what they typed (platform.md 9). */
    @ParameterizedTest
    @MethodSource("models")
    void stepsBeforeAJoinLeaveAsynchronously(ProcessModel model) {
        for (var join : model.elements(ParallelGateway.class)) {
            if (join.getIncoming().size() > 1) {
                var seen = new TreeSet<String>();
                join.getIncoming().forEach(flow -> checkBranch(flow.getSource(), seen));
                assertThat(seen).isNotEmpty();
            }
        }
    }

    private static void checkBranch(FlowNode node, Set<String> seen) {
        if (node instanceof ParallelGateway || !seen.add(node.getId())) {
            return;
        }
        if (node instanceof UserTask || node instanceof CallActivity) {
            assertThat(node.isCamundaAsyncAfter()).as(node.getId()).isTrue();
        }
        node.getIncoming().forEach(flow -> checkBranch(flow.getSource(), seen));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCalledProcessKeepsTheCase(ProcessModel model) {
        var keys = models().stream().map(ProcessModel::fileName).toList();
        assertThat(model.elements(CallActivity.class)).allSatisfy(call -> {
            assertThat(call.getCalledElement()).isIn(keys).isEqualTo(ProcessModel.kebab(call.getId()));
            // The newest version; Modeler leaves the default unsaid.
            assertThat(call.getCamundaCalledElementBinding()).isIn(null, "latest");
            assertThat(call.getExtensionElements()
                            .getElementsQuery()
                            .filterByType(CamundaIn.class)
                            .list())
                    .extracting(CamundaIn::getCamundaBusinessKey)
                    .contains("#{execution.processBusinessKey}");
        });
    }

    @Test
    void theNoticeEndsWithWhatItsCallerAsksFor() {
        assertThat(PublicNoticeProcess.Variables.NOTICE_OUTCOME)
                .isEqualTo(HouseholdIdentification.Variables.NOTICE_OUTCOME);
        assertThat(PublicNoticeProcess.Variables.RETURN_TO).isEqualTo(HouseholdIdentification.Variables.RETURN_TO);
    }

    private static Map<String, String> inputs(FlowNode node) {
        return node
                .getExtensionElements()
                .getElementsQuery()
                .filterByType(org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput.class)
                .singleResult()
                .getCamundaInputParameters()
                .stream()
                .collect(
                        Collectors.toMap(CamundaInputParameter::getCamundaName, CamundaInputParameter::getTextContent));
    }

    private static String constantName(String id) {
        return CONSTANT_PREFIXES.getOrDefault(id.substring(0, id.indexOf('_')), "") + upperSnake(ProcessModel.stem(id));
    }

    private static String upperSnake(String stem) {
        return stem.replaceAll("(?<!^)(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String kindOf(BaseElement element) {
        if (element instanceof Gateway) {
            return "Gateway_";
        }
        if (element instanceof SequenceFlow) {
            return "Flow_";
        }
        if (element instanceof Task || element instanceof SubProcess) {
            var type = element.getElementType().getTypeName();
            return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + "_";
        }
        return "";
    }
}
