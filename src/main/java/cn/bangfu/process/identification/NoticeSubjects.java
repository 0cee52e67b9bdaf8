package cn.bangfu.process.identification;

import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinions;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonName;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whom a notice or an announcement is about, from the case and the register. */
@Component
public class NoticeSubjects {

    private final IdentificationCases cases;
    private final Households households;
    private final Opinions opinions;
    private final LegalClock clock;

    NoticeSubjects(IdentificationCases cases, Households households, Opinions opinions, LegalClock clock) {
        this.cases = cases;
        this.households = households;
        this.opinions = opinions;
        this.clock = clock;
    }

    /** With the category that the county confirmed, or else the one that the town's head proposed. */
    public NoticeSubject of(CaseId id) {
        var noticed = cases.require(id);
        var household = households.require(noticed.household());
        return new NoticeSubject(
                id,
                household.id(),
                noticed.village(),
                household.group(),
                new PersonName(household.headName()),
                household.belonging().size(),
                category(id),
                household.belonging().stream()
                        .filter(member -> !member.adultOn(clock.today()))
                        .map(HouseholdMember::name)
                        .toList(),
                numbers(
                        household.belonging(),
                        household.phone() == null ? "" : household.phone().value(),
                        household.account() == null ? "" : household.account().value()));
    }

    private MonitoringCategory category(CaseId id) {
        return opinions.confirmation(id)
                .map(confirmation -> confirmation.category())
                .or(() -> opinions.townProposal(id).map(Opinions.TownProposal::category))
                .orElseThrow();
    }

    private static List<String> numbers(List<HouseholdMember> members, String phone, String account) {
        var numbers = new ArrayList<String>();
        members.forEach(member -> numbers.add(member.identityNumber().value()));
        List.of(phone, account).stream().filter(number -> !number.isEmpty()).forEach(numbers::add);
        return numbers;
    }
}
