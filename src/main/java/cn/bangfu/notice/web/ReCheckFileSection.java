package cn.bangfu.notice.web;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReChecks;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Re-checks in the household's file: asked for, how far they are, what the household was told. Left out where none was asked for. */
@Component
class ReCheckFileSection implements HouseholdFileSection {

    private static final List<String> HEADINGS = List.of("申请日期", "途径", "结果", "答复", "复核单位", "案件");

    private final ReChecks reChecks;

    ReCheckFileSection(ReChecks reChecks) {
        this.reChecks = reChecks;
    }

    @Override
    public int order() {
        return 550;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var asked = reChecks.of(household.id());
        return asked.isEmpty() || !NoticeReaders.scope(reader).covers(household.village())
                ? Optional.empty()
                : Optional.of(new Section(
                        "复核",
                        HEADINGS,
                        asked.stream().map(ReCheckFileSection::row).toList(),
                        ""));
    }

    private static Row row(ReCheck reCheck) {
        var answer = reCheck.answer();
        return Row.of(
                Cell.of(ChinaTime.day(reCheck.requestedOn()) + (reCheck.isLate() ? "（过了期限）" : "")),
                Cell.of(reCheck.way().label()),
                answer == null
                        ? Cell.state(reCheck.admission() == null ? "等待受理" : "正在复核", Tone.WARN)
                        : Cell.state(answer.result().label(), tone(answer.result())),
                Cell.of(answer == null ? "" : Objects.requireNonNullElse(answer.answer(), "（内容已封存）")),
                Cell.of(answer == null ? "" : answer.office() + "，" + ChinaTime.day(answer.decidedAt())),
                Cell.link("看案件", "/cases/" + reCheck.caseId()));
    }

    private static Tone tone(ReCheck.Result result) {
        return result == ReCheck.Result.OVERTURNED ? Tone.GOOD : Tone.NEUTRAL;
    }
}
