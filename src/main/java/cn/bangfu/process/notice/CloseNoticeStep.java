package cn.bangfu.process.notice;

import cn.bangfu.identification.CountyConfirmationService;
import cn.bangfu.notice.CloseOutcome;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.notice.Notices;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The term is over: last photographs, and the result. */
@Component
class CloseNoticeStep implements Step {

    private static final String PHOTOGRAPHS = "EndPhotos";

    private final NoticeService service;
    private final Notices notices;
    private final NoticeSubjects subjects;
    private final CountyConfirmationService county;

    CloseNoticeStep(NoticeService service, Notices notices, NoticeSubjects subjects, CountyConfirmationService county) {
        this.subjects = subjects;
        this.service = service;
        this.notices = notices;
        this.county = county;
    }

    @Override
    public String element() {
        return PublicNoticeProcess.Elements.CLOSE_NOTICE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var notice = notices.newest(context.caseId()).orElseThrow();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("postedOn", ChinaTime.minute(notice.batch().publishedAt()));
        values.put("legalEnd", ChinaTime.end(notice.legalEnd()));
        values.put("noticePlaces", NoticeForms.places(notice.batch().places()));
        values.put("objectionCount", notice.objections() == 0 ? "没有" : notice.objections() + "件，都已答复");
        values.put("result", notice.objections() == 0 ? "公示期满，没有收到异议。" : "公示期满，收到的异议经核查不成立，已答复。");
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var outcome = service.close(
                context.caseId(),
                NoticeForms.photographs(answers, PHOTOGRAPHS),
                answers.findText("interruption").orElse(null),
                context.actor());
        if (outcome instanceof CloseOutcome.Refused refused) {
            return NoticeForms.refused(refused.errors(), PHOTOGRAPHS);
        }
        var more = service.nextLevelDue(subjects.require(context.caseId()));
        if (!more) {
            county.receive(context.caseId());
        }
        return StepResult.taken(PublicNoticeProcess.Variables.NEXT_NOTICE_LEVEL, more);
    }
}
