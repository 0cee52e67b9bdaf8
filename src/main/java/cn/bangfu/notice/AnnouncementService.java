package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NameStyle;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes confirmed entries known in the village. */
@Service
public class AnnouncementService {

    private final Announcements announcements;
    private final NoticeWriter writer;
    private final CountyParameters parameters;
    private final LegalClock clock;
    private final Trail trail;

    AnnouncementService(
            Announcements announcements,
            NoticeWriter writer,
            CountyParameters parameters,
            LegalClock clock,
            Trail trail) {
        this.announcements = announcements;
        this.writer = writer;
        this.parameters = parameters;
        this.clock = clock;
        this.trail = trail;
    }

    /** The text to be posted that day. */
    @Transactional(readOnly = true)
    public String text(NoticeSubject subject, String decidedBy, String documentNumber, LocalDate postedOn) {
        var names = parameters
                .of(subject.village(), clock.today())
                .get(Parameters.NAME_ON_BOARD)
                .value()
                .orElse(NameStyle.FULL);
        return writer.texts(subject, null).announcement(decidedBy, documentNumber, postedOn, names);
    }

    /** Records that a decision was made known. Errors name {@code postedOn} and {@code photographs}. */
    @Transactional
    public AnnounceOutcome announce(NoticeSubject subject, NewAnnouncement announcement, Actor actor) {
        var errors = new ArrayList<FieldError>();
        writer.texts(subject, null).leaks().forEach(leak -> errors.add(new FieldError("", leak.message())));
        if (announcement.photographs().isEmpty()) {
            errors.add(new FieldError("photographs", "缺少公告照片，请拍照后再提交"));
        }
        if (announcement.postedOn().isAfter(clock.today())) {
            errors.add(new FieldError("postedOn", "公告日期不能晚于今天"));
        }
        if (!errors.isEmpty()) {
            return new AnnounceOutcome.Refused(errors);
        }
        var text = text(subject, announcement.decidedBy(), announcement.documentNumber(), announcement.postedOn());
        var id = announcements.add(subject, text, announcement, actor);
        trail.append(TrailEvent.of("decision.announced", subject.caseId(), subject.household(), actor)
                .with("announcement", id.toString())
                .with("text", text));
        return new AnnounceOutcome.Announced(announcements.of(subject.caseId()).stream()
                .filter(made -> made.id().equals(id))
                .findFirst()
                .orElseThrow());
    }
}
