package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes objections and has them answered. */
@Service
public class ObjectionService {

    private final Notices notices;
    private final Objections objections;
    private final NoticeEnding ending;
    private final NoticeProcess process;
    private final CountyParameters parameters;
    private final LegalClock clock;
    private final PersonalDataCipher cipher;
    private final Trail trail;

    ObjectionService(
            Notices notices,
            Objections objections,
            NoticeEnding ending,
            NoticeProcess process,
            CountyParameters parameters,
            LegalClock clock,
            PersonalDataCipher cipher,
            Trail trail) {
        this.notices = notices;
        this.objections = objections;
        this.ending = ending;
        this.process = process;
        this.parameters = parameters;
        this.clock = clock;
        this.cipher = cipher;
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
        var errors = takenDown(said);
        if (said.receivedOn().isBefore(LegalClock.dayOf(notice.batch().publishedAt()))) {
            errors.add(new FieldError("receivedOn", "早于公示张贴日期，请核对；公示之前反映的情况不算异议"));
        }
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var id = ObjectionId.next();
        objections.add(id, notice, notice.village(), PublicCode.random(), said, null, false, actor);
        received(notice, id, said, actor);
        return new ObjectOutcome.Received(objections.find(id).orElseThrow());
    }

    /** Tells the trail, and with the first that is open the process. */
    private void received(PublicNotice notice, ObjectionId id, NewObjection said, @Nullable Actor actor) {
        trail.append(TrailEvent.of("objection.received", notice.caseId(), notice.household(), actor)
                .states(notice.state(), NoticeState.FROZEN)
                .with("objection", id.toString())
                .with("kind", said.kind().name())
                .with("way", said.way().name()));
        if (notice.openObjections() == 0) {
            process.objected(notice.caseId());
        }
    }

    /**
     * Takes what somebody wrote on a notice's public page. Nothing is turned away because it is much: what one place sends again and
     * again, or many send in the same words, is kept each with its receipt and answered together.
     *
     * @param id chosen with the form: who sends it twice gets the same receipt
     * @param address where it was sent from; not kept
     * @return the refusal, also where the notice is not shown any more
     */
    @Transactional
    public ObjectOutcome objectOnPage(PublicCode code, ObjectionId id, NewObjection said, String address) {
        var errors = said.faults(clock.today());
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var notice = notices.lock(code).filter(PublicNotice::isShown).orElse(null);
        if (notice == null) {
            return ObjectOutcome.refused("", "这条公示已经结束，不能再从网上提出异议。还有意见的，请向乡镇或者县级反映");
        }
        var earlier = objections.find(id);
        if (earlier.isPresent()) {
            return new ObjectOutcome.Received(earlier.get());
        }
        if (!said.kind().freezes()) {
            return excluded(notice.village(), id, said, address);
        }
        var source = Objections.Source.of(cipher, clock.today(), address, said);
        var grouped = !said.named() && objections.heardBefore(notice.id(), notice.village(), source);
        objections.add(id, notice, notice.village(), PublicCode.random(), said, source, grouped, null);
        received(notice, id, said, null);
        return new ObjectOutcome.Received(objections.find(id).orElseThrow());
    }

    /** Takes what somebody wrote on the public page of a village: a household is missing. As {@link #objectOnPage}. */
    @Transactional
    public ObjectOutcome excludedOnPage(DivisionCode village, ObjectionId id, NewObjection said, String address) {
        var errors = said.faults(clock.today());
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var earlier = objections.find(id);
        return earlier.<ObjectOutcome>map(ObjectOutcome.Received::new)
                .orElseGet(() -> excluded(village, id, said, address));
    }

    private ObjectOutcome excluded(DivisionCode village, ObjectionId id, NewObjection said, String address) {
        var source = Objections.Source.of(cipher, clock.today(), address, said);
        var grouped = !said.named() && objections.heardBefore(null, village, source);
        objections.add(id, null, village, PublicCode.random(), said, source, grouped, null);
        return new ObjectOutcome.Received(objections.find(id).orElseThrow());
    }

    /** Takes down that somebody of a village is missing; freezes nobody. */
    @Transactional
    public ObjectOutcome reportExclusion(DivisionCode village, NewObjection said, Actor actor) {
        if (said.kind().freezes()) {
            throw new IllegalArgumentException("an objection to a notice needs its case");
        }
        var errors = takenDown(said);
        if (!errors.isEmpty()) {
            return new ObjectOutcome.Refused(errors);
        }
        var id = ObjectionId.next();
        objections.add(id, null, village, PublicCode.random(), said, null, false, actor);
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
        return new InvestigateOutcome.Answered(finding.result(), false);
    }

    /**
     * Answers open objections to a case's notice. By the county, where the town decided, and by somebody who has not acted in the case.
     * An answer to one of a group answers all of it. All dismissed: the notice goes on, and what came in meanwhile is answered next, so
     * that nobody holds a case up by objecting again and again; otherwise all must be answered, and the notice ends with the gravest
     * answer. A text that is corrected takes the whole poster down.
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
        var open = objections.individual(notice.id()).stream()
                .filter(Objection::isOpen)
                .collect(Collectors.toMap(Objection::id, Function.identity()));
        var groups = objections.groups(notice.id()).stream()
                .filter(group -> group.open() > 0)
                .collect(Collectors.toMap(Objections.Group::first, Function.identity()));
        var answered = findings.stream().map(ObjectionFinding::objection).collect(Collectors.toSet());
        if (findings.isEmpty()) {
            return InvestigateOutcome.refused("", "该户没有待核查的异议");
        }
        if (answered.size() != findings.size()
                || !answered.stream().allMatch(id -> open.containsKey(id) || groups.containsKey(id))) {
            return InvestigateOutcome.refused("", "所答复的异议已经办结，请重新打开任务");
        }
        var gravest = gravest(findings);
        var more = answered.size() < open.size() + groups.size();
        if (more && gravest != ObjectionResult.DISMISSED) {
            return InvestigateOutcome.refused("", "又收到新的异议，请重新打开任务，一并核查答复");
        }
        var errors = new ArrayList<FieldError>();
        for (var i = 0; i < findings.size(); i++) {
            check(findings.get(i), kind(open, groups, findings.get(i)), "findings[" + i + "].", errors);
        }
        if (!errors.isEmpty()) {
            return new InvestigateOutcome.Refused(errors);
        }
        for (var finding : findings) {
            answer(notice, open.get(finding.objection()), groups.get(finding.objection()), finding, actor);
        }
        return more ? new InvestigateOutcome.Answered(gravest, true) : concluded(notice, gravest, actor);
    }

    private void answer(
            PublicNotice notice,
            @Nullable Objection objection,
            Objections.@Nullable Group group,
            ObjectionFinding finding,
            Actor actor) {
        var answered = 1;
        if (objection != null) {
            objections.resolve(objection, notice, finding, actor);
        } else {
            answered = objections.resolveGroup(Objects.requireNonNull(group).kind(), notice, finding, actor);
        }
        trail.append(TrailEvent.of("objection.resolved", notice.caseId(), notice.household(), actor)
                .with("objection", finding.objection().toString())
                .with("answered", answered)
                .with("result", finding.result().name())
                .with("finding", finding.finding()));
    }

    private InvestigateOutcome concluded(PublicNotice notice, ObjectionResult gravest, Actor actor) {
        var result = gravest;
        if (result == ObjectionResult.DISMISSED && correctedMeanwhile(notice)) {
            // While this household stood still, the poster that it is on came down.
            result = ObjectionResult.CORRECTED;
        }
        if (result == ObjectionResult.DISMISSED) {
            if (isExtended(notice)) {
                notices.extend(notice);
            }
            return new InvestigateOutcome.Answered(result, false);
        }
        result.ending().ifPresent(ending -> this.ending.end(notice, ending, null, actor));
        if (gravest == ObjectionResult.CORRECTED) {
            restartOthers(notice, actor);
        }
        return new InvestigateOutcome.Answered(result, false);
    }

    private boolean correctedMeanwhile(PublicNotice notice) {
        return notices.onPoster(notice.batch().id()).stream()
                .anyMatch(other -> other.result() == NoticeResult.CORRECTED);
    }

    private boolean isExtended(PublicNotice notice) {
        return parameters
                .of(notice.village(), LegalClock.dayOf(notice.batch().publishedAt()))
                .get(Parameters.OBJECTION_EXTENDS_NOTICE)
                .value()
                .orElse(false);
    }

    /** The paper on the board is one: with a wrong word on it, it comes down for all. Who stands still is restarted once answered. */
    private void restartOthers(PublicNotice corrected, Actor actor) {
        for (var other : notices.onPoster(corrected.batch().id())) {
            if (other.id().equals(corrected.id()) || !other.isOpen()) {
                continue;
            }
            notices.lockNewest(other.caseId())
                    .filter(locked -> locked.isOpen() && locked.openObjections() == 0)
                    .ifPresent(locked -> {
                        ending.end(locked, NoticeResult.CORRECTED, null, actor);
                        process.corrected(locked.caseId());
                    });
        }
    }

    private static ObjectionResult gravest(List<ObjectionFinding> findings) {
        return findings.stream()
                .map(ObjectionFinding::result)
                .max(Comparator.comparing(ObjectionResult::gravity))
                .orElseThrow();
    }

    private static ObjectionKind kind(
            Map<ObjectionId, Objection> open, Map<ObjectionId, Objections.Group> groups, ObjectionFinding finding) {
        var objection = open.get(finding.objection());
        return objection != null
                ? objection.kind()
                : Objects.requireNonNull(groups.get(finding.objection())).kind();
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

    private List<FieldError> takenDown(NewObjection said) {
        var errors = said.faults(clock.today());
        if (!said.way().takenDown()) {
            errors.add(new FieldError("way", "请选择通过什么途径收到"));
        }
        return errors;
    }

    private static void requireText(String text, String field, String message, List<FieldError> errors) {
        if (text.isBlank()) {
            errors.add(new FieldError(field, message));
        } else if (text.length() > NewObjection.LONGEST) {
            errors.add(new FieldError(field, "不能超过" + NewObjection.LONGEST + "字"));
        }
    }
}
