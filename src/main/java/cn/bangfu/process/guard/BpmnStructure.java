package cn.bangfu.process.guard;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.guard.Diagram.Flow;
import cn.bangfu.process.guard.Diagram.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A diagram that runs: every step has an office, a form and a deadline, every way has its condition, and all ways end. */
final class BpmnStructure {

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("startEvent", "StartEvent_"),
            Map.entry("endEvent", "EndEvent_"),
            Map.entry("boundaryEvent", "BoundaryEvent_"),
            Map.entry("intermediateCatchEvent", "IntermediateCatchEvent_"),
            Map.entry("userTask", "UserTask_"),
            Map.entry("serviceTask", "ServiceTask_"),
            Map.entry("callActivity", "CallActivity_"),
            Map.entry("subProcess", "SubProcess_"),
            Map.entry("exclusiveGateway", "Gateway_"),
            Map.entry("parallelGateway", "Gateway_"),
            Map.entry("eventBasedGateway", "Gateway_"));

    private static final Pattern STEM = Pattern.compile("[A-Z][A-Za-z]+_[A-Z][A-Za-z]+");
    private static final Pattern DAYS = Pattern.compile("P(\\d{1,6})D");
    /** Ten years: how long the files of a case are kept. */
    private static final int LEAST_DAYS = 3650;

    private static final Pattern TESTED = Pattern.compile("(\\w+)\\s*[=!]=\\s*'([^']*)'");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "empty", "true", "false", "null", "eq", "ne");

    private static final Set<String> ROLES = Arrays.stream(Role.values())
            .filter(Role::handlesCases)
            .map(Role::groupName)
            .collect(Collectors.toUnmodifiableSet());

    private final String file;
    private final Diagram diagram;
    private final Surroundings around;
    private final Map<String, ProcessVariable<?>> declared;
    /** What forms of this diagram offer, by routing key. */
    private final Map<String, Set<String>> offered = new TreeMap<>();
    /** Routing fields that are ticks. */
    private final Set<String> ticks = new HashSet<>();

    private final List<Fault> faults = new ArrayList<>();

    private BpmnStructure(String file, Diagram diagram, Surroundings around) {
        this.file = file;
        this.diagram = diagram;
        this.around = around;
        this.declared = around.variables(diagram.key());
    }

    static List<Fault> faults(ModelFile file, Document document, Diagram diagram, Surroundings around) {
        var structure = new BpmnStructure(file.name(), diagram, around);
        structure.ids(document.getDocumentElement(), new HashSet<>());
        structure.process(file);
        diagram.nodes().forEach(structure::node);
        diagram.flows().forEach(structure::flow);
        if (structure.faults.isEmpty()) {
            structure.ways();
        }
        return structure.faults;
    }

    /** What even a diagram that is no part of the procedure may not do: run what is not on the list, or lie with nobody. */
    static List<Fault> harmless(ModelFile file, Diagram diagram, Set<String> delegates) {
        var faults = new ArrayList<Fault>();
        for (var node : diagram.nodes()) {
            var delegate = Xml.camunda(node.xml(), "delegateExpression").replaceAll("^\\$\\{|}$", "");
            if (node.is("serviceTask") && !delegates.contains(delegate)) {
                faults.add(new Fault(file.name(), node.id(), node.label() + "要系统做的“" + delegate + "”不存在。请用模板选一个系统步骤。"));
            }
            var group = Xml.camunda(node.xml(), "candidateGroups");
            if (node.is("userTask")
                    && Arrays.stream(Role.values())
                            .noneMatch(role -> role.groupName().equals(group))) {
                faults.add(new Fault(file.name(), node.id(), node.label() + "没有写由哪个岗位办理。请用模板选一个岗位。"));
            }
        }
        return faults;
    }

    private void refuse(String element, String message) {
        faults.add(new Fault(file, element, message));
    }

    private void refuse(Node node, String message) {
        refuse(node.id(), node.label() + message);
    }

    private void ids(Element element, Set<String> taken) {
        var id = element.getAttribute("id");
        if (!id.isEmpty() && Xml.BPMN.equals(element.getNamespaceURI()) && !taken.add(id)) {
            refuse(id, "编号" + id + "用了两次。请改掉一个。");
        }
        Xml.children(element).forEach(child -> ids(child, taken));
    }

    private void process(ModelFile file) {
        var process = diagram.process();
        if (!diagram.key().equals(file.key())) {
            refuse(diagram.key(), "流程编号“%s”与文件名“%s”不同。请把两个改成一样。".formatted(diagram.key(), file.key()));
        }
        if (!"true".equals(process.getAttribute("isExecutable"))) {
            refuse(diagram.key(), "流程没有勾选“可执行”。请勾选。");
        }
        if (process.getAttribute("name").isBlank()) {
            refuse(diagram.key(), "流程没有名称。请填写。");
        }
        var kept = DAYS.matcher(Xml.camunda(process, "historyTimeToLive"));
        if (!kept.matches() || Integer.parseInt(kept.group(1)) < LEAST_DAYS) {
            refuse(diagram.key(), "流程记录的保存期（History time to live）应不少于P3650D（十年）。请改正。");
        }
        if (diagram.in(diagram.key()).stream().noneMatch(node -> node.is("startEvent"))) {
            refuse(diagram.key(), "流程没有开始事件。请添加。");
        }
    }

    private void node(Node node) {
        var prefix = PREFIXES.get(node.type());
        if (!STEM.matcher(node.id()).matches() || prefix == null || !node.id().startsWith(prefix)) {
            refuse(node, "的编号应是“%s”加英文名称，例如%sVisitHousehold。请改正。".formatted(prefix, prefix));
        }
        if (node.name().isEmpty()
                && !(node.is("parallelGateway") || diagram.outOf(node).size() < 2 && node.is("exclusiveGateway"))) {
            refuse(node, "没有名称。请写上办事人员看得懂的名称。");
        }
        switch (node.type()) {
            case "userTask" -> userTask(node);
            case "serviceTask" -> serviceTask(node);
            case "callActivity" -> callActivity(node);
            case "startEvent" -> startEvent(node);
            case "boundaryEvent", "intermediateCatchEvent" -> waiting(node);
            case "subProcess" -> subProcess(node);
            case "exclusiveGateway" -> gateway(node);
            case "eventBasedGateway" ->
                diagram.outOf(node).stream()
                        .flatMap(flow -> diagram.node(flow.target()).stream())
                        .filter(next -> !next.is("intermediateCatchEvent"))
                        .forEach(next -> refuse(node, "后面只能接等待（定时或消息），不能接" + next.label() + "。请改正。"));
            default -> {
                // Ends and parallel gateways say nothing more.
            }
        }
        multiInstance(node);
        lines(node);
    }

    private void userTask(Node task) {
        var group = Xml.camunda(task.xml(), "candidateGroups");
        if (group.isBlank()) {
            refuse(task, "没有写由哪个岗位办理。请用模板选一个岗位。");
        } else if (!ROLES.contains(group)) {
            refuse(task, "的岗位“%s”不是办案岗位，只能写一个。请用模板选一个岗位。".formatted(group));
        } else if (group.equals(Role.DEPARTMENT_CLERK.groupName())) {
            var department = Diagram.inputs(task.xml()).getOrDefault("department", "");
            if (!department.startsWith("${")
                    && Arrays.stream(Department.values())
                            .noneMatch(one -> one.name().equals(department))) {
                refuse(task, "由部门办理，但没有写哪个部门。请在输入参数department里选一个部门。");
            }
        }
        var stem = kebab(task.id());
        var form = Xml.camunda(task.xml(), "formRef");
        if (form.isBlank()) {
            refuse(task, "没有表单。请选表单“%s”。".formatted(stem));
        } else if (!form.equals(stem)) {
            refuse(task, "的表单应叫“%s”，与环节编号一致，现在是“%s”。请改正。".formatted(stem, form));
        } else {
            form(task, form);
        }
        var deadline = Diagram.properties(task.xml()).getOrDefault("deadline", "");
        if (Parameters.term(deadline).isEmpty()) {
            refuse(
                    task,
                    deadline.isEmpty() ? "没有时限。请在属性deadline里选一种时限。" : "的时限“%s”不是本县规定里的时限。请重新选。".formatted(deadline));
        }
    }

    private void form(Node node, String key) {
        if (!Xml.camunda(node.xml(), "formRefBinding").equals("deployment")) {
            refuse(node, "的表单要选“随流程一起部署”（binding: deployment）。请改正。");
        }
        var found = around.form(key);
        if (found.isEmpty()) {
            refuse(node, "要用的表单“%s.form”没有一起上传，系统里也没有。请一起上传。".formatted(key));
            return;
        }
        FormRules.routing(found.get()).forEach((name, options) -> {
            if (options.isEmpty()) {
                ticks.add(name);
            } else {
                offered.computeIfAbsent(name, any -> new TreeSet<>()).addAll(options);
            }
        });
    }

    private void serviceTask(Node task) {
        var stem = task.id().substring(task.id().indexOf('_') + 1);
        var bean = stem.isEmpty() ? "" : stem.substring(0, 1).toLowerCase(Locale.ROOT) + stem.substring(1) + "Delegate";
        var written = Xml.camunda(task.xml(), "delegateExpression");
        if (written.isBlank()) {
            refuse(task, "没有写由系统做什么。请用模板选一个系统步骤。");
        } else if (!around.delegates().contains(written.replaceAll("^\\$\\{|}$", ""))) {
            refuse(task, "要系统做的“%s”不存在。请用模板选一个系统步骤。".formatted(written));
        } else if (!written.equals("${" + bean + "}")) {
            refuse(task, "的编号与系统步骤不一致：%s应写在ServiceTask_%s上。请用模板重新选。".formatted(written, stemOf(written)));
        }
    }

    private static String stemOf(String delegate) {
        var bean = delegate.replaceAll("^\\$\\{|}$|Delegate}?$", "");
        return bean.isEmpty() ? bean : bean.substring(0, 1).toUpperCase(Locale.ROOT) + bean.substring(1);
    }

    private void callActivity(Node call) {
        var called = call.xml().getAttribute("calledElement");
        if (!around.processes().contains(called)) {
            refuse(call, "要调用的流程“%s”不存在。请改正。".formatted(called));
        } else if (called.equals(diagram.key())) {
            refuse(call, "调用了自己，会没完没了。请删去。");
        }
        var binding = Xml.camunda(call.xml(), "calledElementBinding");
        if (!binding.isEmpty() && !binding.equals("latest")) {
            refuse(call, "固定了被调用流程的版本。请改成“最新版”。");
        }
        if (Diagram.extensions(call.xml(), "in").stream()
                .noneMatch(in -> in.getAttribute("businessKey").equals("#{execution.processBusinessKey}"))) {
            refuse(call, "没有把案件编号交给被调用的流程。请用模板重新选。");
        }
    }

    private void startEvent(Node start) {
        var message = diagram.message(start);
        var inner = diagram.node(start.scope());
        if (start.definition("timerEventDefinition").isPresent()) {
            refuse(start, "不能定时自己开始。案件只由人或数据发起。");
        }
        if (start.definition("messageEventDefinition").isPresent() && !known().contains(message)) {
            refuse(start, "等待的消息“%s”没有谁会发。只能用系统已有的消息。".formatted(message));
        }
        if (inner.isPresent()
                && !inner.get().isEventSubProcess()
                && start.definition("messageEventDefinition").isPresent()) {
            refuse(start, "是子流程里面的开始，不能等消息。请改成普通开始。");
        }
        if (inner.isPresent() && inner.get().isEventSubProcess() && message.isEmpty()) {
            refuse(start, "是“任何环节”的开始，要写等哪个消息。请改正。");
        }
        var form = Xml.camunda(start.xml(), "formRef");
        if (!form.isEmpty()) {
            form(start, form);
        }
    }

    /** Messages that the program sends to this process: those of the shipped diagram. */
    private Set<String> known() {
        return around.shipped(file)
                .flatMap(shipped -> {
                    try {
                        return Diagram.of(Xml.read(shipped.content()));
                    } catch (Xml.Unreadable e) {
                        return java.util.Optional.empty();
                    }
                })
                .map(Diagram::messageNames)
                .orElse(Set.of());
    }

    private void waiting(Node event) {
        var timer = event.definition("timerEventDefinition");
        var message = event.definition("messageEventDefinition");
        if (timer.isPresent()) {
            if (!Xml.children(timer.get(), "timeDuration").isEmpty()) {
                refuse(event, "的时限只能用系统按本县规定算出的日期，不能在图上写长短。请用模板里的时限。");
                return;
            }
            var date = Xml.children(timer.get(), "timeDate").stream()
                    .findFirst()
                    .map(Xml::text)
                    .orElse("");
            var variable = declared.get(date.replaceAll("^\\$\\{|}$", ""));
            if (variable == null || variable.type() != Date.class) {
                refuse(event, "的定时要用系统算出的日期：" + dates() + "。请改正。");
            }
        } else if (message.isPresent()) {
            if (!known().contains(diagram.message(event))) {
                refuse(event, "等待的消息没有谁会发，案件会停住。只能用系统已有的消息。");
            }
        } else if (!event.is("boundaryEvent") || event.error().isEmpty()) {
            refuse(event, "没有写等什么。请选定时或消息。");
        } else if (diagram.in(event.attachedTo()).stream()
                .noneMatch(end -> end.is("endEvent") && end.error().equals(event.error()))) {
            refuse(event, "等的错误不会发生：所在的子流程里没有这样的结束。请改正。");
        }
        if (event.is("boundaryEvent") && diagram.node(event.attachedTo()).isEmpty()) {
            refuse(event, "没有附着在环节上。请重新画。");
        }
    }

    private String dates() {
        var dates = declared.values().stream()
                .filter(variable -> variable.type() == Date.class)
                .map(variable -> "${" + variable.name() + "}")
                .sorted()
                .collect(Collectors.joining("、"));
        return dates.isEmpty() ? "本流程没有" : dates;
    }

    private void subProcess(Node sub) {
        var starts = diagram.in(sub.id()).stream()
                .filter(node -> node.is("startEvent"))
                .count();
        if (starts != 1) {
            refuse(sub, "里面应有一个开始，现在有%d个。请改正。".formatted(starts));
        }
        if (diagram.in(sub.id()).stream().noneMatch(node -> node.is("endEvent"))) {
            refuse(sub, "里面没有结束。请添加。");
        }
        for (var end : diagram.in(sub.id())) {
            if (end.is("endEvent")
                    && !end.error().isEmpty()
                    && diagram.attachedTo(sub).stream()
                            .noneMatch(boundary -> boundary.error().equals(end.error()))) {
                refuse(end, "以错误结束，但子流程上没有接住它的边界事件，案件会出错。请补画。");
            }
        }
    }

    private void gateway(Node gateway) {
        var ways = diagram.outOf(gateway);
        if (ways.size() < 2) {
            return;
        }
        var otherwise = gateway.xml().getAttribute("default");
        for (var way : ways) {
            var unconditional = way.condition() == null;
            if (unconditional && !way.id().equals(otherwise)) {
                refuse(way.id(), gateway.label() + "之后的连线" + way.label() + "没有条件。请写条件，或设为默认。");
            }
            if (way.name().isEmpty()) {
                refuse(way.id(), gateway.label() + "之后的连线（" + way.id() + "）没有名称。请写上走这一路是什么情况。");
            }
        }
    }

    private void multiInstance(Node node) {
        for (var loop : Xml.children(node.xml(), "multiInstanceLoopCharacteristics")) {
            var collection = Xml.camunda(loop, "collection");
            var variable = declared.get(collection);
            if (variable == null || variable.type() != List.class) {
                refuse(node, "要逐项办理，但“%s”不是系统给出的清单。请用模板重新选。".formatted(collection));
            }
        }
    }

    private void lines(Node node) {
        var in = diagram.into(node);
        var out = diagram.outOf(node);
        var begins = node.is("startEvent", "boundaryEvent") || node.isEventSubProcess();
        if (begins && !in.isEmpty()) {
            refuse(node, "前面不能有连线。请删去。");
        } else if (!begins && in.isEmpty()) {
            refuse(node, "前面没有连线，永远走不到。请连上或删去。");
        }
        if (node.is("endEvent") || node.isEventSubProcess()) {
            if (!out.isEmpty()) {
                refuse(node, "后面不能有连线。请删去。");
            }
        } else if (out.isEmpty()) {
            refuse(node, "后面没有连线，案件会停在这里。请连到下一步或结束。");
        } else if (out.size() > 1 && !node.is("exclusiveGateway", "parallelGateway", "eventBasedGateway")) {
            refuse(node, "后面有%d条连线。要分开请用网关。".formatted(out.size()));
        }
    }

    private void flow(Flow flow) {
        var source = diagram.node(flow.source());
        var target = diagram.node(flow.target());
        if (source.isEmpty() || target.isEmpty()) {
            refuse(flow.id(), "连线" + flow.label() + "有一头没有接上。请重新连。");
            return;
        }
        if (!source.get().scope().equals(target.get().scope())) {
            refuse(flow.id(), "连线" + flow.label() + "跨过了子流程的边。请连到子流程上。");
        }
        var condition = flow.condition();
        if (condition == null) {
            return;
        }
        if (!source.get().is("exclusiveGateway")) {
            refuse(flow.id(), "连线" + flow.label() + "写了条件，但前面不是排他网关。请删去条件。");
        }
        condition(flow, condition);
    }

    private void condition(Flow flow, String condition) {
        var words = WORD.matcher(LITERAL.matcher(condition).replaceAll("''"));
        var names = new LinkedHashSet<String>();
        while (words.find()) {
            if (!KEYWORDS.contains(words.group())) {
                names.add(words.group());
            }
        }
        if (names.isEmpty()) {
            refuse(flow.id(), "连线" + flow.label() + "的条件没有用到任何变量，等于总走或总不走。请改写。");
        }
        var tested = new HashMap<String, Set<String>>();
        var comparisons = TESTED.matcher(condition);
        while (comparisons.find()) {
            tested.computeIfAbsent(comparisons.group(1), any -> new TreeSet<>()).add(comparisons.group(2));
        }
        for (var name : names) {
            var variable = declared.get(name);
            var choices = offered.get(name);
            var compared = tested.getOrDefault(name, Set.of());
            if (variable == null && choices == null && !ticks.contains(name)) {
                refuse(flow.id(), "连线%s的条件用了“%s”，没有哪张表单或系统步骤会给出它。请改正。".formatted(flow.label(), name));
            } else if (variable != null && variable.type() == Boolean.class || variable == null && choices == null) {
                if (!compared.isEmpty()) {
                    refuse(flow.id(), "连线%s的条件：“%s”只有是和否，不能与文字比较。请改写。".formatted(flow.label(), name));
                }
            } else if (variable != null && variable.type() != String.class) {
                refuse(flow.id(), "连线%s的条件：“%s”不能用来分路。请改写。".formatted(flow.label(), name));
            } else if (compared.isEmpty()) {
                refuse(flow.id(), "连线%s的条件：“%s”要与一个选项比较，例如 ${%s == 'YES'}。请改写。".formatted(flow.label(), name, name));
            } else if (choices != null && variable == null && !choices.containsAll(compared)) {
                var unknown = new TreeSet<>(compared);
                unknown.removeAll(choices);
                refuse(flow.id(), "连线%s的条件用了“%s”，表单里没有这个选项。请改正。".formatted(flow.label(), String.join("、", unknown)));
            }
        }
    }

    private void ways() {
        options();
        for (var scope : diagram.scopes()) {
            for (var start : diagram.in(scope)) {
                if (start.is("startEvent")) {
                    faults.addAll(new Tokens(diagram).faults(file, scope, start));
                }
            }
            deadEnds(scope);
        }
        endless();
    }

    /** What a form offers leads somewhere. */
    private void options() {
        for (var gateway : diagram.nodes()) {
            if (!gateway.is("exclusiveGateway")
                    || !gateway.xml().getAttribute("default").isEmpty()) {
                continue;
            }
            var ways = diagram.outOf(gateway);
            offered.forEach((name, choices) -> {
                if (declared.containsKey(name) || ways.size() < 2) {
                    return;
                }
                var asked = new TreeSet<String>();
                for (var way : ways) {
                    var tested = TESTED.matcher(String.valueOf(way.condition()));
                    while (tested.find()) {
                        if (tested.group(1).equals(name)) {
                            asked.add(tested.group(2));
                        }
                    }
                }
                if (!asked.isEmpty() && !asked.containsAll(choices)) {
                    var missing = new TreeSet<>(choices);
                    missing.removeAll(asked);
                    refuse(gateway, "没有给选项“%s”一条路，选了它案件会停住。请补一条连线，或设默认。".formatted(String.join("、", missing)));
                }
            });
        }
    }

    private void deadEnds(String scope) {
        var inside = diagram.in(scope);
        var ending = new HashSet<String>();
        inside.stream().filter(node -> node.is("endEvent")).forEach(node -> ending.add(node.id()));
        var known = -1;
        while (known != ending.size()) {
            known = ending.size();
            for (var node : inside) {
                var on = diagram.outOf(node).stream().map(Flow::target).anyMatch(ending::contains);
                var aside = diagram.attachedTo(node).stream().map(Node::id).anyMatch(ending::contains);
                if (on || aside) {
                    ending.add(node.id());
                }
            }
        }
        inside.stream()
                .filter(node -> !ending.contains(node.id()) && !node.isEventSubProcess())
                .findFirst()
                .ifPresent(node -> refuse(node, "之后无论怎么走都走不到结束。请补上通往结束的路。"));
        var reached = new HashSet<String>();
        inside.stream()
                .filter(node -> node.is("startEvent") || node.isEventSubProcess())
                .forEach(node -> reached.add(node.id()));
        known = -1;
        while (known != reached.size()) {
            known = reached.size();
            for (var node : inside) {
                if (diagram.into(node).stream().map(Flow::source).anyMatch(reached::contains)
                        || node.is("boundaryEvent") && reached.contains(node.attachedTo())) {
                    reached.add(node.id());
                }
            }
        }
        inside.stream().filter(node -> !reached.contains(node.id())).forEach(node -> refuse(node, "从开始走不到。请连上或删去。"));
    }

    /** A circle in which nobody does anything and nothing is waited for runs for ever. */
    private void endless() {
        var busy = diagram.nodes().stream()
                .filter(node -> node.is("serviceTask", "exclusiveGateway", "parallelGateway"))
                .map(Node::id)
                .collect(Collectors.toSet());
        for (var node : diagram.nodes()) {
            if (!busy.contains(node.id())) {
                continue;
            }
            var seen = new HashSet<String>();
            var next = new ArrayList<>(diagram.outOf(node));
            while (!next.isEmpty()) {
                var target = next.remove(next.size() - 1).target();
                if (target.equals(node.id())) {
                    refuse(node, "所在的这一圈没有人办理，也不等什么，会没完没了地转。请在圈里放一个用户任务或定时。");
                    return;
                }
                if (busy.contains(target) && seen.add(target)) {
                    diagram.node(target).ifPresent(reached -> next.addAll(diagram.outOf(reached)));
                }
            }
        }
    }

    static String kebab(String id) {
        return id.substring(id.indexOf('_') + 1)
                .replaceAll("(?<!^)(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
