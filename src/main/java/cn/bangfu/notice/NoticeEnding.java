package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends a notice in the running transaction; the database judges whether it may. */
@Component
class NoticeEnding {

    private final Notices notices;
    private final Trail trail;

    NoticeEnding(Notices notices, Trail trail) {
        this.notices = notices;
        this.trail = trail;
    }

    void end(PublicNotice notice, NoticeResult result, @Nullable String interruption, @Nullable Actor actor) {
        notices.close(notice.id(), result, interruption, actor);
        trail.append(TrailEvent.of("notice.closed", notice.caseId(), notice.household(), actor)
                .states(notice.state(), NoticeState.CLOSED)
                .with("notice", notice.id().toString())
                .with("result", result.name())
                .with("interruption", interruption));
    }
}
