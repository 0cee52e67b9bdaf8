package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import java.util.UUID;

/** Announcements as they are kept. */
public interface Announcements {

    UUID add(NoticeSubject subject, String text, NewAnnouncement announcement, Actor actor);

    /** The newest first. */
    List<Announcement> of(CaseId caseId);

    /** The newest first. */
    List<Announcement> of(HouseholdId household);
}
