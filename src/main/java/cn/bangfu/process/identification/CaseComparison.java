package cn.bangfu.process.identification;

import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.DepartmentComparison;
import cn.bangfu.comparison.DepartmentComparison.Compared;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
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

    CaseComparison(
            IdentificationCases cases,
            Applications applications,
            Households households,
            DepartmentComparison comparison,
            CaseFindings findings) {
        this.cases = cases;
        this.applications = applications;
        this.households = households;
        this.comparison = comparison;
        this.findings = findings;
    }

    /** @return whether anything waits for an answer of the household */
    boolean compare(CaseId id) {
        var compared = cases.require(id);
        var members = members(id);
        var people = applications.consents(id).stream()
                .filter(consent -> consent.decision() == Consent.Decision.SIGNED)
                .flatMap(consent -> Optional.ofNullable(members.get(consent.member())).stream()
                        .map(member -> new Compared(member, registers(consent))))
                .toList();
        comparison.compare(id, compared.household(), compared.village().county(), people);
        return findings.of(id).stream().anyMatch(ComparisonFinding::awaitsAnswer);
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
