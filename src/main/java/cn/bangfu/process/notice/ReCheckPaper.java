package cn.bangfu.process.notice;

import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.ReChecks;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What came of a re-check, for the household that asked for it; also that it was not admitted, and why. */
@Component
class ReCheckPaper implements PaperSource {

    private final ReChecks reChecks;
    private final IdentificationCases cases;
    private final ReCheckCases checkable;

    ReCheckPaper(ReChecks reChecks, IdentificationCases cases, ReCheckCases checkable) {
        this.reChecks = reChecks;
        this.cases = cases;
        this.checkable = checkable;
    }

    @Override
    public PaperKind kind() {
        return PaperKind.RECHECK_ANSWER;
    }

    @Override
    public List<PaperField> fields() {
        return List.of(
                text("申请日期", "农户申请复核的日期"),
                text("原决定单位", ""),
                text("复核结论", "维持原决定、撤销原决定，或者不予受理复核"),
                text("答复内容", "给农户的答复"),
                text("复核单位", ""),
                text("复核日期", ""));
    }

    @Override
    public Optional<PaperContent> content(PaperSubject subject) {
        if (subject.cases().size() != 1) {
            return Optional.empty();
        }
        var id = subject.cases().get(0);
        return reChecks.of(id)
                .flatMap(asked -> Optional.ofNullable(asked.answer()).map(answer -> new PaperContent()
                        .with("申请日期", ChinaTime.day(asked.requestedOn()))
                        .with("原决定单位", checkable.decidingOffice(cases.require(id)))
                        .with("复核结论", answer.result().label())
                        .with("答复内容", Objects.requireNonNullElse(answer.answer(), ""))
                        .with("复核单位", answer.office())
                        .with("复核日期", ChinaTime.day(LegalClock.dayOf(answer.decidedAt())))));
    }
}
