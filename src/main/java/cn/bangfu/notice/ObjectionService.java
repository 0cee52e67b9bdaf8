package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes objections and has them answered. */
@Service
public class ObjectionService {

    private static final int LONGEST = 2000;

    private final Notices notices;
    private final Objections objections;
    private final NoticeEnding ending;
    private final NoticeProcess process;
    private final LegalClock clock;
    private final Trail trail;

    ObjectionService(
            Notices notices,
            Objections objections,
            NoticeEnding ending,
            NoticeProcess process,
            LegalClock clock,
            Trail trail) {
        this.notices = notices;
        this.objections = objections;
        this.ending = ending;
        this.process = process;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * Takes down an objection to a case's notice, to the inclusion or to the text. From then on the case waits until it is answered. Also
     * taken after the last day as long as the notice is not closed: what came in on it may reach the office later.
     */
    @Transactional
    public ObjectOutcome object(CaseId caseId, NewObjection said, Actor actor) {
        if (!said.kind().freezes()) {
            throw new IllegalArgumentException("an exclusion is reported for a village, not against a notice");
        }
        var notice = notices.lockNewest(caseId).filter(PublicNotice::isOpen).orElse(null);
        if (notice == null) {
            return ObjectOutcome.refused("", "该户没有正在进行的公示，不能登记异议。公示已结束的，请告知反映人申请复核，或把情况作为线索上报");
        }
        var errors = faults(said);
        if (said.receivedOn().isBefore(LegalClock.dayOf(notice.batch().publishedAt()))) {
            errors.add(new FieldError("receivedOn", "早于公示张贴日期，请核对；公示之前反映的情况不算异议"));
        }
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var id = objections.add(notice, notice.village(), PublicCode.random(), said, actor);
        trail.append(TrailEvent.of("objection.received", caseId, notice.household(), actor)
                .states(notice.state(), NoticeState.FROZEN)
                .with("objection", id.toString())
                .with("kind", said.kind().name())
                .with("way", said.way().name()));
        process.objected(caseId);
        return new ObjectOutcome.Received(objections.find(id).orElseThrow());
    }

    /** Takes down that somebody of a village is missing; freezes nobody. */
    @Transactional
    public ObjectOutcome reportExclusion(DivisionCode village, NewObjection said, Actor actor) {
        if (said.kind().freezes()) {
            throw new IllegalArgumentException("an objection to a notice needs its case");
        }
        var errors = faults(said);
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var id = objections.add(null, village, PublicCode.random(), said, actor);
        return new ObjectOutcome.Received(objections.find(id).orElseThrow());
    }

    /**
     * Answers whoever said that somebody is missing.
     *
     * @param finding {@code CLUE} once the household is looked at, or {@code DISMISSED} with the reason
     */
    @Transactional
    public InvestigateOutcome answerExclusion(ObjectionFinding finding, Actor actor) {
        var objection = objections.find(finding.objection()).orElse(null);
        if (objection == null || objection.kind().freezes()) {
            return InvestigateOutcome.refused("", "没有这件应纳未纳的反映");
        }
        if (!objection.isOpen()) {
            return InvestigateOutcome.refused("", "这件反映已经答复过");
        }
        if (finding.result() != ObjectionResult.CLUE && finding.result() != ObjectionResult.DISMISSED) {
            return InvestigateOutcome.refused("result", "只能转为线索，或者说明不属实的理由");
        }
        var errors = new ArrayList<FieldError>();
        requireText(finding.finding(), "finding", "请写明核查情况", errors);
        requireText(finding.answer(), "answer", "请写明给反映人的答复", errors);
        if (!errors.isEmpty()) {
            return new InvestigateOutcome.Refused(errors);
        }
        objections.resolve(objection, null, finding, actor);
        return new InvestigateOutcome.Answered(finding.result());
    }

    /**
     * Answers all open objections to a case's notice at once. By the county, where the town decided, and by somebody who has not acted
     * in the case. All dismissed: the notice goes on; otherwise it ends with the gravest answer.
     *
     * @param findings errors name them by their place: {@code findings[0].answer}
     */
    @Transactional
    public InvestigateOutcome investigate(CaseId caseId, List<ObjectionFinding> findings, Actor actor) {
        var notice = notices.lockNewest(caseId).filter(PublicNotice::isOpen).orElse(null);
        if (notice == null) {
            return InvestigateOutcome.refused("", "该户没有正在进行的公示");
        }
        if (actor.division().level() != Level.COUNTY) {
            return InvestigateOutcome.refused("", "异议由县级核查");
        }
        if (actor.person().equals(notice.batch().publishedBy())) {
            return InvestigateOutcome.refused("", "发布公示的人不能核查对该公示的异议，请由没有经办过本户的人核查");
        }
        var open = objections.of(notice.id()).stream()
                .filter(Objection::isOpen)
                .collect(Collectors.toMap(Objection::id, Function.identity()));
        var answered = findings.stream().map(ObjectionFinding::objection).collect(Collectors.toSet());
        if (answered.size() != findings.size() || !open.keySet().containsAll(answered)) {
            return InvestigateOutcome.refused("", "所答复的异议已经办结，请重新打开任务");
        }
        if (answered.size() < open.size()) {
            return InvestigateOutcome.refused("", "又收到新的异议，请重新打开任务，一并核查答复");
        }
        if (findings.isEmpty()) {
            return InvestigateOutcome.refused("", "该户没有待核查的异议");
        }
        var errors = new ArrayList<FieldError>();
        for (var i = 0; i < findings.size(); i++) {
            check(findings.get(i), known(open, findings.get(i)).kind(), "findings[" + i + "].", errors);
        }
        if (!errors.isEmpty()) {
            return new InvestigateOutcome.Refused(errors);
        }
        for (var finding : findings) {
            objections.resolve(known(open, finding), notice, finding, actor);
            trail.append(TrailEvent.of("objection.resolved", caseId, notice.household(), actor)
                    .with("objection", finding.objection().toString())
                    .with("result", finding.result().name())
                    .with("finding", finding.finding()));
        }
        var gravest = findings.stream()
                .map(ObjectionFinding::result)
                .max(Comparator.comparing(ObjectionResult::gravity))
                .orElseThrow();
        gravest.ending().ifPresent(result -> ending.end(notice, result, null, actor));
        return new InvestigateOutcome.Answered(gravest);
    }

    private static Objection known(Map<ObjectionId, Objection> open, ObjectionFinding finding) {
        return Objects.requireNonNull(open.get(finding.objection()));
    }

    private static void check(ObjectionFinding finding, ObjectionKind kind, String path, List<FieldError> errors) {
        requireText(finding.finding(), path + "finding", "请写明核查情况和依据", errors);
        requireText(finding.answer(), path + "answer", "请写明给提出人的答复", errors);
        switch (finding.result()) {
            case DISMISSED, UPHELD_RETURN, UPHELD_END -> {}
            case CORRECTED -> {
                if (kind != ObjectionKind.TEXT) {
                    errors.add(new FieldError(path + "result", "这件异议针对的不是公示文字，成立时不能只更正文字"));
                }
            }
            case CLUE, LAPSED -> errors.add(new FieldError(path + "result", "核查结论只能是成立或不成立"));
        }
    }

    private List<FieldError> faults(NewObjection said) {
        var errors = new ArrayList<FieldError>();
        requireText(said.text(), "text", "请写明反映的内容", errors);
        if (said.named() && (said.name() == null || said.name().isBlank())) {
            errors.add(new FieldError("name", "实名反映的请填写姓名；不愿留名的请选择匿名"));
        }
        if (said.receivedOn().isAfter(clock.today())) {
            errors.add(new FieldError("receivedOn", "收到日期不能晚于今天"));
        }
        if (!said.way().takenDown()) {
            errors.add(new FieldError("way", "请选择通过什么途径收到"));
        }
        return errors;
    }

    private static void requireText(String text, String field, String message, List<FieldError> errors) {
        if (text.isBlank()) {
            errors.add(new FieldError(field, message));
        } else if (text.length() > LONGEST) {
            errors.add(new FieldError(field, "不能超过" + LONGEST + "字"));
        }
    }
}
