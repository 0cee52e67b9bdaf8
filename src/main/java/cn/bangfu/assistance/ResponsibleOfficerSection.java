package cn.bangfu.assistance;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who answers and who answered for the household, in its file. */
@Component
class ResponsibleOfficerSection implements HouseholdFileSection {

    private final ResponsibleOfficers officers;

    ResponsibleOfficerSection(ResponsibleOfficers officers) {
        this.officers = officers;
    }

    @Override
    public int order() {
        return 510;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var history = officers.history(household.id());
        return history.isEmpty() ? Optional.empty() : Optional.of(section(history));
    }

    private static Section section(List<ResponsibleOfficer> history) {
        return new Section(
                "帮扶责任人",
                List.of("姓名", "单位", "职务", "联系电话", "起始日期", "结束日期"),
                history.stream()
                        .map(officer -> Row.ofTexts(
                                officer.name(),
                                officer.office(),
                                officer.post(),
                                officer.phone().masked(),
                                officer.startsOn().toString(),
                                officer.endsOn() == null
                                        ? "在任"
                                        : officer.endsOn().toString()))
                        .toList(),
                "还没有帮扶责任人");
    }
}
