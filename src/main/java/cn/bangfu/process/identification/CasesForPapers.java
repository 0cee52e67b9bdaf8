package cn.bangfu.process.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.Households;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.paper.PaperCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class CasesForPapers implements PaperCases {

    private static final Duration AFTER_CLOSING = Duration.ofDays(30);

    private final IdentificationCases cases;
    private final Households households;
    private final LegalClock clock;

    CasesForPapers(IdentificationCases cases, Households households, LegalClock clock) {
        this.cases = cases;
        this.households = households;
        this.clock = clock;
    }

    @Override
    public Optional<PaperCase> find(CaseId id) {
        return all(List.of(id)).stream().findFirst();
    }

    @Override
    public List<PaperCase> all(Collection<CaseId> ids) {
        return ids.isEmpty() ? List.of() : paperCases(cases.all(ids));
    }

    @Override
    public Optional<PaperCase> of(HouseholdId household) {
        return cases.openCaseOf(household)
                .or(() -> cases.of(household).stream().findFirst())
                .map(found -> paperCases(List.of(found)).get(0));
    }

    @Override
    public List<PaperCase> recent(DivisionScope scope, int limit) {
        var since = clock.now().minus(AFTER_CLOSING);
        return paperCases(cases.recent(scope, false, limit).stream()
                .filter(found -> {
                    var closed = found.closedAt();
                    return closed == null || closed.isAfter(since);
                })
                .toList());
    }

    private List<PaperCase> paperCases(List<IdentificationCase> found) {
        var summaries = households.summaries(
                found.stream().map(IdentificationCase::household).toList());
        return found.stream()
                .map(one -> {
                    var summary = summaries.get(one.household());
                    return new PaperCase(
                            one.id(),
                            one.number().value(),
                            one.household(),
                            one.village(),
                            summary == null ? "" : summary.head(),
                            one.isOpen());
                })
                .toList();
    }
}
