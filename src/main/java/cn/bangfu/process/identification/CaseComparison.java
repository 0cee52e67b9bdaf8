package cn.bangfu.process.identification;

import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.DepartmentComparison;
import cn.bangfu.comparison.DepartmentComparison.Compared;
import cn.bangfu.comparison.LateData;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A case's comparison: who has signed is compared, in the registers that the consent names; nobody else. */
@Component
class CaseComparison {

    private final IdentificationCases cases;
    private final Applications applications;
    private final Households households;
    private final DepartmentComparison comparison;
    private final CaseFindings findings;
    private final LateData late;
    private final CaseTerms terms;

    CaseComparison(
            IdentificationCases cases,
            Applications applications,
            Households households,
            DepartmentComparison comparison,
            CaseFindings findings,
            LateData late,
            CaseTerms terms) {
        this.cases = cases;
        this.applications = applications;
        this.households = households;
        this.comparison = comparison;
        this.findings = findings;
        this.late = late;
        this.terms = terms;
    }

    /** @return whether anything waits for an answer of the household */
    boolean compare(CaseId id) {
        return compare(id, signed(id));
    }

    /**
     * Only what was waited for: who signed since, and departments that sent something since.
     *
     * @return whether anything waits for an answer of the household
     */
    boolean compareLate(CaseId id) {
        var there = late.there(id);
        var people = signed(id).stream()
                .map(person -> new Compared(
                        person.member(),
                        person.registers().stream()
                                .filter(there.getOrDefault(person.member().id(), Set.of())::contains)
                                .collect(Collectors.toSet())))
                .filter(person -> !person.registers().isEmpty())
                .toList();
        return compare(id, people);
    }

    private boolean compare(CaseId id, List<Compared> people) {
        var compared = cases.require(id);
        comparison.compare(id, compared.household(), compared.village().county(), people);
        terms.parameters(compared)
                .get(Parameters.FINDINGS_VALID_MONTHS)
                .value()
                .ifPresent(months -> late.carryOver(id, months));
        return findings.of(id).stream().anyMatch(ComparisonFinding::awaitsAnswer);
    }

    private List<Compared> signed(CaseId id) {
        var members = members(id);
        return applications.consents(id).stream()
                .filter(consent -> consent.decision() == Consent.Decision.SIGNED)
                .flatMap(consent -> Optional.ofNullable(members.get(consent.member())).stream()
                        .map(member -> new Compared(member, registers(consent))))
                .toList();
    }

    private static Set<Register> registers(Consent consent) {
        return consent.registers().stream().map(Register::valueOf).collect(Collectors.toSet());
    }

    /** Everybody of the household, also who has left it, by id. */
    Map<MemberId, HouseholdMember> members(CaseId id) {
        return households.require(cases.require(id).household()).members().stream()
                .collect(Collectors.toMap(HouseholdMember::id, Function.identity()));
    }
}
