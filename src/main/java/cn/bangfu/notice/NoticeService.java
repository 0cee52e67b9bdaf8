package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NameStyle;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Setting;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.PersonalDataCipher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes notices and ends them. */
@Service
public class NoticeService {

    private final Notices notices;
    private final Objections objections;
    private final NoticeWriter writer;
    private final NoticeEnding ending;
    private final CountyParameters parameters;
    private final Deadlines deadlines;
    private final LegalClock clock;
    private final PersonalDataCipher cipher;
    private final Trail trail;

    NoticeService(
            Notices notices,
            Objections objections,
            NoticeWriter writer,
            NoticeEnding ending,
            CountyParameters parameters,
            Deadlines deadlines,
            LegalClock clock,
            PersonalDataCipher cipher,
            Trail trail) {
        this.notices = notices;
        this.objections = objections;
        this.writer = writer;
        this.ending = ending;
        this.parameters = parameters;
        this.deadlines = deadlines;
        this.clock = clock;
        this.cipher = cipher;
        this.trail = trail;
    }

    /** The text that would be published now, to be posted and photographed before {@link #publish}. */
    @Transactional(readOnly = true)
    public PreviewOutcome preview(NoticeSubject subject, @Nullable String remark) {
        return prepare(subject, remark);
    }

    /**
     * Publishes: from the day after, the term of the county's parameters of today runs. Refused where that term can't be told or is
     * not laid down, a place has no photograph, or the text holds what must not be known.
     */
    @Transactional
    public PublishOutcome publish(NoticeSubject subject, NoticePosting posting, Actor actor) {
        var before = notices.newest(subject.caseId());
        if (before.filter(PublicNotice::isOpen).isPresent()) {
            return PublishOutcome.refused("", "该户正在公示，不能重复公示");
        }
        var prepared = prepare(subject, posting.remark());
        if (prepared instanceof PreviewOutcome.Refused refused) {
            return new PublishOutcome.Refused(refused.errors());
        }
        var preview = ((PreviewOutcome.Ready) prepared).preview();
        var errors = missing(preview.places(), posting.photographs(), "张贴照片");
        if (!errors.isEmpty()) {
            return new PublishOutcome.Refused(errors);
        }
        var id = notices.publish(
                subject,
                actor.division(),
                nextCode(subject.caseId()),
                preview.boardText(),
                preview.webText(),
                only(preview.places(), posting.photographs()),
                before.filter(notice -> notice.result() == NoticeResult.CORRECTED)
                        .map(notice -> notice.batch().id())
                        .orElse(null),
                actor);
        var notice = notices.find(id).orElseThrow();
        trail.append(TrailEvent.of("notice.published", subject.caseId(), subject.household(), actor)
                .under("parameters:" + notice.batch().parameterSet())
                .with("notice", id.toString())
                .with("term", notice.batch().term().label())
                .with("legalEnd", notice.batch().legalEnd().toString())
                .with("text", notice.boardText()));
        return new PublishOutcome.Published(notice);
    }

    /**
     * Whether the case's newest notice is over, by the database's clock.
     *
     * @throws java.util.NoSuchElementException if the case has none
     */
    @Transactional(readOnly = true)
    public NoticeEnd end(CaseId caseId) {
        var notice = notices.newest(caseId).orElseThrow();
        if (notice.openObjections() > 0) {
            return new NoticeEnd.Objected();
        }
        return notice.termOver()
                ? new NoticeEnd.Over()
                : new NoticeEnd.Running(
                        Duration.between(notice.asOf(), notice.batch().legalEnd()));
    }

    /**
     * Ends a notice whose term is over and against which nothing stands.
     *
     * @param photographs of the poster at each place, before it came down
     * @param interruption when and why it did not hang all the time
     */
    @Transactional
    public CloseOutcome close(
            CaseId caseId, Map<NoticeLevel, List<UUID>> photographs, @Nullable String interruption, Actor actor) {
        var notice = notices.lockNewest(caseId).filter(PublicNotice::isOpen).orElse(null);
        if (notice == null) {
            return CloseOutcome.refused("", "该户没有正在进行的公示");
        }
        if (notice.openObjections() > 0) {
            return CloseOutcome.refused("", "有未答复的异议，先核查答复才能结束公示");
        }
        if (!notice.termOver()) {
            return CloseOutcome.refused("", "公示期未满，至" + NoticeTexts.date(notice.lastDay()) + "24时止，到期后再登记结果");
        }
        var errors = missing(notice.batch().places(), photographs, "公示期满照片");
        var earlier = notices.photographs(notice.id()).stream()
                .map(NoticePhotograph::evidence)
                .toList();
        photographs.forEach((place, taken) -> {
            if (taken.stream().anyMatch(earlier::contains)) {
                errors.add(new FieldError("photographs." + place, "这张照片张贴时已经用过，请上传公示期满时拍的照片"));
            }
        });
        if (!errors.isEmpty()) {
            return new CloseOutcome.Refused(errors);
        }
        notices.addEndPhotographs(notice, only(notice.batch().places(), photographs), actor);
        ending.end(notice, NoticeResult.PASSED, interruption, actor);
        return new CloseOutcome.Closed();
    }

    /**
     * Takes the notice down because the case ended otherwise (withdrawn, dissolved); objections that are open lapse. Nothing happens if
     * none runs.
     */
    @Transactional
    public void takeDown(CaseId caseId, @Nullable Actor actor) {
        notices.lockNewest(caseId).filter(PublicNotice::isOpen).ifPresent(notice -> {
            ending.end(notice, NoticeResult.WITHDRAWN, null, actor);
            for (var objection : objections.of(notice.id())) {
                if (objection.isOpen()) {
                    objections.resolve(
                            objection,
                            notice,
                            new ObjectionFinding(
                                    objection.id(), ObjectionResult.LAPSED, "案件终止，公示撤下", "该户的办理已终止，公示已撤下。"),
                            actor);
                }
            }
        });
    }

    /** Whom to turn to about notices of a village: what its town keeps, otherwise the town's office and the government's hotline. */
    public String contact(DivisionCode village) {
        return writer.contact(village);
    }

    /** Changes whom to turn to in a town; notices that hang keep theirs. Empty if it was taken. */
    @Transactional
    public Optional<FieldError> setContact(DivisionCode town, String contact, Actor actor) {
        if (contact.isBlank() || contact.length() > 100) {
            return Optional.of(new FieldError("contact", "请填写联系人或办公地点和单位电话，不超过100字"));
        }
        var leaks = new LeakCheck(List.of(), List.of()).check(Leak.Part.CONTACT, contact);
        if (!leaks.isEmpty()) {
            return Optional.of(new FieldError("contact", leaks.get(0).message()));
        }
        notices.setContact(town, contact.strip(), actor);
        return Optional.empty();
    }

    private PreviewOutcome prepare(NoticeSubject subject, @Nullable String remark) {
        var set = parameters.of(subject.village(), clock.today());
        for (var parameter : List.of(Parameters.NOTICE_TERM, Parameters.NOTICE_LEVELS, Parameters.NOTICE_PLACES)) {
            if (set.get(parameter) instanceof Setting.Unset<?> unset) {
                return PreviewOutcome.refused("", unset.message());
            }
        }
        var term = set.require(Parameters.NOTICE_TERM);
        var places = set.require(Parameters.NOTICE_PLACES);
        if (deadlines.end(clock.now(), term) instanceof DueDate.CalendarMissing missing) {
            return PreviewOutcome.refused("", missing.message());
        }
        var texts = writer.texts(subject, remark);
        var leaks = texts.leaks();
        if (!leaks.isEmpty()) {
            return new PreviewOutcome.Refused(leaks.stream()
                    .map(leak -> new FieldError(leak.part() == Leak.Part.REMARK ? "remark" : "", leak.message()))
                    .toList());
        }
        var runs = new NoticeTerm(term, clock.today(), notices.lastDay(term));
        var code = nextCode(subject.caseId());
        var onBoard = set.get(Parameters.NAME_ON_BOARD).value().orElse(NameStyle.FULL);
        var onWeb = set.get(Parameters.NAME_ON_WEB).value().orElse(NameStyle.MASKED);
        return new PreviewOutcome.Ready(new NoticePreview(
                texts.notice(runs, places, code, onBoard),
                texts.notice(runs, places, code, onWeb),
                runs,
                set.require(Parameters.NOTICE_LEVELS),
                places));
    }

    /**
     * The code of the case's next notice. It stands on the paper that hangs before anything is recorded here, so it follows from the case
     * and a key that nobody outside has, and is as hard to guess as a random one.
     */
    private PublicCode nextCode(CaseId caseId) {
        var earlier = notices.of(caseId).size();
        return PublicCode.of(cipher.lookupHash("public-notice", caseId + "/" + earlier));
    }

    private static List<FieldError> missing(
            Set<NoticeLevel> places, Map<NoticeLevel, List<UUID>> photographs, String what) {
        var errors = new ArrayList<FieldError>();
        for (var place : NoticeLevel.values()) {
            if (places.contains(place)
                    && photographs.getOrDefault(place, List.of()).isEmpty()) {
                errors.add(new FieldError("photographs." + place, "缺少" + place.label() + what + "，请拍照后再提交"));
            }
        }
        return errors;
    }

    private static Map<NoticeLevel, List<UUID>> only(
            Set<NoticeLevel> places, Map<NoticeLevel, List<UUID>> photographs) {
        var kept = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        places.forEach(place -> kept.put(place, photographs.getOrDefault(place, List.of())));
        return kept;
    }
}
