package cn.bangfu.process.notice;

import cn.bangfu.identification.CaseClock;
import cn.bangfu.identification.CaseHands;
import cn.bangfu.identification.CaseService;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.ReturnTo;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.InvestigateOutcome;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionFinding;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.StopReason;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.process.identification.OwedDeliveries;
import cn.bangfu.process.notice.PublicNoticeProcess.Variables;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The county investigates what was objected, by people who have not acted in the case, and answers everybody. */
@Component
class InvestigateObjectionStep implements Step {

    private final ObjectionService service;
    private static final int SHOWN = 20;
    private static final int LONGEST = 2000;

    private final Notices notices;
    private final Objections objections;
    private final CaseHands hands;
    private final CaseClock clock;
    private final CaseService cases;
    private final OwedDeliveries owed;

    InvestigateObjectionStep(
            ObjectionService service,
            Notices notices,
            Objections objections,
            CaseHands hands,
            CaseClock clock,
            CaseService cases,
            OwedDeliveries owed) {
        this.notices = notices;
        this.service = service;
        this.objections = objections;
        this.hands = hands;
        this.clock = clock;
        this.cases = cases;
        this.owed = owed;
    }

    @Override
    public String element() {
        return PublicNoticeProcess.Elements.INVESTIGATE_OBJECTION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        notices.newest(context.caseId()).ifPresent(notice -> {
            objections.individual(notice.id()).stream()
                    .filter(Objection::isOpen)
                    .map(InvestigateObjectionStep::row)
                    .forEach(rows::add);
            objections.groups(notice.id()).stream()
                    .filter(group -> group.open() > 0)
                    .map(group -> row(group, notice))
                    .forEach(rows::add);
        });
        return Map.of("objections", rows);
    }

    /** Many from one place, or in the same words: shown by some of them, all to be read on the case's page of objections. */
    private Map<String, @Nullable Object> row(Objections.Group group, PublicNotice notice) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("objection", group.first().toString());
        row.put("code", "共" + group.open() + "件，一并答复");
        row.put("receivedOn", ChinaTime.minute(group.firstAt()) + "起");
        row.put("kind", group.kind().label());
        row.put("channel", "公示网页（匿名，来自同一处或者内容相同）");
        var said = objections.grouped(notice.id(), group.kind(), 0, SHOWN).stream()
                .map(objection -> shortened(said(objection)))
                .distinct()
                .collect(Collectors.joining("\n", "", group.count() > SHOWN ? "\n……全部内容在“公示与异议”本户的异议页查看" : ""));
        row.put("text", said.length() > LONGEST ? said.substring(0, LONGEST) : said);
        return row;
    }

    private static String shortened(String said) {
        return "· " + (said.length() > 80 ? said.substring(0, 80) + "……" : said);
    }

    private static Map<String, @Nullable Object> row(Objection objection) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("objection", objection.id().toString());
        row.put("code", objection.code().grouped());
        row.put("receivedOn", ChinaTime.minute(objection.receivedAt()));
        row.put("kind", objection.kind().label());
        row.put("channel", objection.way().label() + (objection.named() ? "（实名）" : "（匿名）"));
        row.put("text", said(objection));
        return row;
    }

    private static String said(Objection objection) {
        var content = objection.content();
        if (content == null) {
            return "（本户资料已依法销毁）";
        }
        var name = content.name() == null ? "" : "\n提出人：" + content.name();
        var contact = content.contact() == null ? "" : "\n联系方式：" + content.contact();
        return content.text() + name + contact;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var errors = new ArrayList<FieldError>();
        var findings = findings(answers, errors);
        if (answers.text("investigators").strip().split("[、,;，；\\s]+").length < 2) {
            errors.add(answers.error("investigators", "核查人至少两人，姓名之间用顿号隔开"));
        }
        if (!errors.isEmpty()) {
            return new StepResult.Refused(errors);
        }
        hands.take(context.caseId(), context.actor().person(), Hand.OBJECTION_INVESTIGATOR);
        var outcome = service.investigate(context.caseId(), findings, context.actor());
        if (outcome instanceof InvestigateOutcome.Refused refused) {
            return new StepResult.Refused(refused.errors().stream()
                    .map(error -> new FieldError(field(error.field()), error.message()))
                    .toList());
        }
        var answered = (InvestigateOutcome.Answered) outcome;
        if (answered.result() == ObjectionResult.UPHELD_END) {
            owed.owe(context.caseId(), DeliveryKind.REFUSED, Parameters.REFUSAL_LIMIT);
        }
        if (!answered.more()) {
            clock.resume(context.caseId(), StopReason.OBJECTION);
        }
        answers.findChoice("returnTo", ReturnTo.class)
                .ifPresent(back -> cases.moveTo(context.caseId(), back.state(), context.actor()));
        var end = notices.newest(context.caseId()).orElseThrow().legalEnd();
        return new StepResult.Taken(Map.ofEntries(
                Variables.MORE_OBJECTIONS.with(answered.more()),
                Variables.OBJECTION_RESULT.with(answered.result().name()),
                Variables.LEGAL_END.with(Date.from(end))));
    }

    /** The conclusion for the case is what becomes of the objections that are upheld. */
    private static List<ObjectionFinding> findings(Answers answers, List<FieldError> errors) {
        var conclusion = answers.choice("objectionResult", ObjectionResult.class);
        var findings = new ArrayList<ObjectionFinding>();
        var upheld = 0;
        for (var row : answers.list("objections")) {
            var result = ObjectionResult.DISMISSED;
            if (row.text("finding").equals("UPHELD")) {
                upheld++;
                result = conclusion;
            }
            findings.add(new ObjectionFinding(
                    ObjectionId.of(row.text("objection")),
                    result,
                    "依据：%s\n核查经过：%s\n核查人：%s"
                            .formatted(row.text("basis"), answers.text("investigation"), answers.text("investigators")),
                    row.text("answer")));
        }
        if (upheld > 0 && conclusion == ObjectionResult.DISMISSED) {
            errors.add(answers.error("objectionResult", "有异议成立，请选择更正、退回或不予纳入"));
        }
        if (upheld == 0 && conclusion != ObjectionResult.DISMISSED) {
            errors.add(answers.error("objectionResult", "没有一件异议成立，只能选择继续公示；请核对每件异议是否成立"));
        }
        return findings;
    }

    /** {@code findings[0].result} of the domain is {@code objections[0].finding} of the form. */
    private static String field(String argument) {
        return argument.replace("findings[", "objections[")
                .replace("].finding", "].basis")
                .replace("].result", "].finding");
    }
}
