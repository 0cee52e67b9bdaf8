package cn.bangfu.identification.web;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.CaseLookup;
import cn.bangfu.identification.CaseNumber;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.HouseholdId;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cases on the search page. */
@Component
class CaseSearch implements CaseLookup {

    private final IdentificationCases cases;

    CaseSearch(IdentificationCases cases) {
        this.cases = cases;
    }

    @Override
    public List<FoundCase> byNumber(String number, DivisionScope scope) {
        var typed = Normalizer.normalize(number, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .replaceAll("\\p{Pd}", "-");
        try {
            return cases.byNumber(new CaseNumber(typed)).filter(found -> scope.covers(found.village())).stream()
                    .map(CaseSearch::found)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    @Override
    public List<FoundCase> of(Collection<HouseholdId> households) {
        return households.isEmpty()
                ? List.of()
                : cases.ofAll(households).stream().map(CaseSearch::found).toList();
    }

    private static FoundCase found(IdentificationCase of) {
        return new FoundCase(of.id(), of.number().value(), of.household(), Shown.state(of), "/cases/" + of.id());
    }
}
