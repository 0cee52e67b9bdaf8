package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posters and notices as they are kept. Rows are added, none is changed; the database judges each by the rules once more. */
public interface Notices {

    /** The last day of a term that begins now, by the calendar: also in training, where the clock runs faster. */
    LocalDate lastDay(Term term);

    /** Puts a household on a poster, and publishes the poster with the first. */
    NoticeId publish(NewNotice notice, Actor actor);

    void addEndPhotographs(PublicNotice notice, Map<NoticeLevel, List<UUID>> photographs, Actor actor);

    void close(NoticeId id, NoticeResult result, @Nullable String interruption, @Nullable Actor actor);

    /** All notices of a case, the newest first. */
    List<PublicNotice> of(CaseId caseId);

    default Optional<PublicNotice> newest(CaseId caseId) {
        return of(caseId).stream().findFirst();
    }

    /** As {@link #newest}; until the end of the transaction no objection comes in and nobody else closes it. */
    Optional<PublicNotice> lockNewest(CaseId caseId);

    /** As {@link #lockNewest}, of the notice that has this code. */
    Optional<PublicNotice> lock(PublicCode code);

    Optional<PublicNotice> find(NoticeId id);

    /** By the code that the public may know. */
    Optional<PublicNotice> find(PublicCode code);

    /** All households of a poster, by group and name. */
    List<PublicNotice> onPoster(UUID poster);

    /** Likewise, by the poster's code; empty if there is no such poster. */
    List<PublicNotice> onPoster(PublicCode poster);

    /** Notices in a county, town or village that may be shown outside now, by village, group and name. */
    List<PublicNotice> shownIn(DivisionCode division);

    /** How many may be shown outside now, by village. */
    Map<DivisionCode, Integer> shownByVillage();

    /** Gives a notice back the days for which it stood still for an objection that was dismissed. */
    void extend(PublicNotice notice);

    /** All notices of a household, the newest first. */
    List<PublicNotice> of(HouseholdId household);

    /** Notices within the scope that are not closed, the one that ends first in front. */
    List<PublicNotice> underWay(DivisionScope scope);

    /** Photographs of the notice's poster, the start's before the end's. */
    List<NoticePhotograph> photographs(NoticeId id);

    /** Whom to turn to, as the office of that division keeps it. */
    Optional<String> contact(DivisionCode office);

    void setContact(DivisionCode office, String contact, Actor actor);
}
