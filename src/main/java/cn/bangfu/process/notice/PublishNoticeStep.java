package cn.bangfu.process.notice;

import cn.bangfu.notice.NoticePosting;
import cn.bangfu.notice.NoticePreview;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.PreviewOutcome;
import cn.bangfu.notice.PublishOutcome;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.process.notice.PublicNoticeProcess.Variables;
import cn.bangfu.shared.FieldError;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town posts the notice in the village and at the town (F1 五(二)2 苏木镇审核公示). */
@Component
class PublishNoticeStep implements Step {

    private final NoticeService notices;
    private final NoticeSubjects subjects;

    PublishNoticeStep(NoticeService notices, NoticeSubjects subjects) {
        this.notices = notices;
        this.subjects = subjects;
    }

    @Override
    public String element() {
        return PublicNoticeProcess.Elements.PUBLISH_NOTICE;
    }

    /** The text that would be published now, or in its place why none can be. */
    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var subject = subjects.require(context.caseId());
        var values = new LinkedHashMap<String, @Nullable Object>();
        var preview = notices.preview(subject, null);
        if (preview instanceof PreviewOutcome.Ready ready) {
            show(ready.preview(), values);
        } else if (preview instanceof PreviewOutcome.Refused refused) {
            values.put(
                    "noticeText",
                    refused.errors().stream()
                            .map(FieldError::message)
                            .collect(Collectors.joining("\n", "现在还不能公示：\n", "")));
        }
        values.put("objectionPhone", notices.contact(subject.village()));
        values.put("postedBy", context.actor().name());
        return values;
    }

    private static void show(NoticePreview preview, Map<String, @Nullable Object> values) {
        values.put("noticeText", preview.boardText());
        values.put("noticeLevel", preview.level().label());
        values.put("noticePlaces", NoticeForms.places(preview.places()));
        values.put("noticeTerm", preview.term().label());
    }

    /** Posted together with others it goes on their poster. */
    private static @Nullable UUID poster(StepContext context) {
        var batch = context.batch();
        return batch == null ? null : batch.subject();
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var posting = new NoticePosting(
                answers.findText("remark").orElse(null), NoticeForms.photographs(answers, "Photos"), poster(context));
        var outcome = notices.publish(subjects.require(context.caseId()), posting, context.actor());
        if (outcome instanceof PublishOutcome.Refused refused) {
            return NoticeForms.refused(refused.errors(), "Photos");
        }
        var notice = ((PublishOutcome.Published) outcome).notice();
        // Nothing is upheld yet: the model reads it also where an investigation is broken off.
        return new StepResult.Taken(Map.ofEntries(
                Variables.LEGAL_END.with(Date.from(notice.legalEnd())),
                Variables.OBJECTION_RESULT.with(ObjectionResult.DISMISSED.name())));
    }
}
