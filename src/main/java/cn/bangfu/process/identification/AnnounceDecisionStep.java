package cn.bangfu.process.identification;

import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinions;
import cn.bangfu.notice.AnnounceOutcome;
import cn.bangfu.notice.AnnouncementService;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.NewAnnouncement;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.CaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision is announced in the village, and the letter of confirmation reaches the household (公告、纳入告知书). */
@Component
class AnnounceDecisionStep implements Step {

    private final IdentificationCases cases;
    private final Opinions opinions;
    private final NoticeSubjects subjects;
    private final AnnouncementService announcements;
    private final DeliveryPart deliveries;
    private final Offices offices;
    private final LegalClock clock;

    AnnounceDecisionStep(
            IdentificationCases cases,
            Opinions opinions,
            NoticeSubjects subjects,
            AnnouncementService announcements,
            DeliveryPart deliveries,
            Offices offices,
            LegalClock clock) {
        this.cases = cases;
        this.opinions = opinions;
        this.subjects = subjects;
        this.announcements = announcements;
        this.deliveries = deliveries;
        this.offices = offices;
        this.clock = clock;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.ANNOUNCE_DECISION;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = context.caseId();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "announcementText",
                announcements.text(subjects.require(id), county(id), documentNumber(id), clock.today()));
        values.put("announcedOn", clock.today());
        deliveries.prefill(context, DeliveryKind.ENTERED, values);
        return values;
    }

    private String county(CaseId id) {
        return offices.of(cases.require(id).village().county())
                .map(Office::name)
                .orElseThrow();
    }

    private String documentNumber(CaseId id) {
        return opinions.confirmation(id).orElseThrow().documentNumber();
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = context.caseId();
        var announcement = new NewAnnouncement(
                county(id), documentNumber(id), answers.date("announcedOn"), answers.evidence("photos"));
        if (announcements.announce(subjects.require(id), announcement, context.actor())
                instanceof AnnounceOutcome.Refused refused) {
            return new StepResult.Refused(refused.errors());
        }
        return deliveries.record(context, DeliveryKind.ENTERED, answers);
    }
}
