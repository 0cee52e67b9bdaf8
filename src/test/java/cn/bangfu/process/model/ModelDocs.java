package cn.bangfu.process.model;

import cn.bangfu.access.Role;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;

/** Writes what the models and forms say as pages that can be read without a modeler. */
final class ModelDocs {

    private static final Map<String, String> ROLES =
            Arrays.stream(Role.values()).collect(Collectors.toMap(Role::groupName, Role::label));

    private static final Map<String, String> TERMS =
            Parameters.ALL.stream().collect(Collectors.toMap(Parameter::name, Parameter::label));

    private final StringBuilder page = new StringBuilder();

    private ModelDocs() {}

    static String processMap() {
        var docs = new ModelDocs();
        docs.line("# Process map");
        docs.line("");
        docs.line("Generated from `processes/*.bpmn`; the build fails when it is stale. Make it anew with");
        docs.line("");
        docs.line("    mvn -q test -DskipFrontend=true -Dtest=ModelDocsTest -Dbangfu.docs=write");
        docs.line("");
        docs.line(
                "Several ways may lead into one step: it is then done again. Deadlines are the county's dated parameters.");
        ProcessModel.all().forEach(docs::process);
        return docs.page.toString();
    }

    static String forms() {
        var docs = new ModelDocs();
        docs.line("# Forms");
        docs.line("");
        docs.line("Generated from `forms/*.form`; the build fails when it is stale. Make it anew with");
        docs.line("");
        docs.line("    mvn -q test -DskipFrontend=true -Dtest=ModelDocsTest -Dbangfu.docs=write");
        docs.line("");
        docs.line(
                "`[]` marks rows of a list. *shown*: filled by the step, not to be changed. *routing*: the answer leads the"
                        + " case and becomes a process variable; nothing else does.");
        FormFile.all().forEach(docs::form);
        return docs.page.toString();
    }

    private void process(ProcessModel model) {
        line("");
        line("## " + model.process().getName() + " `" + model.fileName() + "`");
        line("");
        line(ProcessModel.documentation(model.process()));
        flowchart(model);
        people(model);
        machine(model);
        ways(model);
    }

    // --- the picture

    private void flowchart(ProcessModel model) {
        line("");
        line("```mermaid");
        line("flowchart LR");
        scope(model.process().getFlowElements(), "  ");
        line("```");
    }

    private void scope(Collection<FlowElement> elements, String indent) {
        for (var element : elements) {
            if (element instanceof SubProcess sub) {
                line(indent + "subgraph " + sub.getId() + "[\"" + sub.getName() + "\"]");
                scope(sub.getFlowElements(), indent + "  ");
                line(indent + "end");
            } else if (element instanceof FlowNode node) {
                line(indent + node.getId() + shape(node));
            }
        }
        for (var element : elements) {
            if (element instanceof SequenceFlow flow) {
                var label = flow.getName() == null ? "" : "|\"" + flow.getName() + "\"|";
                line(indent + flow.getSource().getId() + " -->" + label + " "
                        + flow.getTarget().getId());
            } else if (element instanceof BoundaryEvent boundary) {
                line(indent + boundary.getAttachedTo().getId() + " -.- " + boundary.getId());
            }
        }
    }

    private static String shape(FlowNode node) {
        var name = node.getName() == null ? " " : node.getName().replace("\n", "");
        if (node instanceof Gateway) {
            return "{\"" + name + "\"}";
        }
        if (node instanceof Event) {
            return "([\"" + name + "\"])";
        }
        return node instanceof UserTask ? "[\"" + name + "\"]" : "[[\"" + name + "\"]]";
    }

    // --- the tables

    private void people(ProcessModel model) {
        line("");
        line("| step | who | form | deadline | why |");
        line("|---|---|---|---|---|");
        for (var start : model.elements(StartEvent.class)) {
            if (start.getCamundaFormRef() != null) {
                var who = Arrays.stream(
                                ProcessModel.properties(start).get("startedBy").split(","))
                        .map(ROLES::get)
                        .collect(Collectors.joining("、"));
                row(named(start), who, formLink(start.getCamundaFormRef()), "", ProcessModel.documentation(start));
            }
        }
        for (var task : model.elements(UserTask.class)) {
            row(
                    named(task),
                    ROLES.get(task.getCamundaCandidateGroups()),
                    formLink(task.getCamundaFormRef()),
                    TERMS.get(ProcessModel.properties(task).get("deadline")),
                    ProcessModel.documentation(task));
        }
    }

    private void machine(ProcessModel model) {
        line("");
        line("| by the system | how | why |");
        line("|---|---|---|");
        for (var node : model.elements(FlowNode.class)) {
            if (node instanceof ServiceTask task) {
                row(named(task), "`" + task.getCamundaDelegateExpression() + "`", ProcessModel.documentation(task));
            } else if (node instanceof CallActivity call) {
                row(named(call), "process `" + call.getCalledElement() + "`", ProcessModel.documentation(call));
            } else if (node instanceof Event event) {
                event(event);
            }
        }
    }

    private void event(Event event) {
        event.getChildElementsByType(TimerEventDefinition.class)
                .forEach(timer -> row(
                        named(event),
                        "timer `" + timer.getTimeDate().getTextContent() + "`",
                        ProcessModel.documentation(event)));
        event.getChildElementsByType(MessageEventDefinition.class)
                .forEach(message -> row(
                        named(event),
                        "message `" + message.getMessage().getName() + "`",
                        ProcessModel.documentation(event)));
    }

    private void ways(ProcessModel model) {
        line("");
        line("| way out | outcome | what it means |");
        line("|---|---|---|");
        for (var end : model.elements(EndEvent.class)) {
            var parent = end.getParentElement();
            if (parent.equals(model.process()) || ProcessModel.isEventSubProcess(parent)) {
                row(named(end), outcome(end), ProcessModel.documentation(end));
            }
        }
    }

    private static String outcome(EndEvent end) {
        if (end.getExtensionElements() == null) {
            return "";
        }
        return end.getExtensionElements().getElementsQuery().filterByType(CamundaInputOutput.class).list().stream()
                .flatMap(io -> io.getCamundaInputParameters().stream())
                .map(input -> CaseOutcome.valueOf(input.getTextContent()))
                .map(outcome -> outcome.label() + " `" + outcome + "`")
                .collect(Collectors.joining());
    }

    private static String named(FlowNode node) {
        var name = node.getName() == null ? "" : node.getName().replace("\n", "") + " ";
        return name + "`" + node.getId() + "`";
    }

    private static String formLink(String form) {
        return "[" + form + "](forms.md#" + form + ")";
    }

    // --- forms

    private void form(FormFile form) {
        line("");
        line("## " + form.name());
        line("");
        var steps = ProcessModel.all().stream()
                .flatMap(model -> model.elements(FlowNode.class).stream())
                .filter(node -> form.name().equals(formOf(node)))
                .map(ModelDocs::named)
                .collect(Collectors.joining(", "));
        line(steps);
        line("");
        line("| key | label | type | required | note |");
        line("|---|---|---|---|---|");
        var group = "";
        for (var entry : form.entries()) {
            if (!entry.group().equals(group)
                    && !entry.group().isEmpty()
                    && !entry.path().contains("[].")) {
                row("", "**" + entry.group() + "**", "", "", "");
            }
            group = entry.group();
            row("`" + entry.path() + "`", entry.label(), type(entry), entry.required() ? "yes" : "", note(entry));
        }
    }

    private static String formOf(FlowNode node) {
        return node instanceof UserTask task
                ? task.getCamundaFormRef()
                : node instanceof StartEvent start ? start.getCamundaFormRef() : null;
    }

    private static String type(FormFile.Entry entry) {
        return switch (entry.type()) {
            case "dynamiclist" -> "list";
            case "datetime" -> "date";
            case "textfield" -> entry.kind().isEmpty() ? "text" : entry.kind();
            case "textarea" -> "long text";
            default -> entry.type();
        };
    }

    private static String note(FormFile.Entry entry) {
        var notes = new ArrayList<String>();
        if (entry.routing()) {
            notes.add("**routing**");
        }
        if (entry.readonly()) {
            notes.add("shown");
        }
        if (!entry.options().isEmpty()) {
            notes.add(entry.options().keySet().stream()
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(" ")));
        }
        if (!entry.hide().isEmpty()) {
            notes.add("hidden if `" + entry.hide().substring(1) + "`");
        }
        return String.join(" · ", notes);
    }

    private void row(String... cells) {
        line("| " + Arrays.stream(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | "))
                + " |");
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append('\n');
    }
}
