package cn.bangfu.identification;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rosters of villages, all their versions. */
public interface Rosters {

    /** Adds the next version. */
    Roster add(
            DivisionCode village,
            ReviewMeeting.Kind kind,
            String term,
            LocalDate validFrom,
            List<Roster.Member> members,
            OfficerId by);

    Optional<Roster> find(UUID id);

    /** The one that a meeting was counted by; none if its numbers were given by themselves. */
    Optional<Roster> ofMeeting(UUID meeting);

    /** The one that counts on a day: the latest version valid then. */
    Optional<Roster> on(DivisionCode village, ReviewMeeting.Kind kind, LocalDate day);

    /** All versions, the newest first. */
    List<Roster> of(DivisionCode village, ReviewMeeting.Kind kind);
}
