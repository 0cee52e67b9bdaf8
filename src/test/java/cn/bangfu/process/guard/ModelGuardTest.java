package cn.bangfu.process.guard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Profiles;
import cn.bangfu.policy.ReliefMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and unlawful models are refused, each for its own reason and at once; the shipped ones and lawful edits are taken. */
class ModelGuardTest {

    private static final String ID = "household-identification.bpmn";
    private static final String NOTICE = "public-notice.bpmn";
    private static final String PLAN = "assistance-assignment.bpmn";
    private static final String TABLE = "monitoring-category.dmn";
    private static final String VISIT = "visit-household.form";

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    // --- hostile: code, addresses, bombs

    static List<Edit> hostile() {
        var edits = new ArrayList<Edit>();
        edits.add(
                Edit.of("doctype with a file", ID, doctype("<!ENTITY e SYSTEM 'file:///etc/passwd'>", ID), "DOCTYPE"));
        edits.add(Edit.of(
                "billion laughs",
                ID,
                doctype(
                        "<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c"
                                + " '&b;&b;&b;&b;&b;&b;'>",
                        ID),
                "DOCTYPE"));
        edits.add(Edit.of("doctype in a table", TABLE, doctype("<!ENTITY e SYSTEM 'http://x/'>", TABLE), "DOCTYPE"));
        edits.add(Edit.of("no XML", ID, "PK\u0003\u0004 not a diagram", "不是有效的XML"));
        edits.add(Edit.of("cut off", ID, Shipped.text(ID).substring(0, 5000), "不是有效的XML"));
        edits.add(new Edit("giant", List.of(new ModelFile(ID, new byte[3_000_000])), "超过2MB"));
        edits.add(Edit.of("deep", ID, "<a>".repeat(5000) + "</a>".repeat(5000), "嵌套太深"));
        edits.add(Edit.of("many elements", ID, "<a>" + "<b/>".repeat(30_000) + "</a>", "内容太多"));
        edits.add(Edit.of(
                "two processes",
                ID,
                Shipped.text(ID).replaceFirst("<bpmn:process ", "<bpmn:process id=\"x\"/><bpmn:process "),
                "正好有一个流程"));
        edits.add(new Edit("page", List.of(Shipped.file("x.html", "<script>1</script>")), "只能部署"));
        edits.add(new Edit("script file", List.of(Shipped.file("x.groovy", "1")), "只能部署"));
        edits.add(new Edit("case model", List.of(Shipped.file("x.cmmn", "<x/>")), "只能部署"));
        edits.add(new Edit("path in a name", List.of(Shipped.file("../../x.bpmn", "<x/>")), "文件名"));
        edits.add(new Edit("nothing", List.of(), "没有上传"));
        edits.add(inProcess(
                "script task",
                "<bpmn:scriptTask id='ScriptTask_X' name='甲'"
                        + " scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "「甲」（ScriptTask_X）脚本任务"));
        edits.add(inProcess("send task", "<bpmn:sendTask id='SendTask_X' name='乙' camunda:class='x.Y'/>", "「乙」"));
        edits.add(inProcess("business rule task", "<bpmn:businessRuleTask id='B' name='丙'/>", "「丙」"));
        edits.add(inProcess(
                "signal",
                "<bpmn:startEvent id='StartEvent_S' name='丁'><bpmn:signalEventDefinition/></bpmn:startEvent>",
                "信号"));
        edits.add(service("class", "camunda:class=\"java.lang.Runtime\"", "Java类"));
        edits.add(service("expression", "camunda:expression=\"${execution.setVariable('a',1)}\"", "表达式来运行程序"));
        edits.add(service("reflection", "camunda:delegateExpression=\"${''.getClass().forName('x')}\"", "不能写别的程序"));
        edits.add(service("bean of the application", "camunda:delegateExpression=\"${dataSource}\"", "不存在"));
        edits.add(service("unknown delegate", "camunda:delegateExpression=\"${dropTablesDelegate}\"", "不存在"));
        edits.add(service(
                "another step's delegate", "camunda:delegateExpression=\"${enterMonitoringDelegate}\"", "编号与系统步骤不一致"));
        edits.add(service("external", "camunda:type=\"external\" camunda:topic=\"t\"", "外部任务类型"));
        edits.add(service("shell", "camunda:type=\"shell\"", "外部任务类型"));
        edits.add(service("nothing to do", "", "没有写由系统做什么"));
        edits.add(Edit.inside(
                "connector",
                ID,
                "ServiceTask_RouteEntry",
                ext("<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>"),
                "连接器"));
        edits.add(Edit.inside(
                "field injection",
                ID,
                "ServiceTask_RouteEntry",
                ext("<camunda:field name='a' stringValue='b'/>"),
                "字段注入"));
        edits.add(Edit.inside(
                "listener class",
                ID,
                "UserTask_VisitHousehold",
                ext("<camunda:taskListener event='create' class='x.Y'/>"),
                "环节监听"));
        edits.add(Edit.inside(
                "execution listener",
                ID,
                "UserTask_VisitHousehold",
                ext("<camunda:executionListener event='end' expression='${a}'/>"),
                "「入户核实」"));
        edits.add(Edit.inside(
                "script in a parameter",
                ID,
                "UserTask_VisitHousehold",
                ext("<camunda:inputOutput><camunda:inputParameter name='a'><camunda:script"
                        + " scriptFormat='groovy'>1</camunda:script></camunda:inputParameter></camunda:inputOutput>"),
                "脚本"));
        edits.add(Edit.inside(
                "expression in a parameter",
                ID,
                "UserTask_VisitHousehold",
                ext("<camunda:inputOutput><camunda:inputParameter"
                        + " name='a'>${execution.id}</camunda:inputParameter></camunda:inputOutput>"),
                "写了表达式"));
        edits.add(Edit.inside("generated form", ID, "UserTask_VisitHousehold", ext("<camunda:formData/>"), "生成的表单字段"));
        edits.add(Edit.inside(
                "foreign namespace", ID, "UserTask_VisitHousehold", ext("<z:boo xmlns:z='http://evil'/>"), "来历不明"));
        edits.add(Edit.inside(
                "the engine's older namespace",
                ID,
                "UserTask_VisitHousehold",
                ext("<z:taskListener xmlns:z='http://activiti.org/bpmn' class='x'/>"),
                "来历不明"));
        edits.add(Edit.inTag(
                "another prefix",
                ID,
                "UserTask_VisitHousehold",
                "name=",
                "xmlns:z=\"http://camunda.org/schema/1.0/bpmn\" z:assignee=\"cun1\" name=",
                "指定了某一个人"));
        edits.add(Edit.inTag(
                "embedded form",
                ID,
                "UserTask_VisitHousehold",
                "camunda:formRef=",
                "camunda:formKey=\"embedded:app:x.html\" camunda:formRef=",
                "网页表单"));
        edits.add(Edit.inTag(
                "named users",
                ID,
                "UserTask_VisitHousehold",
                "camunda:formRef=",
                "camunda:candidateUsers=\"cun1\" camunda:formRef=",
                "某几个人"));
        edits.add(Edit.inTag(
                "own due date",
                ID,
                "UserTask_VisitHousehold",
                "camunda:formRef=",
                "camunda:dueDate=\"2030-01-01T00:00:00\" camunda:formRef=",
                "到期日"));
        edits.add(Edit.inTag(
                "code in a name", ID, "UserTask_VisitHousehold", "name=\"入户核实\"", "name=\"${1+1}\"", "写了表达式"));
        edits.add(Edit.inTag(
                "page in a name",
                ID,
                "UserTask_VisitHousehold",
                "name=\"入户核实\"",
                "name=\"&lt;img src=x onerror=1&gt;\"",
                "网页代码"));
        edits.add(Edit.inTag(
                "address in a name",
                ID,
                "UserTask_VisitHousehold",
                "name=\"入户核实\"",
                "name=\"见 https://evil.example/a\"",
                "网址"));
        edits.add(Edit.inTag(
                "computed group", ID, "UserTask_VisitHousehold", "\"villageClerk\"", "\"${anyGroup}\"", "写了表达式"));
        edits.add(Edit.replacing(
                "condition that calls",
                ID,
                "${townDecision == 'AGREE'}",
                "${execution.getProcessEngineServices()}",
                "条件只能比较"));
        edits.add(Edit.replacing(
                "condition in a script language",
                ID,
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${townDecision == 'AGREE'}",
                "<bpmn:conditionExpression language=\"groovy\">1",
                "脚本语言"));
        edits.add(Edit.replacing("timer that computes", ID, "${correctionDue}", "${now()}", "定时只能用"));
        edits.add(Edit.replacing(
                "timer with a length",
                ID,
                "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${correctionDue}</bpmn:timeDate>",
                "<bpmn:timeDuration>PT1S</bpmn:timeDuration>",
                "不能在图上写长短"));
        edits.add(Edit.inTag(
                "mapping class",
                ID,
                "CallActivity_PublicNotice",
                "calledElement=",
                "camunda:variableMappingClass=\"x.Y\" calledElement=",
                "Java类"));
        edits.add(Edit.inTag(
                "called process computed",
                ID,
                "CallActivity_PublicNotice",
                "\"public-notice\"",
                "\"${any}\"",
                "写了表达式"));
        edits.add(table(
                "table in a script language",
                "<decisionTable id=\"DecisionTable_MonitoringCategory\"",
                "<decisionTable expressionLanguage=\"javascript\" id=\"DecisionTable_MonitoringCategory\"",
                "脚本语言"));
        edits.add(table(
                "cell that calls", "<text>\"ORDINARY\"</text>", "<text>java.lang.Runtime.exec(\"x\")</text>", "不能用"));
        edits.add(table(
                "cell with an endless loop",
                "<text>\"ORDINARY\"</text>",
                "<text>for i in 1..999999999 return i</text>",
                "不能用"));
        edits.add(table("cell in JUEL", "<text>\"ORDINARY\"</text>", "<text>${execution}</text>", "不能用"));
        edits.add(table(
                "function", "<decision id=", "<businessKnowledgeModel id=\"F\" name=\"f\"/><decision id=", "调用函数"));
        edits.add(table(
                "import",
                "<decision id=",
                "<import namespace=\"x\" locationURI=\"http://evil/x.dmn\" importType=\"x\"/><decision id=",
                "别的文件"));
        edits.add(form("html", "{\"type\":\"html\",\"content\":\"<img onerror=x>\"}", "网页代码"));
        edits.add(form(
                "frame", "{\"type\":\"group\",\"components\":[{\"type\":\"iframe\",\"url\":\"https://x\"}]}", "嵌入的网页"));
        edits.add(form("image", "{\"type\":\"image\",\"source\":\"https://x/p.png\"}", "外部图片"));
        edits.add(form("computed", "{\"type\":\"expression\",\"key\":\"k\",\"expression\":\"=1\"}", "计算公式"));
        edits.add(form("link in a text", "{\"type\":\"text\",\"text\":\"[点这里](https://evil)\"}", "网址"));
        edits.add(form("hidden page", "{\"type\":\"text\",\"text\":\"<b onmouseover=x>\"}", "网页代码"));
        edits.add(form("template", "{\"type\":\"text\",\"text\":\"{{#if a}}b{{/if}}\"}", "网页代码或公式"));
        edits.add(form(
                "address in a property",
                "{\"type\":\"textfield\",\"key\":\"k\",\"label\":\"栏\",\"properties\":{\"a\":\"http://x\"},\"validate\":{\"maxLength\":5}}",
                "网址"));
        edits.add(form(
                "slow pattern",
                "{\"type\":\"textfield\",\"key\":\"k\",\"label\":\"栏\",\"validate\":{\"maxLength\":50,\"pattern\":\"^(a+)+$\"}}",
                "太复杂"));
        edits.add(form(
                "condition that calls",
                "{\"type\":\"textfield\",\"key\":\"k\",\"label\":\"栏\",\"validate\":{\"maxLength\":5},\"conditional\":{\"hide\":\"=count([1])>0\"}}",
                "显示条件"));
        edits.add(Edit.of("form that is a page", VISIT, "<html>", "读不出来"));
        edits.add(Edit.of("deep form", VISIT, "{\"a\":".repeat(2000) + "1" + "}".repeat(2000), "嵌套太深"));
        edits.add(Edit.of(
                "form with thousands of fields",
                "ask-back.form",
                "{\"id\":\"ask-back\",\"components\":["
                        + IntStream.range(0, 5000)
                                .mapToObj(i -> "{\"type\":\"textfield\",\"key\":\"k" + i
                                        + "\",\"label\":\"栏\",\"validate\":{\"maxLength\":5}}")
                                .collect(Collectors.joining(","))
                        + "]}",
                "填不完"));
        return edits;
    }

    // --- unlawful: the procedure, the offices, the ways

    static List<Edit> unlawful() {
        var edits = new ArrayList<Edit>();
        edits.add(shortcut(
                "no village review",
                "Flow_ProposalComplete",
                "UserTask_ReviewInVillage",
                "SubProcess_TownReview",
                "绕过「民主评议」"));
        edits.add(shortcut(
                "no notice", "Flow_TownAgrees", "CallActivity_PublicNotice", "SubProcess_CountyConfirmation", "绕过「"));
        edits.add(shortcut(
                "no town review", "Flow_VillageDecided", "SubProcess_TownReview", "CallActivity_PublicNotice", "绕过「"));
        edits.add(shortcut(
                "no acceptance", "Flow_HouseholdApplication", "SubProcess_Accept", "SubProcess_Route", "绕过「检查受理条件」"));
        edits.add(shortcut(
                "no visit, no comparison", "Flow_BeginAssess", "SubProcess_Assess", "SubProcess_Findings", "绕过「"));
        edits.add(shortcut(
                "no county", "Flow_NoticePassed", "SubProcess_CountyConfirmation", "UserTask_AnnounceDecision", "绕过「"));
        edits.add(shortcut(
                "clue not verified",
                "Flow_CadreScreening",
                "SubProcess_VerifyClue",
                "SubProcess_Accept",
                "绕过「上门核实线索」"));
        edits.add(shortcut(
                "town reviewer left out",
                "Flow_TownReviewHandled",
                "UserTask_ReviewInTown",
                "UserTask_DecideInTown",
                "绕过「乡镇审核」"));
        edits.add(Edit.inside(
                "a timer around the village review",
                ID,
                "household-identification",
                "<bpmn:boundaryEvent id='BoundaryEvent_Impatient' name='不等了' attachedToRef='UserTask_ReviewInVillage'>"
                        + "<bpmn:timerEventDefinition><bpmn:timeDate>${correctionDue}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:sequenceFlow"
                        + " id='Flow_Impatient' sourceRef='BoundaryEvent_Impatient' targetRef='SubProcess_TownReview'/>",
                "绕过「民主评议」"));
        edits.add(Edit.inside(
                "skipped for an empty list",
                ID,
                "UserTask_ReviewInVillage",
                "<bpmn:multiInstanceLoopCharacteristics camunda:collection='measures'"
                        + " camunda:elementVariable='measure'/>",
                "逐项办理"));
        edits.add(Edit.inTag(
                "handler reviews as well", ID, "UserTask_ReviewInTown", "\"townReviewer\"", "\"townClerk\"", "职责分离"));
        edits.add(Edit.inTag(
                "head handles as well", ID, "UserTask_HandleTownReview", "\"townClerk\"", "\"townHead\"", "职责分离"));
        edits.add(Edit.inTag(
                "one office in the county",
                ID,
                "UserTask_ReviewInCounty",
                "\"countyReviewer\"",
                "\"countyHead\"",
                "职责分离"));
        edits.add(Edit.inTag(
                "the town visits for the village",
                ID,
                "UserTask_VisitHousehold",
                "\"villageClerk\"",
                "\"townClerk\"",
                "村级岗位"));
        edits.add(Edit.inTag(
                "the village decides for the county",
                ID,
                "UserTask_DecideInCounty",
                "\"countyHead\"",
                "\"villageClerk\"",
                "县级岗位"));
        edits.add(Edit.inTag(
                "auditor handles cases", ID, "UserTask_CheckFindings", "\"townClerk\"", "\"auditor\"", "不是办案岗位"));
        edits.add(Edit.inTag(
                "nobody's step",
                ID,
                "UserTask_AnnounceDecision",
                " camunda:candidateGroups=\"villageClerk\"",
                "",
                "没有写由哪个岗位"));
        edits.add(Edit.inTag(
                "an office instead of a role",
                ID,
                "UserTask_AnnounceDecision",
                "\"villageClerk\"",
                "\"villageClerk150625100203\"",
                "不是办案岗位"));
        edits.add(Edit.inTag(
                "step without form",
                ID,
                "UserTask_AnnounceDecision",
                " camunda:formRef=\"announce-decision\"",
                "",
                "没有表单"));
        edits.add(Edit.inTag(
                "another step's form",
                ID,
                "UserTask_AnnounceDecision",
                "\"announce-decision\"",
                "\"deliver-refusal\"",
                "表单应叫“announce-decision”"));
        edits.add(Edit.inTag(
                "form of no deployment",
                ID,
                "UserTask_AnnounceDecision",
                "formRefBinding=\"deployment\"",
                "formRefBinding=\"latest\"",
                "随流程一起部署"));
        edits.add(NewStep.spoilt(
                "step without deadline",
                "<bpmn:extensionElements><camunda:properties>\n"
                        + "    <camunda:property name=\"deadline\" value=\"refusalLimit\" />",
                "<bpmn:extensionElements><camunda:properties>",
                "没有时限"));
        edits.add(NewStep.spoilt(
                "deadline of nobody",
                "<bpmn:extensionElements><camunda:properties>\n"
                        + "    <camunda:property name=\"deadline\" value=\"refusalLimit\" />",
                "<bpmn:extensionElements><camunda:properties>\n"
                        + "    <camunda:property name=\"deadline\" value=\"someDay\" />",
                "不是本县规定里的时限"));
        edits.add(Edit.inTag(
                "the village closes its own clue",
                ID,
                "Flow_ClueNoRisk",
                "targetRef=\"UserTask_CloseClue\"",
                "targetRef=\"EndEvent_ClueVerified\"",
                "不能由村级自己结案"));
        edits.add(new Edit(
                "step whose form is missing",
                List.of(NewStep.edit("x", "x").files().get(0)),
                "没有一起上传"));
        edits.add(NewStep.spoilt("step without name", " name=\"回访听明白没有\"", "", "没有名称"));
        edits.add(NewStep.spoilt("generated id", "UserTask_AskBack", "Activity_1aol7g1", "编号应是"));
        edits.add(Edit.inTag(
                "process without name", ID, "household-identification", "name=\"监测对象识别认定\"", "name=\"\"", "流程没有名称"));
        edits.add(Edit.inTag("history kept a day", ID, "household-identification", "P3650D", "P1D", "保存期"));
        edits.add(Edit.inTag(
                "history never said",
                ID,
                "household-identification",
                "camunda:historyTimeToLive=\"P3650D\"",
                "",
                "保存期"));
        edits.add(Edit.inTag(
                "not executable",
                ID,
                "household-identification",
                "isExecutable=\"true\"",
                "isExecutable=\"false\"",
                "可执行"));
        edits.add(Edit.of(
                "another key",
                ID,
                Shipped.text(ID)
                        .replace("<bpmn:process id=\"household-identification\"", "<bpmn:process id=\"fast-track\""),
                "与文件名"));
        edits.add(new Edit(
                "a process of nobody",
                List.of(Shipped.file(
                        "fast-track.bpmn",
                        Shipped.text(PLAN).replace("id=\"assistance-assignment\"", "id=\"fast-track\""))),
                "是新的"));
        edits.add(Edit.replacing(
                "condition on nothing", ID, "${townDecision == 'AGREE'}", "${whoKnows == 'AGREE'}", "没有哪张表单"));
        edits.add(Edit.replacing(
                "condition on an unknown choice",
                ID,
                "${lateFindingsAccepted == 'YES'}",
                "${findingsOpen == 'YES'}",
                "只有是和否"));
        edits.add(Edit.replacing(
                "condition that is always true", ID, "${townDecision == 'AGREE'}", "${true}", "没有用到任何变量"));
        edits.add(Edit.replacing(
                "condition on a date", ID, "${townDecision == 'AGREE'}", "${correctionDue == 'AGREE'}", "不能用来分路"));
        edits.add(Edit.of(
                "way without condition",
                ID,
                Shipped.text(ID)
                        .replaceFirst(
                                "(?s)(<bpmn:sequenceFlow id=\"Flow_TownAgrees\"[^>]*>).*?(</bpmn:sequenceFlow>)",
                                "$1$2"),
                "没有条件"));
        edits.add(NewStep.spoilt(
                "dead end",
                "<bpmn:sequenceFlow id=\"Flow_AskedBack\" sourceRef=\"UserTask_AskBack\""
                        + " targetRef=\"ServiceTask_EnterMonitoring\" />",
                "",
                "案件会停在这里"));
        edits.add(Edit.inside(
                        "unreachable step",
                        ID,
                        "household-identification",
                        "<bpmn:userTask id='UserTask_AskBack' name='没人到' camunda:formRef='ask-back'"
                                + " camunda:formRefBinding='deployment' camunda:candidateGroups='villageClerk'/>",
                        "永远走不到")
                .and(Shipped.file("ask-back.form", NewStep.FORM)));
        edits.add(NewStep.spoilt(
                "path without end",
                "targetRef=\"ServiceTask_EnterMonitoring\" />",
                "targetRef=\"UserTask_AskBack\" />",
                "走不到"));
        edits.add(Edit.inTag("join after a choice", ID, "Gateway_ReliefFirst", "id=", "x=\"\" id=", "“x”"));
        edits.add(deadlock());
        edits.add(Edit.inTag(
                "line into nothing",
                ID,
                "Flow_DecisionAnnounced",
                "targetRef=\"ServiceTask_EnterMonitoring\"",
                "targetRef=\"Nowhere\"",
                "没有接上"));
        edits.add(Edit.inTag(
                "line across a border",
                ID,
                "Flow_DecisionAnnounced",
                "targetRef=\"ServiceTask_EnterMonitoring\"",
                "targetRef=\"UserTask_DecideInTown\"",
                "跨过了子流程"));
        edits.add(Edit.inTag(
                "calls itself",
                ID,
                "CallActivity_AssistanceAssignment",
                "calledElement=\"assistance-assignment\"",
                "calledElement=\"household-identification\"",
                "调用了自己"));
        edits.add(Edit.inTag(
                "calls nobody",
                ID,
                "CallActivity_AssistanceAssignment",
                "calledElement=\"assistance-assignment\"",
                "calledElement=\"nobody\"",
                "不存在"));
        edits.add(Edit.inTag(
                "another notice",
                ID,
                "CallActivity_PublicNotice",
                "calledElement=\"public-notice\"",
                "calledElement=\"assistance-assignment\"",
                "不能改为调用别的流程"));
        edits.add(Edit.replacing(
                "case not told",
                ID,
                "businessKey=\"#{execution.processBusinessKey}\"",
                "businessKey=\"1\"",
                "同一个案件编号"));
        edits.add(Edit.of("no withdrawal", ID, without(ID, "SubProcess_Withdrawal"), "撤回"));
        edits.add(Edit.of("no late comparison", ID, without(ID, "SubProcess_LateComparison"), "后到数据"));
        edits.add(Edit.inTag(
                "withdrawal that ends nothing",
                ID,
                "StartEvent_CaseWithdrawn",
                "id=",
                "isInterrupting=\"false\" id=",
                "是否中断"));
        edits.add(Edit.inTag(
                "a start of its own",
                ID,
                "StartEvent_HouseholdApplication",
                "id=\"StartEvent_HouseholdApplication\"",
                "id=\"StartEvent_Anybody\"",
                "三个渠道"));
        edits.add(Edit.of(
                "the clock refuses",
                ID,
                shipped(
                        ID,
                        "Flow_CorrectionLate",
                        "targetRef=\"UserTask_DecideNonAcceptance\"",
                        "targetRef=\"EndEvent_ApplicationNotAccepted\""),
                "直接结束"));
        edits.add(Edit.inside(
                "another end",
                ID,
                "household-identification",
                "<bpmn:endEvent id='EndEvent_Quietly' name='不了了之'/>",
                "新的结束"));
        edits.add(Edit.replacing(
                "wrong outcome",
                ID,
                "<camunda:inputParameter name=\"outcome\">REFUSED</camunda:inputParameter>",
                "<camunda:inputParameter name=\"outcome\">ASSISTED</camunda:inputParameter>",
                "办结结果"));
        edits.add(Edit.inTag(
                "notice that waits for another day",
                NOTICE,
                "Flow_NoticePublished",
                "targetRef=\"SubProcess_Posted\"",
                "targetRef=\"EndEvent_Passed\"",
                "绕过「"));
        edits.add(Edit.inTag(
                "nobody may object",
                NOTICE,
                "BoundaryEvent_ObjectionRaised",
                "id=",
                "cancelActivity=\"false\" id=",
                "有异议"));
        edits.add(Edit.inTag(
                "time not checked",
                NOTICE,
                "Flow_NoticeTimeReached",
                "targetRef=\"ServiceTask_CheckNoticeEnd\"",
                "targetRef=\"UserTask_CloseNotice\"",
                "绕过「复核是否期满」"));
        edits.add(Edit.inside(
                "the drawing decides for the town",
                ID,
                "UserTask_HandleTownReview",
                ext("<camunda:inputOutput><camunda:outputParameter"
                        + " name='townDecision'>AGREE</camunda:outputParameter></camunda:inputOutput>"),
                "替人作了决定"));
        edits.add(Edit.inTag(
                "no plan",
                PLAN,
                planFlow(),
                "targetRef=\"UserTask_ProposePlan\"",
                "targetRef=\"UserTask_HandOverPlan\"",
                "绕过「"));
        edits.add(table(
                "answer that nobody knows",
                "<text>\"UNSTABLE\"</text>\n        </outputEntry>",
                "<text>\"RICH\"</text>\n        </outputEntry>",
                "系统不认识"));
        edits.add(table(
                "question that nobody answers", "<text>belowLine</text>", "<text>cousinOfMayor</text>", "系统不会给出"));
        edits.add(table("another way to count", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\"", "命中方式"));
        edits.add(table(
                "rule without reason",
                Shipped.text(TABLE).replaceFirst("(?s).*?(<description>B1.*?</description>).*", "$1"),
                "",
                "没有说明"));
        edits.add(Edit.of(
                "another output", TABLE, Shipped.text(TABLE).replace("name=\"proposal\"", "name=\"verdict\""), "输出应是"));
        edits.add(Edit.of(
                "question that the program needs is gone",
                VISIT,
                Shipped.text(VISIT).replaceFirst("\"key\": \"visitedOn\"", "\"key\": \"whenever\""),
                "系统要用，不能删"));
        edits.add(Edit.of(
                "another type",
                VISIT,
                Shipped.text(VISIT)
                        .replaceFirst(
                                "\"type\": \"datetime\",\\s*\"subtype\": \"date\",\\s*\"key\": \"visitedOn\"",
                                "\"type\": \"checkbox\", \"key\": \"visitedOn\""),
                "visitedOn"));
        edits.add(Edit.of(
                "an option that the program does not know",
                "decide-in-town.form",
                Shipped.text("decide-in-town.form").replaceFirst("\"value\": \"AGREE\"", "\"value\": \"MAYBE\""),
                "不认识"));
        edits.add(Edit.of(
                "a must that need not be",
                VISIT,
                Shipped.text(VISIT)
                        .replaceFirst(
                                "(\"key\": \"visitedOn\",\\s*\"validate\": \\{\\s*\"required\": )true", "$1false"),
                "不能改成可不填"));
        edits.add(form(
                "key twice",
                "{\"type\":\"textfield\",\"key\":\"visitedOn\",\"label\":\"再问一次\",\"validate\":{\"maxLength\":5}}",
                "用了两次"));
        edits.add(form("text without limit", "{\"type\":\"textarea\",\"key\":\"k\",\"label\":\"随便写\"}", "没有写最多多少字"));
        edits.add(Edit.of(
                "another form's id",
                VISIT,
                Shipped.text(VISIT).replace("\"id\": \"visit-household\"", "\"id\": \"other\""),
                "与文件名"));
        return edits;
    }

    // --- lawful

    static List<Edit> lawful() {
        var edits = new ArrayList<Edit>();
        edits.add(NewStep.edit("a new step with its form", ""));
        edits.add(Edit.inTag(
                "other words for a step", ID, "UserTask_ReviewInVillage", "name=\"民主评议\"", "name=\"村民代表评议\"", ""));
        edits.add(Edit.inTag(
                "the town head checks findings",
                ID,
                "UserTask_CheckFindings",
                "\"townClerk\"",
                "\"townReviewer\"",
                ""));
        edits.add(Edit.of(
                "another deadline",
                ID,
                Shipped.text(ID).replaceFirst("value=\"refusalLimit\"", "value=\"townLimit\""),
                ""));
        edits.add(Edit.inTag("other words on a line", ID, "Flow_TownAgrees", "name=\"同意\"", "name=\"同意纳入\"", ""));
        edits.add(Edit.inside(
                "a note",
                ID,
                "household-identification",
                "<bpmn:textAnnotation id='TextAnnotation_Note'><bpmn:text>按旗里要求</bpmn:text></bpmn:textAnnotation>",
                ""));
        edits.add(Edit.of(
                "a shape moved", ID, Shipped.text(ID).replaceFirst("x=\"60\" y=\"52\"", "x=\"66\" y=\"58\""), ""));
        edits.add(Edit.inTag("kept longer", ID, "household-identification", "P3650D", "P7300D", ""));
        edits.add(Edit.inTag(
                "a version's name",
                ID,
                "household-identification",
                "isExecutable=",
                "camunda:versionTag=\"2027\" isExecutable=",
                ""));
        edits.add(Edit.of("another explanation", ID, Shipped.text(ID).replaceFirst("至少两人入户", "至少两名干部入户"), ""));
        edits.add(Edit.of(
                "a coloured step",
                ID,
                Shipped.text(ID)
                        .replaceFirst(
                                "<bpmndi:BPMNShape id=\"UserTask_VisitHousehold_di\"",
                                "<bpmndi:BPMNShape xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\""
                                        + " bioc:stroke=\"#1e88e5\" id=\"UserTask_VisitHousehold_di\""),
                ""));
        edits.add(Edit.inTag("notice in other words", NOTICE, "UserTask_PublishNotice", "name=\"", "name=\"在公开栏", ""));
        edits.add(Edit.inTag("plan in other words", PLAN, "UserTask_ProposePlan", "name=\"", "name=\"商量", ""));
        edits.add(table(
                "a rule for other people",
                "<text>\"FORMERLY_POOR_ENJOYING\",\"FORMERLY_POOR_NOT_ENJOYING\"</text>",
                "<text>\"FORMERLY_POOR_NOT_ENJOYING\"</text>",
                ""));
        edits.add(table("another reason for a rule", "<description>B1 ", "<description>B1（2027年） ", ""));
        edits.add(table("a rule turned round", "<text>\"YES\"</text>", "<text>not(\"NO\",\"UNKNOWN\")</text>", ""));
        edits.add(form(
                "a new question",
                "{\"type\":\"radio\",\"key\":\"hasInternet\",\"label\":\"家里有没有网络\",\"id\":\"F1\",\"values\":[{\"label\":\"有\",\"value\":\"YES\"},{\"label\":\"没有\",\"value\":\"NO\"}],\"validate\":{\"required\":true}}",
                ""));
        edits.add(form(
                "a group of questions",
                "{\"type\":\"group\",\"label\":\"补充\",\"id\":\"G9\",\"components\":[{\"type\":\"textfield\",\"key\":\"nickname\",\"label\":\"小名\",\"id\":\"F2\",\"validate\":{\"maxLength\":20}}]}",
                ""));
        edits.add(form(
                "a question for some",
                "{\"type\":\"textfield\",\"key\":\"why\",\"label\":\"为什么\",\"id\":\"F3\",\"validate\":{\"maxLength\":200},\"conditional\":{\"hide\":\"=copes"
                        + " != \\\"NO\\\"\"}}",
                ""));
        edits.add(form("a hint", "{\"type\":\"text\",\"text\":\"**请当面核对**\",\"id\":\"F4\"}", ""));
        edits.add(Edit.of(
                "other words for a question",
                VISIT,
                Shipped.text(VISIT).replaceFirst("\"dateLabel\": \"走访日期\"", "\"dateLabel\": \"哪天走访\""),
                ""));
        edits.add(Edit.of(
                "other words for an option",
                "decide-in-town.form",
                Shipped.text("decide-in-town.form")
                        .replaceFirst(
                                "\"label\": \"[^\"]*\",(\\s*)\"value\": \"AGREE\"",
                                "\"label\": \"同意上报\",$1\"value\": \"AGREE\""),
                ""));
        edits.add(Edit.of(
                "a stricter question",
                VISIT,
                Shipped.text(VISIT)
                        .replaceFirst("(\"key\": \"visitedAt\",\\s*\"description\": )\"[^\"]*\"", "$1\"按24小时制\""),
                ""));
        edits.add(new Edit("several at once", List.of(Shipped.file(ID), Shipped.file(VISIT), Shipped.file(TABLE)), ""));
        return edits;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void whatIsHostileIsRefused(Edit edit) {
        refused(edit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unlawful")
    void whatIsUnlawfulIsRefused(Edit edit) {
        refused(edit);
    }

    private static void refused(Edit edit) {
        List<Fault> faults = List.of();
        var fastest = Duration.ofDays(1);
        for (var round = 0; round < 3 && fastest.compareTo(AT_ONCE) >= 0; round++) {
            var begin = System.nanoTime();
            faults = ModelGuard.faults(edit.files(), new Shipped(edit.files()));
            var took = Duration.ofNanos(System.nanoTime() - begin);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        assertThat(fastest).isLessThan(AT_ONCE);
        assertThat(faults).extracting(Fault::toString).anySatisfy(fault -> assertThat(fault)
                .contains(edit.reason()));
        assertThat(faults).allSatisfy(fault -> assertThat(fault.message())
                .matches("(?s).*\\p{IsHan}.*")
                .doesNotContain("null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lawful")
    void whatIsLawfulIsTaken(Edit edit) {
        assertThat(ModelGuard.faults(edit.files(), new Shipped(edit.files()))).isEmpty();
    }

    @Test
    void theOrderIsWhatTheCountiesWant() {
        var withoutRelief = List.of(Shipped.file(
                ID, shipped(ID, "Flow_ReliefFirst", "\"UserTask_DeliverRelief\"", "\"Gateway_BeginAssess\"")));
        assertThat(order(withoutRelief, new CountyOrder(true, false))).contains("先救助、后研判");
        assertThat(order(withoutRelief, new CountyOrder(false, true))).doesNotContain("先救助、后研判");
        var onceOnly = List.of(Shipped.file(
                NOTICE, shipped(NOTICE, "Flow_NextNoticeLevel", "\"UserTask_PublishNotice\"", "\"EndEvent_Passed\"")));
        assertThat(order(onceOnly, new CountyOrder(false, true))).contains("逐级公示");
        assertThat(order(onceOnly, new CountyOrder(true, false))).doesNotContain("逐级公示");
        assertThat(CountyOrder.of(List.of(Profiles.HANGJIN))).isEqualTo(new CountyOrder(true, false));
        var greenChannel = Profiles.with(Profiles.HANGJIN, Parameters.RELIEF_MODE, ReliefMode.PROCEDURE_OWED.name());
        assertThat(CountyOrder.of(List.of(greenChannel))).isEqualTo(new CountyOrder(false, false));
        var threeLevels = Profiles.with(greenChannel, Parameters.NOTICE_LEVELS, "VILLAGE,TOWN,COUNTY");
        assertThat(CountyOrder.of(List.of(greenChannel, threeLevels))).isEqualTo(new CountyOrder(false, true));
        assertThat(CountyOrder.of(List.of())).isEqualTo(CountyOrder.STRICTEST);
        // What is in force is measured when a county wants another order.
        assertThat(ModelGuard.orderFaults(onceOnly.get(0), CountyOrder.STRICTEST))
                .hasSize(1);
        assertThat(ModelGuard.orderFaults(Shipped.file(NOTICE), CountyOrder.STRICTEST))
                .isEmpty();
        assertThat(ModelGuard.orderFaults(Shipped.file(ID), CountyOrder.STRICTEST))
                .isEmpty();
    }

    private static String order(List<ModelFile> files, CountyOrder order) {
        return ModelGuard.faults(files, new Shipped(files, order)).toString();
    }

    @Test
    void whatComesWithTheProductIsTaken() {
        var all = Shipped.all();
        assertThat(all).hasSizeGreaterThan(40);
        assertThat(ModelGuard.faults(all, new Shipped(all))).isEmpty();
    }

    @Test
    void theCollectionIsLargeEnough() {
        assertThat(hostile().size() + unlawful().size()).isGreaterThan(120);
        assertThat(lawful()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static String doctype(String entities, String name) {
        return Shipped.text(name).replaceFirst("\\?>", "?><!DOCTYPE x [" + entities + "]>");
    }

    private static String ext(String content) {
        return "<bpmn:extensionElements>" + content + "</bpmn:extensionElements>";
    }

    private static Edit inProcess(String what, String content, String reason) {
        return Edit.inside(what, ID, "household-identification", content, reason);
    }

    private static Edit service(String what, String settings, String reason) {
        return Edit.inTag(
                what,
                ID,
                "ServiceTask_RouteEntry",
                "camunda:delegateExpression=\"${routeEntryDelegate}\"",
                settings,
                reason);
    }

    private static Edit table(String what, String before, String after, String reason) {
        return Edit.replacing(what, TABLE, before, after, reason);
    }

    /** Another component at the end of the visit's form. */
    private static Edit form(String what, String component, String reason) {
        var text = Shipped.text(VISIT);
        var end = text.lastIndexOf("]");
        return Edit.of(what, VISIT, text.substring(0, end) + "," + component + text.substring(end), reason);
    }

    private static Edit shortcut(String what, String flow, String before, String after, String reason) {
        return Edit.inTag(what, ID, flow, "targetRef=\"" + before + "\"", "targetRef=\"" + after + "\"", reason);
    }

    private static String shipped(String name, String id, String before, String after) {
        return new String(
                Edit.inTag("", name, id, before, after, "").files().get(0).content(), StandardCharsets.UTF_8);
    }

    /** Without an event sub-process. */
    private static String without(String name, String subProcess) {
        return Shipped.text(name)
                .replaceFirst("(?s)<bpmn:subProcess id=\"" + subProcess + "\".*?</bpmn:subProcess>", "");
    }

    private static String planFlow() {
        var matcher = java.util.regex.Pattern.compile("id=\"(Flow_\\w+)\"[^>]*targetRef=\"UserTask_ProposePlan\"")
                .matcher(Shipped.text(PLAN));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** Two ways of a choice that wait for each other. */
    private static Edit deadlock() {
        return Edit.of(
                "two ways of a choice that wait for each other",
                ID,
                Shipped.text(ID)
                        .replaceFirst(
                                "<bpmn:parallelGateway id=\"Gateway_AssessSplit\"",
                                "<bpmn:exclusiveGateway name=\"选\" id=\"Gateway_AssessSplit\"")
                        .replaceFirst(
                                "(?s)(<bpmn:exclusiveGateway name=\"选\".*?)</bpmn:parallelGateway>",
                                "$1</bpmn:exclusiveGateway>")
                        .replaceFirst(
                                "id=\"Flow_BeginVisit\" ([^/]*)/>",
                                "id=\"Flow_BeginVisit\" name=\"甲\""
                                        + " $1><bpmn:conditionExpression>\\${findingsOpen}</bpmn:conditionExpression></bpmn:sequenceFlow>")
                        .replaceFirst(
                                "id=\"Flow_BeginComparison\" ([^/]*)/>",
                                "id=\"Flow_BeginComparison\" name=\"乙\""
                                        + " $1><bpmn:conditionExpression>\\${!findingsOpen}</bpmn:conditionExpression></bpmn:sequenceFlow>"),
                "一直等不到另一路");
    }
}
