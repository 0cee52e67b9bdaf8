package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.process.engine.TaskCards;
import cn.bangfu.process.gateway.CaseHouseholds.CaseHousehold;
import cn.bangfu.shared.CaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the features say of cases, whichever feature a case belongs to. */
@Component
class Cases {

    private final ObjectProvider<CaseHouseholds> households;
    private final ObjectProvider<CaseSummaries> summaries;
    private final ObjectProvider<TaskCards> cards;

    Cases(
            ObjectProvider<CaseHouseholds> households,
            ObjectProvider<CaseSummaries> summaries,
            ObjectProvider<TaskCards> cards) {
        this.households = households;
        this.summaries = summaries;
        this.cards = cards;
    }

    Optional<CaseHousehold> find(CaseId caseId) {
        return households.stream().flatMap(known -> known.of(caseId).stream()).findFirst();
    }

    /** @throws IllegalStateException if no feature knows the case */
    CaseHousehold require(CaseId caseId) {
        return find(caseId).orElseThrow(() -> new IllegalStateException("no feature knows the case " + caseId));
    }

    List<CaseSummaries.Line> summary(CaseId caseId, Actor reader) {
        return summaries.stream()
                .map(known -> known.of(caseId, reader))
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    Map<CaseId, TaskCards.Card> cards(Set<CaseId> cases) {
        var found = new HashMap<CaseId, TaskCards.Card>();
        if (!cases.isEmpty()) {
            cards.stream().forEach(known -> found.putAll(known.of(cases)));
        }
        return found;
    }
}
