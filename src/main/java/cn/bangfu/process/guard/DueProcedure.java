package cn.bangfu.process.guard;

import cn.bangfu.process.guard.Diagram.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What nobody can redraw away: on every way from a start to the county's confirmation lie acceptance, home visit, comparison, village
 * review, town review and the notice with its time, in this order (F1 五(二)2, rules.md annex A); offices that exclude each other stay
 * apart; every way out closes the case.
 */
final class DueProcedure {

    /** A step that has to lie before another one. */
    private record Before(String first, String then) {}

    /** Steps of which no two may lie with the same office (separation of duties), and of which level they are. */
    private record Apart(String level, List<String> steps) {}

    private static final String IDENTIFICATION = "household-identification";
    private static final String NOTICE = "public-notice";
    private static final String ASSISTANCE = "assistance-assignment";

    private static final String RELIEF = "UserTask_DeliverRelief";
    private static final String POSTED = "SubProcess_Posted";

    private static final Map<String, List<Before>> ORDER = Map.of(
            IDENTIFICATION,
            chain(
                    List.of("ServiceTask_CheckAcceptance", "ServiceTask_RouteEntry", "UserTask_VisitHousehold"),
                    List.of("ServiceTask_RouteEntry", "ServiceTask_CompareDepartmentData", "UserTask_CheckFindings"),
                    List.of(
                            "UserTask_VisitHousehold",
                            "UserTask_CheckFindings",
                            "ServiceTask_ProposeCategory",
                            "UserTask_ReviewInVillage",
                            "UserTask_HandleTownReview",
                            "UserTask_ReviewInTown",
                            "UserTask_DecideInTown",
                            "CallActivity_PublicNotice",
                            "UserTask_HandleCountyConfirmation",
                            "UserTask_ReviewInCounty",
                            "UserTask_DecideInCounty",
                            "UserTask_AnnounceDecision",
                            "ServiceTask_EnterMonitoring",
                            "CallActivity_AssistanceAssignment",
                            "EndEvent_Assisted"),
                    List.of("UserTask_DecideNonAcceptance", "UserTask_DeliverNonAcceptance"),
                    List.of("UserTask_DeliverRefusal", "EndEvent_Refused")),
            NOTICE,
            chain(List.of(
                    "UserTask_PublishNotice",
                    "IntermediateCatchEvent_NoticeEnds",
                    "ServiceTask_CheckNoticeEnd",
                    "UserTask_CloseNotice",
                    "EndEvent_Passed")),
            ASSISTANCE,
            chain(List.of(
                    "UserTask_NameResponsibleOfficer",
                    "UserTask_ProposePlan",
                    "UserTask_AcceptMeasure",
                    "UserTask_HandOverPlan",
                    "EndEvent_PlanHandedOver")));

    /** What a clue has to pass before it may be accepted. */
    private static final Before CLUE = new Before("UserTask_VerifyClue", "ServiceTask_CheckAcceptance");

    private static final Set<String> CLUES = Set.of("StartEvent_CadreScreening", "StartEvent_DepartmentAlert");

    private static final List<Apart> APART = List.of(
            new Apart("village", List.of("UserTask_VisitHousehold")),
            new Apart("village", List.of("UserTask_ReviewInVillage")),
            new Apart("town", List.of("UserTask_HandleTownReview", "UserTask_ReviewInTown", "UserTask_DecideInTown")),
            new Apart(
                    "county",
                    List.of("UserTask_HandleCountyConfirmation", "UserTask_ReviewInCounty", "UserTask_DecideInCounty")),
            new Apart("town", List.of("UserTask_CloseClue", "UserTask_DecideNonAcceptance", "UserTask_CheckFindings")),
            new Apart("county", List.of("UserTask_InvestigateObjection")));

    private static final Map<String, String> LEVELS = Map.of("village", "村级", "town", "乡镇", "county", "县级");

    private static final Map<String, List<String>> STARTS = Map.of(
            IDENTIFICATION,
            List.of("StartEvent_HouseholdApplication", "StartEvent_CadreScreening", "StartEvent_DepartmentAlert"),
            NOTICE,
            List.of("StartEvent_NoticeDue"),
            ASSISTANCE,
            List.of("StartEvent_AssistanceDue"));

    /** Ways in from anywhere that a household is owed. */
    private static final Map<String, String> ANYWHERE = Map.of(
            "Message_CaseWithdrawn", "撤回",
            "Message_HouseholdDissolved", "户注销",
            "Message_HouseholdChanged", "成员变化",
            "Message_DataArrived", "后到数据补充比对");

    private final String file;
    private final Diagram diagram;
    private final Diagram shipped;
    private final List<Before> order;
    private final List<String> starts;
    private final List<Fault> faults = new ArrayList<>();

    private DueProcedure(String file, Diagram diagram, Diagram shipped) {
        this.file = file;
        this.diagram = diagram;
        this.shipped = shipped;
        this.order = ORDER.getOrDefault(diagram.key(), List.of());
        this.starts = STARTS.getOrDefault(diagram.key(), List.of());
    }

    /** Whether the law says something of this process. */
    static boolean covers(String processKey) {
        return ORDER.containsKey(processKey);
    }

    static List<Fault> faults(String file, Diagram diagram, Diagram shipped, CountyOrder wanted) {
        var due = new DueProcedure(file, diagram, shipped);
        if (due.isComplete()) {
            due.order();
            due.offices();
            due.nothingSkipped();
            due.ends();
            due.nobodyDecidesForOthers();
            if (diagram.key().equals(IDENTIFICATION)) {
                due.anywhere();
                due.acceptanceIsAsked();
                due.theTownClosesClues();
            }
            if (diagram.key().equals(NOTICE)) {
                due.objections();
            }
            due.wanted(wanted);
        }
        return due.faults;
    }

    /** What of the order is the counties' to choose. */
    static List<Fault> orderFaults(String file, Diagram diagram, CountyOrder wanted) {
        var due = new DueProcedure(file, diagram, diagram);
        due.wanted(wanted);
        return due.faults;
    }

    private void wanted(CountyOrder wanted) {
        if (wanted.reliefFirst() && diagram.key().equals(IDENTIFICATION)) {
            reliefFirst();
        }
        if (wanted.severalLevels() && diagram.key().equals(NOTICE)) {
            oneLevelAfterTheOther();
        }
    }

    @SafeVarargs
    private static List<Before> chain(List<String>... chains) {
        var pairs = new ArrayList<Before>();
        for (var steps : chains) {
            for (var i = 1; i < steps.size(); i++) {
                pairs.add(new Before(steps.get(i - 1), steps.get(i)));
            }
        }
        return List.copyOf(pairs);
    }

    private void refuse(String element, String message) {
        faults.add(new Fault(file, element, message));
    }

    /** As the shipped diagram calls it, so that a removed step has a name too. */
    private String label(String id) {
        return diagram.node(id).or(() -> shipped.node(id)).map(Node::label).orElse(id);
    }

    private boolean isComplete() {
        var complete = true;
        for (var pair : order) {
            for (var step : List.of(pair.first(), pair.then())) {
                if (diagram.node(step).isEmpty()
                        && faults.stream().noneMatch(f -> f.element().equals(step))) {
                    refuse(step, "缺少法定环节" + label(step) + "。这一步不能删，请恢复。");
                    complete = false;
                }
            }
        }
        for (var start : starts) {
            if (diagram.node(start).isEmpty()) {
                refuse(start, "缺少发起方式" + label(start) + "。三个渠道都不能删，请恢复。");
                complete = false;
            }
        }
        return complete;
    }

    private void order() {
        var roads = new Roads(diagram);
        var told = new HashSet<Before>();
        for (var start : starts) {
            for (var pair : order) {
                avoid(roads, start, pair, told);
            }
            if (CLUES.contains(start)) {
                avoid(roads, start, CLUE, told);
            }
        }
        for (var node : diagram.in(diagram.key())) {
            if (node.is("startEvent") && !starts.contains(node.id())) {
                refuse(node.id(), node.label() + "是新的发起方式。发起方式由程序规定，不能添加，请删去。");
            }
        }
        var reached = roads.without(starts.get(0), Set.of());
        var last = order.stream()
                .map(Before::then)
                .filter(step -> !reached.contains(step))
                .findFirst();
        last.ifPresent(step -> refuse(step, label(step) + "从" + label(starts.get(0)) + "走不到了。请连上。"));
    }

    private void avoid(Roads roads, String start, Before pair, Set<Before> told) {
        if (roads.without(start, Set.of(pair.first())).contains(pair.then()) && told.add(pair)) {
            refuse(
                    pair.first(),
                    "从%s可以绕过%s，直接到%s。每一条路都要先办%s，请改正。"
                            .formatted(label(start), label(pair.first()), label(pair.then()), label(pair.first())));
        }
    }

    private void offices() {
        for (var apart : APART) {
            var taken = new HashMap<String, String>();
            for (var step : apart.steps()) {
                var node = diagram.node(step);
                if (node.isEmpty()) {
                    continue;
                }
                var office = Xml.camunda(node.get().xml(), "candidateGroups");
                if (!office.startsWith(apart.level())) {
                    refuse(step, "%s应由%s岗位办理，不能改给别的层级。请改正。".formatted(label(step), LEVELS.get(apart.level())));
                }
                var other = taken.put(office, step);
                if (other != null && apart.steps().size() == 3 && !apart.steps().contains("UserTask_CloseClue")) {
                    refuse(step, "%s与%s不能由同一个岗位办理（职责分离）。请改正。".formatted(label(step), label(other)));
                }
            }
        }
    }

    /** A step for each entry of a list is no step at all when the list is empty. */
    private void nothingSkipped() {
        var legal = new java.util.TreeSet<String>();
        order.forEach(pair -> {
            legal.add(pair.first());
            legal.add(pair.then());
        });
        for (var step : legal) {
            diagram.node(step)
                    .filter(node -> !Xml.children(node.xml(), "multiInstanceLoopCharacteristics")
                            .isEmpty())
                    .filter(node -> shipped.node(step)
                            .filter(original -> !Xml.children(original.xml(), "multiInstanceLoopCharacteristics")
                                    .isEmpty())
                            .isEmpty())
                    .ifPresent(node -> refuse(step, node.label() + "不能改成逐项办理：清单是空的就等于跳过。请改回。"));
            var original = shipped.node(step);
            var drawn = diagram.node(step);
            if (original.isPresent()
                    && drawn.isPresent()
                    && !original.get().type().equals(drawn.get().type())) {
                refuse(step, label(step) + "不能改成别的类型。请改回。");
            }
            if (step.startsWith("CallActivity_")
                    && drawn.isPresent()
                    && original.isPresent()
                    && !drawn.get()
                            .xml()
                            .getAttribute("calledElement")
                            .equals(original.get().xml().getAttribute("calledElement"))) {
                refuse(step, label(step) + "不能改为调用别的流程。请改回。");
            }
            scopes(step);
        }
    }

    /** A sub-process that is done for each entry of a list skips what lies in it as well. */
    private void scopes(String step) {
        Optional<Node> at = diagram.node(step).flatMap(node -> diagram.node(node.scope()));
        while (at.isPresent()) {
            var scope = at.get();
            var list = !Xml.children(scope.xml(), "multiInstanceLoopCharacteristics")
                    .isEmpty();
            var wasList = shipped.node(scope.id())
                    .filter(original -> !Xml.children(original.xml(), "multiInstanceLoopCharacteristics")
                            .isEmpty())
                    .isPresent();
            if (list && !wasList) {
                refuse(scope.id(), scope.label() + "里面有法定环节，不能改成逐项办理：清单是空的就等于跳过。请改回。");
                return;
            }
            at = diagram.node(scope.scope());
        }
    }

    /** The case ends where the process ends, with the outcome that the program knows. */
    private void ends() {
        if (!diagram.key().equals(IDENTIFICATION)) {
            return;
        }
        for (var end : diagram.nodes()) {
            if (!end.is("endEvent") || !closes(end)) {
                continue;
            }
            var known = shipped.node(end.id());
            var outcome = Diagram.inputs(end.xml()).getOrDefault("outcome", "");
            if (known.isEmpty()) {
                refuse(end.id(), end.label() + "是新的结束。案件怎样办结由程序规定，不能添加，请连到已有的结束。");
            } else if (!outcome.equals(Diagram.inputs(known.get().xml()).getOrDefault("outcome", ""))
                    || Diagram.extensions(end.xml(), "executionListener").size()
                            != Diagram.extensions(known.get().xml(), "executionListener")
                                    .size()) {
                refuse(end.id(), end.label() + "的办结结果被改动，案件会关不上或关错。请改回。");
            }
        }
    }

    /** A value written down in the drawing would be somebody's decision that nobody took. */
    private void nobodyDecidesForOthers() {
        for (var node : diagram.nodes()) {
            var known = shipped.node(node.id())
                    .map(original -> Diagram.outputs(original.xml()))
                    .orElse(Map.of());
            Diagram.outputs(node.xml()).forEach((name, value) -> {
                if (!value.equals(known.get(name))) {
                    refuse(node.id(), "%s把“%s”定成了“%s”，等于替人作了决定。请删去这个输出参数。".formatted(node.label(), name, value));
                }
            });
        }
    }

    private boolean closes(Node end) {
        return end.scope().equals(diagram.key())
                || diagram.node(end.scope()).filter(Node::isEventSubProcess).isPresent();
    }

    private void anywhere() {
        ANYWHERE.forEach((message, what) -> {
            var there = diagram.nodes().stream()
                    .filter(node ->
                            node.is("startEvent") && diagram.message(node).equals(message))
                    .findFirst();
            if (there.isEmpty()) {
                refuse(diagram.key(), "缺少“%s”：农户在任何环节都可以，这一部分不能删。请恢复。".formatted(what));
                return;
            }
            var interrupts = !"false".equals(there.get().xml().getAttribute("isInterrupting"));
            var original = shipped.nodes().stream()
                    .filter(node ->
                            node.is("startEvent") && shipped.message(node).equals(message))
                    .findFirst()
                    .orElseThrow();
            if (interrupts == "false".equals(original.xml().getAttribute("isInterrupting"))) {
                refuse(there.get().id(), there.get().label() + "是否中断办理不能改。请改回。");
            }
        });
    }

    /** Late is decided by the town, never by the clock alone (rules.md annex A). */
    private void acceptanceIsAsked() {
        for (var boundary : diagram.nodes()) {
            if (!boundary.is("boundaryEvent")
                    || boundary.definition("timerEventDefinition").isEmpty()) {
                continue;
            }
            var seen = new HashSet<String>();
            var next = new ArrayList<>(diagram.outOf(boundary));
            while (!next.isEmpty()) {
                var target = next.remove(next.size() - 1).target();
                var node = diagram.node(target);
                if (node.isEmpty() || !seen.add(target)) {
                    continue;
                }
                if (node.get().is("endEvent")) {
                    refuse(boundary.id(), boundary.label() + "一到时间就直接结束。逾期要由人决定，请在中间加上负责人的环节。");
                } else if (node.get().is("serviceTask", "exclusiveGateway", "parallelGateway")) {
                    next.addAll(diagram.outOf(node.get()));
                }
            }
        }
    }

    /** Help, then judging: nobody for whom relief comes first is visited without it having come or been waited for (F1 五(二)3). */
    private void reliefFirst() {
        var roads = new Roads(diagram);
        var first = diagram.flows().stream()
                .filter(flow -> String.valueOf(flow.condition()).contains("'RELIEF_FIRST'"))
                .toList();
        if (first.isEmpty()) {
            refuse(RELIEF, "本县规定先救助、后研判，图里没有先救助的走向。请恢复到%s的连线。".formatted(label(RELIEF)));
        }
        for (var flow : first) {
            if (roads.without(flow.target(), Set.of(RELIEF, "ServiceTask_EndReliefWait"))
                    .contains("UserTask_VisitHousehold")) {
                refuse(
                        flow.id(),
                        "本县规定先救助、后研判：走%s可以不经%s就到%s。请改正。"
                                .formatted(flow.label(), label(RELIEF), label("UserTask_VisitHousehold")));
            }
        }
    }

    /** Where the county wants several levels, the end of one leads to the posting of the next. */
    private void oneLevelAfterTheOther() {
        var otherWays = new HashSet<>(Set.of("UserTask_InvestigateObjection"));
        diagram.nodes().stream()
                .filter(node -> node.is("boundaryEvent"))
                .map(Node::id)
                .forEach(otherWays::add);
        if (diagram.node(POSTED).isPresent()
                && !new Roads(diagram).without(POSTED, otherWays).contains("UserTask_PublishNotice")) {
            refuse(POSTED, "本县规定逐级公示：一级公示结束后没有回到%s的路，下一级就公示不了。请恢复。".formatted(label("UserTask_PublishNotice")));
        }
    }

    private void theTownClosesClues() {
        var verified = diagram.node("UserTask_VerifyClue").map(Node::scope).orElse("");
        for (var flow : diagram.flows()) {
            if (flow.scope().equals(verified)
                    && String.valueOf(flow.condition()).contains("'NO_RISK'")
                    && !flow.target().equals("UserTask_CloseClue")) {
                refuse(
                        flow.id(),
                        "线索没有风险的，要由%s核定，不能由村级自己结案。请改正连线%s。".formatted(label("UserTask_CloseClue"), flow.label()));
            }
        }
        if (diagram.node("UserTask_CloseClue").isEmpty()) {
            refuse("UserTask_CloseClue", "缺少法定环节" + label("UserTask_CloseClue") + "。这一步不能删，请恢复。");
        }
    }

    private void objections() {
        var heard = diagram.nodes().stream()
                .filter(node ->
                        node.is("boundaryEvent") && diagram.message(node).equals("Message_ObjectionRaised"))
                .findFirst();
        if (heard.isEmpty() || !heard.get().interrupts()) {
            refuse("BoundaryEvent_ObjectionRaised", "公示期间收到异议必须马上停下来核查：「有异议」不能删，也不能改成不中断。请恢复。");
            return;
        }
        var inside = List.of("IntermediateCatchEvent_NoticeEnds", "ServiceTask_CheckNoticeEnd", "UserTask_CloseNotice");
        for (var step : inside) {
            if (diagram.node(step)
                    .filter(node -> node.scope().equals(heard.get().attachedTo()))
                    .isEmpty()) {
                refuse(step, label(step) + "要放在能听取异议的“公示期间”里面。请移回。");
            }
        }
        var timer = diagram.node("IntermediateCatchEvent_NoticeEnds")
                .flatMap(node -> node.definition("timerEventDefinition"))
                .flatMap(definition ->
                        Xml.children(definition, "timeDate").stream().findFirst())
                .map(Xml::text)
                .orElse("");
        if (!timer.equals("${legalEnd}")) {
            refuse(
                    "IntermediateCatchEvent_NoticeEnds",
                    label("IntermediateCatchEvent_NoticeEnds") + "要等到法定期满的日期 ${legalEnd}。请改回。");
        }
        new Roads(diagram)
                .without(heard.get().id(), Set.of("UserTask_InvestigateObjection")).stream()
                        .filter(id -> id.equals(POSTED) || id.startsWith("EndEvent_Upheld"))
                        .findFirst()
                        .ifPresent(id -> refuse("UserTask_InvestigateObjection", "收到异议后可以不核查就到" + label(id) + "。请改正。"));
    }
}
