package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Review meetings and what they said about households. */
public interface Reviews {

    /** @param agreed whether the meeting wants the household reported; not agreed is not an end */
    record Review(
            UUID meeting,
            ReviewMeeting held,
            ReviewVotes votes,
            boolean agreed,
            @Nullable String reason) {}

    UUID add(DivisionCode village, ReviewMeeting meeting);

    void addReview(
            CaseId id, UUID meeting, PersonId recordedBy, ReviewVotes votes, boolean agreed, @Nullable String reason);

    Optional<Review> latest(CaseId id);

    List<Review> of(CaseId id);
}
