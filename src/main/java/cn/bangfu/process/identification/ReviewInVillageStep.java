package cn.bangfu.process.identification;

import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.ReviewVotes;
import cn.bangfu.identification.VillageReviewService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchRef;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The village review: one meeting, attendance, votes (民主评议). It never sees diagnoses, incomes or other people's findings. */
@Component
class ReviewInVillageStep implements Step {

    private final CaseFacts facts;
    private final VillageReviewService review;
    private final PlannedMeetings planned;

    ReviewInVillageStep(CaseFacts facts, VillageReviewService review, PlannedMeetings planned) {
        this.facts = facts;
        this.review = review;
        this.planned = planned;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.REVIEW_IN_VILLAGE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("difficultyKinds", facts.difficultyKinds(context.caseId()));
        values.put("comparisonState", facts.comparisonStanding(context.caseId()));
        values.put("livingConditions", facts.livingConditions(context.caseId()));
        values.put("meetingKind", ReviewMeeting.Kind.REPRESENTATIVES.name());
        values.put("chair", context.actor().name());
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var meeting = new ReviewMeeting(
                Moments.of(answers.date("heldOn"), answers.text("heldAt")),
                answers.text("place"),
                answers.choice("meetingKind", ReviewMeeting.Kind.class),
                answers.findText("kindReason").orElse(null),
                answers.text("chair"),
                answers.text("recorder"),
                answers.integer("entitled"),
                answers.integer("present"),
                minutes(answers));
        var said = answers.text("villageReviewResult");
        if (meeting.quorate() == said.equals("NOT_QUORATE")) {
            return StepResult.refused(
                    "villageReviewResult",
                    meeting.quorate()
                            ? "实到人数已达应到人数的三分之二，会议有效，请填写表决结果。"
                            : "应到%d人、实到%d人，不足三分之二，评议无效，请选“人数不足，改期”。".formatted(meeting.entitled(), meeting.present()));
        }
        var outcome = review.record(
                context.caseId(),
                meeting,
                kept(context.batch()),
                votes(answers),
                answers.findText("reason").orElse(null),
                context.actor());
        if (outcome instanceof VillageReviewService.Outcome.Objected objected) {
            return new StepResult.Refused(objected.objections());
        }
        if (outcome instanceof VillageReviewService.Outcome.Reviewed reviewed
                && reviewed.agreed() != said.equals("AGREED")) {
            return StepResult.refused(
                    "villageReviewResult",
                    reviewed.agreed() ? "同意票超过到会人数的一半，结果应为“同意上报”。" : "同意票没有超过到会人数的一半，结果应为“未通过”。");
        }
        return StepResult.taken();
    }

    /** A meeting of many households is kept once, before them. */
    private @Nullable UUID kept(@Nullable BatchRef batch) {
        return batch == null || batch.kind() != BatchKind.REVIEW_MEETING
                ? null
                : planned.held(batch.subject()).orElse(null);
    }

    private static @Nullable ReviewVotes votes(Answers answers) {
        return answers.has("inFavour")
                ? new ReviewVotes(
                        answers.integer("present"),
                        answers.list("recusals").size(),
                        answers.integer("inFavour"),
                        answers.integer("against"),
                        answers.integer("abstained"))
                : null;
    }

    private static List<UUID> minutes(Answers answers) {
        return Stream.of("attendanceSheet", "minutes", "photos")
                .flatMap(key -> answers.evidence(key).stream())
                .toList();
    }
}
