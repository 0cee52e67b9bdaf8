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
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.PersonalDataCipher;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes notices and ends them. */
@Service
public class NoticeService {

    private static final String HANGS = "该户正在公示，不能重复公示";

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

    /** One poster for many households of a village, to be posted and photographed before each is {@linkplain #publish published} on it. */
    @Transactional(readOnly = true)
    public PosterOutcome poster(List<NoticeSubject> subjects, @Nullable String remark) {
        var byCase = new LinkedHashMap<CaseId, List<FieldError>>();
        var ready = new LinkedHashMap<NoticeSubject, NoticePreview>();
        for (var subject : subjects) {
            if (notices.newest(subject.caseId()).filter(PublicNotice::isOpen).isPresent()) {
                byCase.put(subject.caseId(), List.of(new FieldError("", HANGS)));
            } else if (prepare(subject, remark) instanceof PreviewOutcome.Ready prepared) {
                ready.put(subject, prepared.preview());
            } else {
                byCase.put(subject.caseId(), ((PreviewOutcome.Refused) prepare(subject, remark)).errors());
            }
        }
        var levels = ready.values().stream().map(NoticePreview::level).collect(Collectors.toSet());
        var villages = subjects.stream().map(NoticeSubject::village).collect(Collectors.toSet());
        var errors = new ArrayList<FieldError>();
        if (subjects.isEmpty()) {
            errors.add(new FieldError("", "请至少选择一户"));
        }
        if (levels.size() > 1) {
            errors.add(new FieldError("", "所选的户公示层级不同，请分开张贴"));
        }
        if (villages.size() > 1) {
            errors.add(new FieldError("", "一张公示榜只公示同一个村的户，请按村分开张贴"));
        }
        if (!errors.isEmpty() || !byCase.isEmpty()) {
            return new PosterOutcome.Refused(errors, byCase);
        }
        return ready(ready, remark);
    }

    private PosterOutcome ready(Map<NoticeSubject, NoticePreview> ready, @Nullable String remark) {
        var first = ready.entrySet().iterator().next();
        var village = first.getKey().village();
        var preview = first.getValue();
        var id = posterOf(ready.keySet());
        var code = posterCode(id);
        var wording = new NoticeWording(writer.contact(village), blankless(remark));
        var where = writer.places(village, preview.level());
        var board = new ArrayList<PosterText.Entry>();
        var web = new ArrayList<PosterText.Entry>();
        ready.forEach((subject, made) -> {
            var place = NoticePlaces.place(where.village(), subject.group());
            board.add(new PosterText.Entry(place, made.boardName(), subject.people(), subject.category(), made.code()));
            web.add(new PosterText.Entry(place, made.webName(), subject.people(), subject.category(), made.code()));
        });
        var training = writer.training();
        return new PosterOutcome.Ready(
                id,
                PosterText.of(where, code, training, preview.term(), preview.places(), wording, board),
                PosterText.of(where, code, training, preview.term(), preview.places(), wording, web),
                preview.term(),
                preview.level(),
                preview.places());
    }

    /**
     * A poster as it hangs.
     *
     * @param households of one poster, at least one
     * @param onBoard with names as on the board, otherwise as they may be shown outside
     */
    public PosterText text(List<PublicNotice> households, boolean onBoard) {
        return text(households, households.get(0).batch().code(), onBoard);
    }

    /** What of a poster is about one household, as it may be shown outside; it leads to the household's own page. */
    public PosterText text(PublicNotice household) {
        return text(List.of(household), null, false);
    }

    private PosterText text(List<PublicNotice> households, @Nullable PublicCode code, boolean onBoard) {
        var first = households.get(0);
        var batch = first.batch();
        var where = writer.places(first.village(), batch.level());
        var rows = new ArrayList<PosterText.Entry>();
        for (var notice : households) {
            rows.add(new PosterText.Entry(
                    NoticePlaces.place(where.village(), notice.group()),
                    onBoard ? notice.boardName() : notice.webName(),
                    notice.people(),
                    notice.category(),
                    notice.code()));
        }
        var term = new NoticeTerm(batch.term(), LegalClock.dayOf(batch.publishedAt()), lastDay(batch));
        var contact = batch.contact() == null ? writer.contact(first.village()) : batch.contact();
        return PosterText.of(
                where, code, writer.training(), term, batch.places(), new NoticeWording(contact, batch.remark()), rows);
    }

    /** As the text says it; in training the clock runs faster. */
    private LocalDate lastDay(NoticeBatch batch) {
        return deadlines.withoutTraining(batch.publishedAt(), batch.term()) instanceof DueDate.At at
                ? LegalClock.dayOf(at.end().minusMillis(1))
                : LegalClock.dayOf(batch.legalEnd().minusMillis(1));
    }

    /**
     * Publishes: from the day after, the term of the county's parameters of today runs. Refused where that term can't be told or is
     * not laid down, a place has no photograph, or the text holds what must not be known.
     */
    @Transactional
    public PublishOutcome publish(NoticeSubject subject, NoticePosting posting, Actor actor) {
        var before = notices.newest(subject.caseId());
        if (before.filter(PublicNotice::isOpen).isPresent()) {
            return PublishOutcome.refused("", HANGS);
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
        var poster = posting.poster() == null ? posterOf(Set.of(subject)) : posting.poster();
        var id = notices.publish(
                new NewNotice(
                        poster,
                        posterCode(poster),
                        subject,
                        preview,
                        actor.division(),
                        only(preview.places(), posting.photographs()),
                        writer.contact(subject.village()),
                        blankless(posting.remark()),
                        before.filter(notice -> notice.result() == NoticeResult.CORRECTED)
                                .map(notice -> notice.batch().id())
                                .orElse(null)),
                actor);
        var notice = notices.find(id).orElseThrow();
        trail.append(TrailEvent.of("notice.published", subject.caseId(), subject.household(), actor)
                .under("parameters:" + notice.batch().parameterSet())
                .with("notice", id.toString())
                .with("poster", poster.toString())
                .with("level", notice.batch().level().name())
                .with("term", notice.batch().term().label())
                .with("legalEnd", notice.legalEnd().toString())
                .with("text", notice.boardText()));
        return new PublishOutcome.Published(notice);
    }

    /** Whether the county wants another notice of the case, on the next level. */
    @Transactional(readOnly = true)
    public boolean nextLevelDue(NoticeSubject subject) {
        return notices.newest(subject.caseId())
                .filter(newest -> newest.result() == NoticeResult.PASSED)
                .map(newest -> !passed(subject).containsAll(newest.batch().levels()))
                .orElse(true);
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
                : new NoticeEnd.Running(Duration.between(notice.asOf(), notice.legalEnd()));
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
            return CloseOutcome.refused("", "公示期未满，至" + ChinaTime.end(notice.legalEnd()) + "止，到期后再登记结果");
        }
        var errors = missing(notice.batch().places(), photographs, "公示期满照片");
        var earlier = notices.photographs(notice.id()).stream()
                .filter(photograph -> !photograph.atEnd())
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
            for (var objection : objections.individual(notice.id())) {
                if (objection.isOpen()) {
                    objections.resolve(objection, notice, lapsed(objection.id()), actor);
                }
            }
            for (var group : objections.groups(notice.id())) {
                if (group.open() > 0) {
                    objections.resolveGroup(group.kind(), notice, lapsed(group.first()), actor);
                }
            }
        });
    }

    private static ObjectionFinding lapsed(ObjectionId id) {
        return new ObjectionFinding(id, ObjectionResult.LAPSED, "案件终止，公示撤下", "该户的办理已终止，公示已撤下。");
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
        var level = nextLevel(subject, set.require(Parameters.NOTICE_LEVELS));
        var places = boards(level, set.require(Parameters.NOTICE_PLACES));
        if (deadlines.end(clock.now(), term) instanceof DueDate.CalendarMissing missing) {
            return PreviewOutcome.refused("", missing.message());
        }
        var texts = writer.texts(subject, remark, level);
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
        var preview = new NoticePreview(
                code,
                texts.name(onBoard),
                texts.name(onWeb),
                texts.notice(runs, places, code, onBoard),
                texts.notice(runs, places, code, onWeb),
                runs,
                level,
                places);
        var numbers = texts.numbersIn(preview.boardText());
        return numbers.isEmpty()
                ? new PreviewOutcome.Ready(preview)
                : PreviewOutcome.refused("", numbers.get(0).message());
    }

    /** The lowest level on which no notice has passed since the town decided. */
    private NoticeLevel nextLevel(NoticeSubject subject, Set<NoticeLevel> levels) {
        var passed = passed(subject);
        return Arrays.stream(NoticeLevel.values())
                .filter(level -> levels.contains(level) && !passed.contains(level))
                .findFirst()
                .orElseGet(() -> Collections.min(levels));
    }

    private Set<NoticeLevel> passed(NoticeSubject subject) {
        return notices.of(subject.caseId()).stream()
                .filter(notice -> notice.result() == NoticeResult.PASSED)
                .filter(notice -> subject.decidedAt() == null
                        || notice.batch().publishedAt().isAfter(subject.decidedAt()))
                .map(notice -> notice.batch().level())
                .collect(Collectors.toSet());
    }

    /** On its own level's board, and on those below on which the county wants it. */
    private static Set<NoticeLevel> boards(NoticeLevel level, Set<NoticeLevel> wanted) {
        return Arrays.stream(NoticeLevel.values())
                .filter(board -> board == level || (wanted.contains(board) && board.compareTo(level) < 0))
                .collect(Collectors.toSet());
    }

    /**
     * The code of the case's next notice. It stands on the paper that hangs before anything is recorded here, so it follows from the case
     * and a key that nobody outside has, and is as hard to guess as a random one.
     */
    private PublicCode nextCode(CaseId caseId) {
        return PublicCode.of(cipher.lookupHash("public-notice", turn(caseId)));
    }

    /** For the same reason the same households make the same poster until it is published. */
    private UUID posterOf(Collection<NoticeSubject> subjects) {
        var households = subjects.stream()
                .map(subject -> turn(subject.caseId()))
                .sorted()
                .collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes(cipher.lookupHash("notice-poster", households));
    }

    private PublicCode posterCode(UUID poster) {
        return PublicCode.of(cipher.lookupHash("notice-poster-code", poster.toString()));
    }

    private String turn(CaseId caseId) {
        return caseId + "/" + notices.of(caseId).size();
    }

    private static @Nullable String blankless(@Nullable String remark) {
        return remark == null || remark.isBlank() ? null : remark.strip();
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
