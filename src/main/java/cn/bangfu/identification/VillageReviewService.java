package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The village review (民主评议). The meeting says report or not report; it does not vote on a category (rules.md annex E). */
@Service
@Transactional
public class VillageReviewService {

    private final IdentificationCases cases;
    private final Reviews reviews;
    private final CaseHands hands;
    private final CaseService caseService;
    private final LateComparisonService comparisons;
    private final LegalClock clock;
    private final Trail trail;

    public VillageReviewService(
            IdentificationCases cases,
            Reviews reviews,
            CaseHands hands,
            CaseService caseService,
            LateComparisonService comparisons,
            LegalClock clock,
            Trail trail) {
        this.cases = cases;
        this.reviews = reviews;
        this.hands = hands;
        this.caseService = caseService;
        this.comparisons = comparisons;
        this.clock = clock;
        this.trail = trail;
    }

    /** What a meeting leads to. */
    public sealed interface Outcome {

        /** Too few came: a new date. The meeting itself is kept. */
        record NotQuorate() implements Outcome {}

        /** On to the town, with or without the meeting's agreement: not agreed is not an end. */
        record Reviewed(boolean agreed) implements Outcome {}

        record Objected(List<FieldError> objections) implements Outcome {}
    }

    /**
     * @param votes none where the meeting was not quorate
     * @param reason why the meeting did not agree; needed then
     */
    public Outcome record(
            CaseId id, ReviewMeeting meeting, @Nullable ReviewVotes votes, @Nullable String reason, Actor actor) {
        return record(id, meeting, null, votes, reason, actor);
    }

    /**
     * As {@link #record(CaseId, ReviewMeeting, ReviewVotes, String, Actor)}, at a meeting of many households.
     *
     * @param kept the meeting, if it is kept already
     */
    public Outcome record(
            CaseId id,
            ReviewMeeting meeting,
            @Nullable UUID kept,
            @Nullable ReviewVotes votes,
            @Nullable String reason,
            Actor actor) {
        var reviewed = cases.require(id).require(CaseState.VILLAGE_REVIEW);
        var objections = new ArrayList<FieldError>();
        if (meeting.heldAt().isAfter(clock.now())) {
            objections.add(new FieldError("heldOn", "评议时间晚于现在，请核对。"));
        }
        if (meeting.present() > meeting.entitled()) {
            objections.add(new FieldError("present", "实到人数不能多于应到人数。"));
        }
        if (meeting.chair().equals(meeting.recorder())) {
            objections.add(new FieldError("recorder", "主持人和记录人不能是同一人。"));
        }
        if (meeting.kind() != ReviewMeeting.Kind.REPRESENTATIVES && meeting.kindReason() == null) {
            objections.add(new FieldError("kindReason", "没有召开村民代表会议的，请写明原因。"));
        }
        if (meeting.quorate()) {
            check(votes, reason, objections);
            comparisons.unexplained(id).ifPresent(objections::add);
        }
        if (!objections.isEmpty()) {
            return new Outcome.Objected(objections);
        }
        var held = kept == null ? reviews.add(reviewed.village(), meeting) : kept;
        if (!meeting.quorate() || votes == null) {
            trail.append(TrailEvent.of("review.notQuorate", id, reviewed.household(), actor)
                    .with("entitled", meeting.entitled())
                    .with("present", meeting.present()));
            return new Outcome.NotQuorate();
        }
        hands.take(id, actor.person(), Hand.VILLAGE);
        reviews.addReview(id, held, actor.person(), votes, votes.carried(), reason);
        trail.append(TrailEvent.of("review.held", id, reviewed.household(), actor)
                .with("meeting", held.toString())
                .with("for", votes.inFavour())
                .with("against", votes.against())
                .with("abstained", votes.abstained())
                .with("stoodAside", votes.stoodAside())
                .with("agreed", votes.carried())
                .with("reason", reason));
        caseService.moveTo(id, CaseState.TOWN_REVIEW, actor);
        return new Outcome.Reviewed(votes.carried());
    }

    private static void check(@Nullable ReviewVotes votes, @Nullable String reason, ArrayList<FieldError> objections) {
        if (votes == null) {
            objections.add(new FieldError("votesFor", "请填写表决票数。"));
            return;
        }
        if (!votes.addUp()) {
            objections.add(new FieldError(
                    "votesFor",
                    "同意、反对、弃权三项合计应为%d票（实到%d人减去回避%d人），现为%d票。"
                            .formatted(
                                    votes.present() - votes.stoodAside(),
                                    votes.present(),
                                    votes.stoodAside(),
                                    votes.inFavour() + votes.against() + votes.abstained())));
        }
        if (!votes.carried() && (reason == null || reason.isBlank())) {
            objections.add(new FieldError("reason", "同意票没有超过到会人数的一半，评议未通过，请写明原因。案件仍会报乡镇审核。"));
        }
    }
}
