package cn.bangfu.process.notice;

import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Confirmation;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the case and the register, with the category that the county confirmed, or else the one that the town proposed. */
@Component
class CaseNoticeSubjects implements NoticeSubjects {

    private final IdentificationCases cases;
    private final Opinions opinions;
    private final Households households;
    private final LegalClock clock;

    CaseNoticeSubjects(IdentificationCases cases, Opinions opinions, Households households, LegalClock clock) {
        this.cases = cases;
        this.opinions = opinions;
        this.households = households;
        this.clock = clock;
    }

    @Override
    public Optional<NoticeSubject> find(CaseId id) {
        return cases.find(id).flatMap(noticed -> category(id).map(category -> subject(noticed, category)));
    }

    private Optional<MonitoringCategory> category(CaseId id) {
        return opinions.confirmation(id).map(Confirmation::category).or(() -> opinions.townProposal(id)
                .map(Opinions.TownProposal::category));
    }

    private NoticeSubject subject(IdentificationCase noticed, MonitoringCategory category) {
        var household = households.require(noticed.household());
        return new NoticeSubject(
                noticed.id(),
                household.id(),
                noticed.village(),
                household.group(),
                new PersonName(household.headName()),
                household.belonging().size(),
                category,
                household.belonging().stream()
                        .filter(member -> !member.adultOn(clock.today()))
                        .map(HouseholdMember::name)
                        .toList(),
                privateNumbers(household),
                decidedAt(noticed.id()));
    }

    private @Nullable Instant decidedAt(CaseId id) {
        return opinions.of(id).stream()
                .filter(opinion -> opinion.hand() == Hand.TOWN_HEAD)
                .map(Opinion::givenAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<String> privateNumbers(Household household) {
        var numbers = new ArrayList<String>();
        household
                .members()
                .forEach(member -> numbers.add(member.identityNumber().value()));
        if (household.phone() != null) {
            numbers.add(household.phone().value());
        }
        if (household.account() != null) {
            numbers.add(household.account().value());
        }
        return numbers;
    }
}
