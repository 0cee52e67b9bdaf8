package cn.bangfu.identification.web;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Cases under way and closed ones, in the household's file. */
@Component
class CaseFileSection implements HouseholdFileSection {

    private static final List<String> HEADINGS = List.of("案件编号", "来源", "状态", "立案", "受理", "办结");

    private final IdentificationCases cases;

    CaseFileSection(IdentificationCases cases) {
        this.cases = cases;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var scope = CaseReaders.scope(reader);
        if (!scope.covers(household.village())) {
            return Optional.empty();
        }
        var rows = cases.of(household.id()).stream()
                .filter(found -> scope.covers(found.village()))
                .map(CaseFileSection::row)
                .toList();
        return Optional.of(new Section("案件", HEADINGS, rows, "还没有办理过案件。"));
    }

    private static Row row(IdentificationCase of) {
        var accepted = of.acceptedAt();
        var closed = of.closedAt();
        return Row.of(
                Cell.link(of.number().value(), "/cases/" + of.id()),
                Cell.of(of.channel().label()),
                Cell.state(Shown.state(of), tone(of)),
                Cell.of(ChinaTime.day(of.openedAt())),
                Cell.of(accepted == null ? "—" : ChinaTime.day(accepted)),
                Cell.of(closed == null ? "—" : ChinaTime.day(closed)));
    }

    private static Tone tone(IdentificationCase of) {
        return of.isOpen() ? Tone.WARN : of.outcome() == CaseOutcome.ASSISTED ? Tone.GOOD : Tone.NEUTRAL;
    }
}
