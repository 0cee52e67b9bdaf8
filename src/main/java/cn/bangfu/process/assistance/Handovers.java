package cn.bangfu.process.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.household.Households;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.engine.TaskCards;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.process.engine.TaskOffices;
import cn.bangfu.process.gateway.CaseHouseholds;
import cn.bangfu.process.gateway.CaseSummaries;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the gateway and the engine have to know of a handover: its town's offices, its term, and whom it is about. */
@Component
class Handovers implements CaseHouseholds, CaseSummaries, TaskCards, TaskOffices, TaskDeadlines {

    private final OfficerDuties duties;
    private final Households households;
    private final Divisions divisions;
    private final CountyParameters parameters;
    private final Deadlines deadlines;
    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;

    Handovers(
            OfficerDuties duties,
            Households households,
            Divisions divisions,
            CountyParameters parameters,
            Deadlines deadlines,
            LegalClock clock,
            CurrentOfficer currentOfficer) {
        this.duties = duties;
        this.households = households;
        this.divisions = divisions;
        this.parameters = parameters;
        this.deadlines = deadlines;
        this.clock = clock;
        this.currentOfficer = currentOfficer;
    }

    /** Digits only: it is read out on the telephone. */
    static String number(OfficerDuties.Handover handover) {
        return "交接-%08d".formatted(Math.floorMod(handover.id().getMostSignificantBits(), 100_000_000L));
    }

    static String reason(OfficerDuties.Handover handover) {
        return switch (handover.reason()) {
            case "TRANSFER" -> "调动";
            case "RETIREMENT" -> "退休";
            case "DEATH" -> "去世";
            default -> "调整";
        };
    }

    @Override
    public boolean knows(CaseId caseId) {
        return duties.handover(caseId.value()).isPresent();
    }

    /** The answers are sealed with the key of the first of the households. */
    @Override
    public Optional<CaseHousehold> of(CaseId caseId) {
        return duties.handover(caseId.value()).map(handover -> {
            var first = households.require(handover.households().get(0));
            return new CaseHousehold(first.id(), number(handover), first.village());
        });
    }

    @Override
    public List<Line> of(CaseId caseId, Actor reader) {
        return duties.handover(caseId.value())
                .map(handover -> List.of(
                        new Line("交接编号", number(handover)),
                        new Line("移交人", handover.officer()),
                        new Line("所在乡镇", divisions.path(handover.town())),
                        new Line("名下农户", handover.items().size() + "户")))
                .orElse(List.of());
    }

    @Override
    public Map<CaseId, Card> of(Set<CaseId> cases) {
        var cards = new HashMap<CaseId, Card>();
        var scope = currentOfficer.require().scope();
        for (var id : cases) {
            duties.handover(id.value())
                    .filter(handover -> scope.covers(handover.town()))
                    .ifPresent(handover -> cards.put(
                            id,
                            new Card(
                                    number(handover),
                                    divisions.require(handover.town()).shownName(),
                                    handover.officer(),
                                    "/assistance",
                                    null)));
        }
        return cards;
    }

    @Override
    public String officeGroup(String roleGroup, CaseId caseId, @Nullable String department) {
        var handover = duties.handover(caseId.value()).orElseThrow();
        return Arrays.stream(Role.values())
                .filter(role -> role.groupName().equals(roleGroup))
                .findFirst()
                .orElseThrow()
                .officeGroup(handover.town());
    }

    @Override
    public boolean knows(String element, CaseId caseId) {
        return knows(caseId);
    }

    @Override
    public @Nullable Instant due(String element, @Nullable String term, CaseId caseId, Local local) {
        var handover = duties.handover(caseId.value()).orElseThrow();
        return term == null
                ? null
                : Parameters.term(term)
                        .flatMap(limit -> parameters
                                .of(handover.town(), clock.today())
                                .get(limit)
                                .value())
                        .map(length -> deadlines.end(clock.now(), length))
                        .filter(DueDate.At.class::isInstance)
                        .map(end -> ((DueDate.At) end).end())
                        .orElse(null);
    }
}
