package cn.bangfu.process.notice;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.Handover;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which decisions may be checked again, who took them, until when one may ask. */
@Component
class ReCheckCases {

    private static final Set<DeliveryKind> LETTERS =
            Set.of(DeliveryKind.REFUSED, DeliveryKind.NON_ACCEPTANCE, DeliveryKind.ROUTING_ANSWER);

    private final IdentificationCases cases;
    private final Opinions opinions;
    private final CaseTerms terms;
    private final Deliveries deliveries;
    private final Deadlines deadlines;
    private final Offices offices;
    private final CurrentOfficer currentOfficer;

    ReCheckCases(
            IdentificationCases cases,
            Opinions opinions,
            CaseTerms terms,
            Deliveries deliveries,
            Deadlines deadlines,
            Offices offices,
            CurrentOfficer currentOfficer) {
        this.cases = cases;
        this.opinions = opinions;
        this.terms = terms;
        this.deliveries = deliveries;
        this.deadlines = deadlines;
        this.offices = offices;
        this.currentOfficer = currentOfficer;
    }

    /** The household's last case, if it ended with a decision against which one may ask. */
    Optional<IdentificationCase> checkable(HouseholdId household) {
        return cases.of(household).stream()
                .filter(ended -> !ended.isOpen())
                .max(Comparator.comparing(ended -> Objects.requireNonNull(ended.closedAt())))
                .filter(ended -> Objects.requireNonNull(ended.outcome()).recheckable());
    }

    /** The county also where it found an objection to the notice upheld. */
    Level decidedBy(IdentificationCase ended) {
        if (ended.outcome() != CaseOutcome.REFUSED) {
            return Level.TOWN;
        }
        return opinions.of(ended.id()).stream()
                .filter(opinion -> opinion.decision() == Opinion.Decision.REFUSE)
                .reduce((first, second) -> second)
                .map(refusal -> refusal.hand() == Hand.COUNTY_HEAD ? Level.COUNTY : Level.TOWN)
                .orElse(Level.COUNTY);
    }

    String decidingOffice(IdentificationCase ended) {
        return offices.of(ended.village().at(decidedBy(ended)))
                .map(Office::name)
                .orElse("—");
    }

    /** Who hears it: one level up. */
    String checkingOffice(IdentificationCase ended) {
        var county = ended.village().county();
        if (decidedBy(ended) == Level.TOWN) {
            return offices.of(county).map(Office::name).orElse("—");
        }
        return leadingGroup(county);
    }

    private String leadingGroup(DivisionCode county) {
        return offices.in(DivisionScope.of(county)).stream()
                .filter(office -> office.kind() == OfficeKind.LEADING_GROUP)
                .map(Office::name)
                .findFirst()
                .orElse("—");
    }

    /** When the household got the letter; none if it has not. */
    @Nullable
    LocalDate deliveredOn(IdentificationCase ended) {
        return deliveries.of(ended.id()).stream()
                .filter(delivery -> LETTERS.contains(delivery.kind()))
                .map(Delivery::handover)
                .filter(Objects::nonNull)
                .map(Handover::deliveredOn)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @Nullable
    Instant askUntil(IdentificationCase ended) {
        var delivered = deliveredOn(ended);
        var limit = terms.parameters(ended).get(Parameters.RECHECK_ASK_LIMIT).value();
        if (delivered == null || limit.isEmpty()) {
            return null;
        }
        var from = delivered.atTime(12, 0).atZone(LegalClock.ZONE).toInstant();
        return deadlines.end(from, limit.get()) instanceof DueDate.At at ? at.end() : null;
    }

    /** The sort of office in which the signed-in officer checks again. */
    OfficeKind office(DivisionCode village) {
        var posts = currentOfficer.require().posts().stream()
                .filter(post ->
                        post.role() == Role.RECHECK_OFFICER && post.division().contains(village))
                .map(post -> post.office().kind())
                .toList();
        return posts.contains(OfficeKind.LEADING_GROUP)
                ? OfficeKind.LEADING_GROUP
                : posts.stream().findFirst().orElse(OfficeKind.TOWN);
    }
}
