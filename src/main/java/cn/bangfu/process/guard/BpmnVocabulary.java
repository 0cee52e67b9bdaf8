package cn.bangfu.process.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Only what our diagrams need: a closed list of elements, attributes and expressions. A diagram is a picture, not a program (H14). */
final class BpmnVocabulary {

    private static final Set<String> DRAWING = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "userTask",
            "serviceTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "eventBasedGateway",
            "parallelGateway",
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing",
            "timerEventDefinition",
            "timeDate",
            "timeDuration",
            "messageEventDefinition",
            "errorEventDefinition",
            "multiInstanceLoopCharacteristics",
            "message",
            "error",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue");

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("scriptTask", "脚本任务会在服务器上运行程序，不能用。请改成用户任务，或用模板里的系统步骤。"),
            Map.entry("script", "脚本会在服务器上运行程序，不能用。请删去。"),
            Map.entry("businessRuleTask", "规则任务不能直接用。规则由系统步骤按规则表判断，请用模板里的系统步骤。"),
            Map.entry("sendTask", "发送任务会连到系统之外，不能用。请删去。"),
            Map.entry("receiveTask", "接收任务没有谁会来唤醒，案件会停住。请改成用户任务。"),
            Map.entry("manualTask", "手工任务不留记录。请改成用户任务。"),
            Map.entry("task", "还没有选类型。请改成用户任务或系统步骤。"),
            Map.entry("inclusiveGateway", "包容网关容易漏走一路。请用排他网关或并行网关。"),
            Map.entry("complexGateway", "复杂网关不能用。请用排他网关或并行网关。"),
            Map.entry("intermediateThrowEvent", "中间抛出事件不能用。请删去。"),
            Map.entry("transaction", "事务子流程不能用。请用普通子流程。"),
            Map.entry("adHocSubProcess", "自由子流程没有先后，不能用。请用普通子流程。"),
            Map.entry("timeCycle", "不能定时重复。请删去。"),
            Map.entry("signalEventDefinition", "信号会影响别的案件，不能用。请删去。"),
            Map.entry("terminateEventDefinition", "终止事件会跳过没有办完的环节，不能用。请改成普通结束。"),
            Map.entry("compensateEventDefinition", "补偿事件不能用。请删去。"),
            Map.entry("escalationEventDefinition", "升级事件不能用。请删去。"),
            Map.entry("conditionalEventDefinition", "条件事件不能用。请用排他网关。"),
            Map.entry("linkEventDefinition", "链接事件让人看不出走向，不能用。请直接连线。"),
            Map.entry("cancelEventDefinition", "取消事件不能用。请删去。"),
            Map.entry("standardLoopCharacteristics", "循环标记引擎不执行。请用网关连回去。"),
            Map.entry("loopCardinality", "重复次数不能写在图上。请用模板里的逐项办理。"),
            Map.entry("completionCondition", "逐项办理不能提前结束，会漏办。请删去完成条件。"),
            Map.entry("collaboration", "泳池不能用：岗位写在环节上。请删去泳池。"),
            Map.entry("laneSet", "泳道不能用：岗位写在环节上。请删去泳道。"),
            Map.entry("dataStoreReference", "数据存储只是装饰，容易误解。请改成文字注释。"),
            Map.entry("dataObject", "数据对象只是装饰，容易误解。请改成文字注释。"),
            Map.entry("dataObjectReference", "数据对象只是装饰，容易误解。请改成文字注释。"),
            Map.entry("import", "不能引用别的文件。请删去。"),
            Map.entry("connector", "连接器会连到系统之外，不能用。请删去。"),
            Map.entry("taskListener", "环节监听会运行程序，不能用。请删去。"),
            Map.entry("formData", "表单只能用.form文件。请删去“生成的表单字段”。"),
            Map.entry("formProperty", "表单只能用.form文件。请删去表单属性。"),
            Map.entry("field", "字段注入会把内容交给程序，不能用。请删去。"),
            Map.entry("validator", "校验类会运行程序，不能用。请删去。"),
            Map.entry("errorEventDefinition", "这里不能写错误定义。请删去。"),
            Map.entry("ioSpecification", "输入输出规格引擎不执行。请删去。"));

    /** Camunda's own elements. */
    private static final Set<String> EXTENSIONS = Set.of(
            "properties",
            "property",
            "inputOutput",
            "inputParameter",
            "outputParameter",
            "executionListener",
            "failedJobRetryTimeCycle",
            "in",
            "out");

    private static final Map<String, Set<String>> EXTENSION_ATTRIBUTES = Map.of(
            "properties", Set.of(),
            "property", Set.of("name", "value", "id"),
            "inputOutput", Set.of(),
            "inputParameter", Set.of("name"),
            "outputParameter", Set.of("name"),
            "executionListener", Set.of("event", "delegateExpression"),
            "failedJobRetryTimeCycle", Set.of(),
            "in", Set.of("businessKey", "source", "target"),
            "out", Set.of("source", "target"));

    private static final Set<String> ATTRIBUTES = Set.of(
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "candidateGroups",
            "delegateExpression",
            "formRef",
            "formRefBinding",
            "historyTimeToLive",
            "isStartableInTasklist",
            "versionTag",
            "collection",
            "elementVariable",
            "calledElementBinding",
            "modelerTemplate",
            "modelerTemplateVersion",
            "modelerTemplateIcon");

    private static final Map<String, String> REFUSED_ATTRIBUTES = Map.ofEntries(
            Map.entry("class", "写了Java类，不能用。请用模板里的系统步骤。"),
            Map.entry("expression", "写了表达式来运行程序，不能用。请用模板里的系统步骤。"),
            Map.entry("type", "写了外部任务类型（邮件、命令或外部程序），不能用。请用模板里的系统步骤。"),
            Map.entry("topic", "写了外部任务主题，不能用。请用模板里的系统步骤。"),
            Map.entry("resource", "引用了外部脚本，不能用。请删去。"),
            Map.entry("resultVariable", "把运行结果放进变量，不能用。请删去。"),
            Map.entry("assignee", "指定了某一个人。环节只能交给岗位，请删去“办理人”。"),
            Map.entry("candidateUsers", "指定了某几个人。环节只能交给岗位，请删去“候选人”。"),
            Map.entry("dueDate", "写了到期日。时限按本县规定计算，请用属性deadline选一种时限。"),
            Map.entry("followUpDate", "写了跟进日期，不能用。请删去。"),
            Map.entry("formKey", "用了网页表单，不能用。请用.form表单。"),
            Map.entry("formHandlerClass", "写了Java类，不能用。请删去。"),
            Map.entry("variableMappingClass", "写了Java类，不能用。请删去。"),
            Map.entry("variableMappingDelegateExpression", "写了程序来转换变量，不能用。请删去。"),
            Map.entry("candidateStarterGroups", "谁能发起写在属性startedBy里。请删去。"),
            Map.entry("candidateStarterUsers", "指定了谁能发起，不能用。请删去。"),
            Map.entry("initiator", "把发起人放进变量，不能用。请删去。"),
            Map.entry("calledElementVersion", "固定了被调用流程的版本，以后改不到。请删去，用最新版。"),
            Map.entry("calledElementTenantId", "写了租户，不能用。请删去。"),
            Map.entry("formRefVersion", "固定了表单版本。请改成“随流程一起部署”。"),
            Map.entry("errorCodeVariable", "把错误放进变量，不能用。请删去。"),
            Map.entry("errorMessageVariable", "把错误放进变量，不能用。请删去。"),
            Map.entry("jobPriority", "写了优先级，不能用。请删去。"),
            Map.entry("taskPriority", "写了优先级，不能用。请删去。"),
            Map.entry("priority", "写了优先级，不能用。请删去。"));

    private static final Set<String> PLAIN_ATTRIBUTES = Set.of(
            "id",
            "name",
            "isExecutable",
            "targetNamespace",
            "exporter",
            "exporterVersion",
            "sourceRef",
            "targetRef",
            "default",
            "attachedToRef",
            "cancelActivity",
            "triggeredByEvent",
            "isInterrupting",
            "calledElement",
            "messageRef",
            "errorRef",
            "errorCode",
            "isSequential",
            "textFormat",
            "associationDirection",
            "categoryValueRef",
            "value",
            "type",
            "gatewayDirection",
            "eventGatewayType",
            "instantiate");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z]\\w*}");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{[\\w\\s=!'|&()]+}");
    private static final Pattern DELEGATE = Pattern.compile("\\$\\{[A-Za-z]\\w*}");
    private static final String BUSINESS_KEY = "#{execution.processBusinessKey}";
    /** The calls that a diagram makes: whose a measure is, what a household is owed. */
    private static final Set<String> CALLS =
            Set.of("${assistanceMeasures.leadDepartment(measure)}", "${owedPapers.kind(delivery)}");

    private static final Set<String> ENGINES_OWN =
            Set.of("${execution}", "${task}", "${caseExecution}", "${externalTask}", "${authenticatedUserId}");

    private static final Pattern ID = Pattern.compile("[A-Za-z_][\\w.-]{0,99}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(https?|ftp|file|javascript|data|jar):");

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    private BpmnVocabulary(String file) {
        this.file = file;
    }

    static List<Fault> faults(String file, Document document) {
        var vocabulary = new BpmnVocabulary(file);
        vocabulary.visit(document.getDocumentElement());
        return vocabulary.faults;
    }

    private void refuse(Element element, String message) {
        var owner = owner(element);
        var name = owner.getAttribute("name").strip();
        var id = owner.getAttribute("id");
        var label = name.isEmpty() ? id.isEmpty() ? "" : "（" + id + "）" : "「" + name + "」（" + id + "）";
        faults.add(new Fault(file, id, label + message));
    }

    /** The element that people see: an extension belongs to its step. */
    private static Element owner(Element element) {
        var at = element;
        while (at.getAttribute("id").isEmpty() && at.getParentNode() instanceof Element parent) {
            at = parent;
        }
        return at;
    }

    private void visit(Element element) {
        var namespace = String.valueOf(element.getNamespaceURI());
        if (DRAWING.contains(namespace)) {
            drawing(element);
            return;
        }
        var local = element.getLocalName();
        if (Xml.BPMN.equals(namespace)) {
            if (!ELEMENTS.contains(local)) {
                refuse(element, REFUSED.getOrDefault(local, "“" + local + "”不能用。请删去。"));
                return;
            }
        } else if (Xml.CAMUNDA.equals(namespace)) {
            if (!EXTENSIONS.contains(local)) {
                refuse(element, REFUSED.getOrDefault(local, "扩展“" + local + "”不能用。请删去。"));
                return;
            }
        } else {
            refuse(element, "来历不明的内容“" + element.getNodeName() + "”，不能用。请删去。");
            return;
        }
        attributes(element, Xml.CAMUNDA.equals(namespace));
        text(element);
        Xml.children(element).forEach(this::visit);
    }

    /** Shapes and lines; they run nothing, but they may not hide anything either. */
    private void drawing(Element element) {
        for (var i = 0; i < element.getAttributes().getLength(); i++) {
            if (EXPRESSION
                    .matcher(element.getAttributes().item(i).getNodeValue())
                    .find()) {
                refuse(element, "图形里藏了表达式，不能用。请重新画这个图形。");
            }
        }
        Xml.children(element).forEach(this::visit);
    }

    private void attributes(Element element, boolean extension) {
        var local = element.getLocalName();
        for (var i = 0; i < element.getAttributes().getLength(); i++) {
            var attribute = (Attr) element.getAttributes().item(i);
            var namespace = attribute.getNamespaceURI();
            var name = attribute.getLocalName() == null ? attribute.getName() : attribute.getLocalName();
            var value = attribute.getValue();
            if (javax.xml.XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)) {
                continue;
            }
            if (namespace == null || namespace.isEmpty()) {
                plain(element, extension, local, name, value);
            } else if (Xml.CAMUNDA.equals(namespace)) {
                if (!ATTRIBUTES.contains(name)) {
                    refuse(element, REFUSED_ATTRIBUTES.getOrDefault(name, "设置“" + name + "”不能用。请删去。"));
                } else if (EXPRESSION.matcher(value).find() && !name.equals("delegateExpression")) {
                    refuse(element, "设置“" + name + "”里写了表达式，不能用。请写固定的内容。");
                } else if (name.equals("delegateExpression")
                        && !DELEGATE.matcher(value).matches()) {
                    refuse(element, "系统步骤只能写模板里的名称，不能写别的程序。请用模板重新选。");
                }
            } else if (!namespace.equals("http://camunda.org/schema/modeler/1.0")
                    && !namespace.equals("http://www.w3.org/2001/XMLSchema-instance")
                    && !DRAWING.contains(namespace)) {
                refuse(element, "来历不明的设置“" + attribute.getName() + "”，不能用。请删去。");
            }
        }
        if (element.hasAttribute("id")
                && !ID.matcher(element.getAttribute("id")).matches()) {
            refuse(element, "编号只能用英文字母、数字和下划线。请改正。");
        }
    }

    private void plain(Element element, boolean extension, String local, String name, String value) {
        if (extension) {
            if (!EXTENSION_ATTRIBUTES.getOrDefault(local, Set.of()).contains(name)) {
                refuse(element, REFUSED_ATTRIBUTES.getOrDefault(name, "扩展设置“" + name + "”不能用。请删去。"));
            }
            if (local.equals("in") && name.equals("businessKey")) {
                if (!value.equals(BUSINESS_KEY)) {
                    refuse(element, "被调用的流程必须用同一个案件编号。请用模板重新选。");
                }
                return;
            }
            if (name.equals("delegateExpression")) {
                if (!value.equals("${closeCaseDelegate}")) {
                    refuse(element, "监听只能是结束时的“办结”。请用模板重新选。");
                }
                return;
            }
            if (name.equals("event") && !value.equals("start")) {
                refuse(element, "监听只能在开始时。请用模板重新选。");
            }
        } else if (name.equals("language") || name.equals("expressionLanguage") || name.equals("typeLanguage")) {
            if (!value.equals("http://www.w3.org/1999/XPath") && !value.equals("http://www.w3.org/2001/XMLSchema")) {
                refuse(element, "条件写成了脚本语言，不能用。请只比较变量。");
            }
        } else if (!PLAIN_ATTRIBUTES.contains(name)) {
            refuse(element, "设置“" + name + "”不能用。请删去。");
        }
        if (EXPRESSION.matcher(value).find()) {
            refuse(element, "“" + name + "”里写了表达式，不能用。请写固定的内容。");
        }
        if (name.equals("name")
                && (value.contains("<") || ADDRESS.matcher(value).find())) {
            refuse(element, "名称里有网页代码或网址。请只写文字。");
        }
    }

    private void text(Element element) {
        var text = Xml.text(element);
        if (text.isEmpty()) {
            return;
        }
        var local = element.getLocalName();
        var fits =
                switch (local) {
                    case "conditionExpression" -> CONDITION.matcher(text).matches();
                    case "timeDate" -> VARIABLE.matcher(text).matches();
                    case "outputParameter" ->
                        !EXPRESSION.matcher(text).find()
                                || VARIABLE.matcher(text).matches() && !ENGINES_OWN.contains(text);
                    case "inputParameter" -> !EXPRESSION.matcher(text).find() || CALLS.contains(text);
                    default -> !EXPRESSION.matcher(text).find();
                };
        if (!fits) {
            refuse(
                    element,
                    switch (local) {
                        case "conditionExpression" -> "条件只能比较变量和固定的值，例如 ${route == 'JUDGE'}。请改写。";
                        case "timeDate" -> "定时只能用系统算出的日期，例如 ${correctionDue}。请改写。";
                        default -> "“" + local + "”里写了表达式，不能用。请写固定的内容。";
                    });
        }
    }
}
