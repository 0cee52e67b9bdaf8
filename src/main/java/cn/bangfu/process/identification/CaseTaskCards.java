package cn.bangfu.process.identification;

import cn.bangfu.access.Divisions;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.process.engine.TaskCards;
import cn.bangfu.shared.CaseId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class CaseTaskCards implements TaskCards {

    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final Households households;
    private final Divisions divisions;

    CaseTaskCards(IdentificationCases cases, CaseTerms terms, Households households, Divisions divisions) {
        this.cases = cases;
        this.terms = terms;
        this.households = households;
        this.divisions = divisions;
    }

    @Override
    public Map<CaseId, Card> of(Set<CaseId> ids) {
        var found = cases.all(ids);
        var summaries = households.summaries(
                found.stream().map(IdentificationCase::household).toList());
        var cards = new HashMap<CaseId, Card>();
        for (var shown : found) {
            var household = summaries.get(shown.household());
            if (household != null) {
                var village = divisions.require(shown.village()).shownName();
                cards.put(
                        shown.id(),
                        new Card(
                                shown.number().value(),
                                village,
                                household.head(),
                                "/cases/" + shown.id(),
                                terms.lastDay(shown).orElse(null)));
            }
        }
        return cards;
    }
}
