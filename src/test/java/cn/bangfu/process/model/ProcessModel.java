package cn.bangfu.process.model;

import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.assistance.AssistanceAssignment;
import cn.bangfu.process.assistance.AssistanceDelivery;
import cn.bangfu.process.assistance.OfficerHandover;
import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.process.notice.PaperDelivery;
import cn.bangfu.process.notice.PublicNoticeProcess;
import cn.bangfu.process.notice.ReCheckProcess;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A diagram's file beside the class that shares its names. */
record ProcessModel(String fileName, BpmnModelInstance instance, Class<?> names) {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.'])([a-z]\\w*)(?![\\w('.])");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");

    static final ProcessModel IDENTIFICATION = read("household-identification", HouseholdIdentification.class);
    static final ProcessModel NOTICE = read("public-notice", PublicNoticeProcess.class);
    static final ProcessModel RE_CHECK = read("re-check", ReCheckProcess.class);
    static final ProcessModel PAPER = read("paper-delivery", PaperDelivery.class);
    static final ProcessModel ASSISTANCE = read("assistance-assignment", AssistanceAssignment.class);
    static final ProcessModel DELIVERY = read("assistance-delivery", AssistanceDelivery.class);
    static final ProcessModel HANDOVER = read("officer-handover", OfficerHandover.class);

    static List<ProcessModel> all() {
        return List.of(IDENTIFICATION, NOTICE, RE_CHECK, PAPER, ASSISTANCE, DELIVERY, HANDOVER);
    }

    private static ProcessModel read(String fileName, Class<?> names) {
        var file = Path.of("processes", fileName + ".bpmn").toFile();
        return new ProcessModel(fileName, Bpmn.readModelFromFile(file), names);
    }

    Process process() {
        return elements(Process.class).iterator().next();
    }

    <T extends ModelElementInstance> Collection<T> elements(Class<T> type) {
        return instance.getModelElementsByType(type);
    }

    <T extends ModelElementInstance> T element(String id, Class<T> type) {
        return type.cast(instance.getModelElementById(id));
    }

    /** Ids of everything that stands in the flow, without the flows. */
    Set<String> nodeIds() {
        return elements(FlowNode.class).stream().map(FlowNode::getId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Constants of the nested class {@code Elements}, {@code Messages} or {@code Errors} by their names; empty if there is none. */
    Map<String, String> constants(String nested) {
        var constants = new LinkedHashMap<String, String>();
        nested(nested)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.getType() == String.class)
                .forEach(field -> constants.put(field.getName(), (String) value(field)));
        return constants;
    }

    /** Constants of the nested class {@code Variables} by the variables' names. */
    Map<String, ProcessVariable<?>> variables() {
        var variables = new LinkedHashMap<String, ProcessVariable<?>>();
        nested("Variables")
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.getType() == ProcessVariable.class)
                .map(field -> (ProcessVariable<?>) value(field))
                .forEach(variable -> variables.put(variable.name(), variable));
        return variables;
    }

    private Stream<Class<?>> nested(String name) {
        return Arrays.stream(names.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(name));
    }

    static Object value(Field constant) {
        try {
            if (!Modifier.isStatic(constant.getModifiers())) {
                throw new IllegalArgumentException(constant + " is no constant");
            }
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every variable that the diagram reads or sets, and those that its forms set. */
    Set<String> variablesUsed() {
        var used = new TreeSet<String>();
        elements(ConditionExpression.class).forEach(c -> used.addAll(namesIn(c.getTextContent())));
        elements(TimeDate.class).forEach(t -> used.addAll(namesIn(t.getTextContent())));
        elements(CamundaInputParameter.class).forEach(p -> {
            used.add(p.getCamundaName());
            used.addAll(namesIn(p.getTextContent()));
        });
        elements(CamundaOutputParameter.class).forEach(p -> {
            used.add(p.getCamundaName());
            used.addAll(namesIn(p.getTextContent()));
        });
        elements(CamundaIn.class).stream()
                .filter(in -> in.getCamundaSource() != null)
                .forEach(in -> used.add(in.getCamundaSource()));
        elements(CamundaOut.class).forEach(out -> used.add(out.getCamundaTarget()));
        elements(MultiInstanceLoopCharacteristics.class).forEach(loop -> {
            used.add(loop.getCamundaCollection());
            used.add(loop.getCamundaElementVariable());
        });
        forms().forEach(form -> used.addAll(FormFile.read(form).routingFields().keySet()));
        return used;
    }

    /** Variables in the text's expressions; what is called on a bean is none, its arguments are. */
    static Set<String> namesIn(String text) {
        var found = new LinkedHashSet<String>();
        var expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            var names = NAME.matcher(LITERAL.matcher(expressions.group(1)).replaceAll("''"));
            while (names.find()) {
                found.add(names.group(1));
            }
        }
        return found;
    }

    /** Forms of the model's steps and starts. */
    Set<String> forms() {
        return Stream.concat(
                        elements(UserTask.class).stream().map(UserTask::getCamundaFormRef),
                        elements(StartEvent.class).stream().map(StartEvent::getCamundaFormRef))
                .filter(form -> form != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Map<String, String> properties(BaseElement element) {
        var properties = new LinkedHashMap<String, String>();
        var extensions = element.getExtensionElements();
        if (extensions != null) {
            for (var holder : extensions.getChildElementsByType(CamundaProperties.class)) {
                for (CamundaProperty property : holder.getCamundaProperties()) {
                    properties.put(property.getCamundaName(), property.getCamundaValue());
                }
            }
        }
        return properties;
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent())
                .collect(Collectors.joining("\n"));
    }

    /** {@code VisitHousehold} of {@code UserTask_VisitHousehold}. */
    static String stem(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    /** {@code visit-household} of {@code UserTask_VisitHousehold}. */
    static String kebab(String id) {
        return stem(id).replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    static boolean isEventSubProcess(ModelElementInstance element) {
        return element instanceof SubProcess sub && sub.triggeredByEvent();
    }

    static List<CallActivity> calls(ProcessModel model) {
        return List.copyOf(model.elements(CallActivity.class));
    }

    @Override
    public String toString() {
        return fileName;
    }
}
