package cn.bangfu.process.batch;

import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps that are done for many households at once, and what of their forms is each household's own: its category, its risks, its
 * reasons. The rest may be said once for all of them.
 */
final class TogetherSteps {

    /** @param own fields never asked for all; none may be asked for all if {@code shared} names those that may */
    record Together(BatchKind kind, Set<String> own, Set<String> shared) {

        boolean asksForAll(String field) {
            return shared.isEmpty() ? !own.contains(field) : shared.contains(field);
        }
    }

    private static final Map<String, Together> STEPS = Map.ofEntries(
            Map.entry(Elements.VERIFY_CLUE, some(BatchKind.CLUES, "visitedOn", "visitPlace", "visitors")),
            Map.entry(Elements.CLOSE_CLUE, all(BatchKind.CLUES)),
            Map.entry(Elements.ANSWER_FINDINGS, some(BatchKind.FINDINGS, "answeredOn", "officers")),
            Map.entry(
                    Elements.CHECK_FINDINGS,
                    some(BatchKind.FINDINGS, "recounted", "findingsAccepted", "opinion", "checkedOn")),
            Map.entry(
                    Elements.HANDLE_TOWN_REVIEW,
                    all(BatchKind.TOWN_LIST, "papers", "category", "paperGaps", "overrideReason")),
            Map.entry(Elements.REVIEW_IN_TOWN, all(BatchKind.TOWN_LIST)),
            Map.entry(
                    Elements.DECIDE_IN_TOWN,
                    all(BatchKind.TOWN_LIST, "category", "overrideReason", "returnTo", "returnNote", "refusalReason")),
            Map.entry(
                    Elements.HANDLE_COUNTY_CONFIRMATION,
                    all(BatchKind.COUNTY_LIST, "papers", "category", "overrideReason")),
            Map.entry(Elements.REVIEW_IN_COUNTY, all(BatchKind.COUNTY_LIST)),
            Map.entry(
                    Elements.DECIDE_IN_COUNTY,
                    all(
                            BatchKind.COUNTY_LIST,
                            "category",
                            "mainRisk",
                            "risks",
                            "otherRisk",
                            "overrideReason",
                            "returnTo",
                            "returnNote",
                            "refusalReason")),
            Map.entry(Elements.ANNOUNCE_DECISION, some(BatchKind.DELIVERIES, "announcedOn", "place", "photos")),
            Map.entry(Elements.DELIVER_REFUSAL, some(BatchKind.DELIVERIES, "deliveredOn", "deliveryWay")),
            Map.entry(Elements.SUPPLY_POLICY_STATUS, all(BatchKind.POLICY_STATUS, "policyStatus")));

    private TogetherSteps() {}

    static Optional<Together> of(String element) {
        return Optional.ofNullable(STEPS.get(element));
    }

    static Set<String> elements() {
        return STEPS.keySet();
    }

    private static Together all(BatchKind kind, String... but) {
        return new Together(kind, Set.of(but), Set.of());
    }

    private static Together some(BatchKind kind, String... shared) {
        return new Together(kind, Set.of(), Set.of(shared));
    }
}
