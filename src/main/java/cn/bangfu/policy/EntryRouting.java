package cn.bangfu.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks table A, {@code entry-routing.dmn} (rules 1.4), in its own words, and adds what is owed beside the outcome. */
@Service
public class EntryRouting {

    public static final String DECISION_KEY = "entry-routing";

    private final DecisionTables tables;

    public EntryRouting(DecisionTables tables) {
        this.tables = tables;
    }

    /** @throws IllegalStateException while relief is pending: nothing is decided then (rules 1.4) */
    public Routing route(EntryFacts facts, ParameterSet county) {
        if (facts.relief() == ReliefState.PENDING) {
            throw new IllegalStateException("entry is not decided while relief is pending");
        }
        var inputs = inputs(facts, county);
        var decision = tables.evaluate(DECISION_KEY, inputs);
        var outcome = decision.outcome("route", RouteOutcome.class);
        var rows = new ArrayList<>(decision.rowNames());
        if (outcome == RouteOutcome.RELIEF_FIRST) {
            rows.add("R1");
        }
        return new Routing(outcome, followUps(outcome, facts, county, rows), rows, inputs, decision);
    }

    private static Map<String, @Nullable Object> inputs(EntryFacts facts, ParameterSet county) {
        var inputs = new LinkedHashMap<String, @Nullable Object>();
        inputs.put("monitoringState", facts.monitoringState().name());
        inputs.put("policyStatus", facts.policyStatus().name());
        inputs.put("residency", residency(facts, county));
        inputs.put("sameRiskAgain", facts.sameRiskAgain());
        inputs.put("exitVerified", facts.exitVerified());
        inputs.put("enjoyingPolicyMayEnter", county.require(Parameters.ENJOYING_POLICY_MAY_ENTER));
        inputs.put("reliefMode", county.require(Parameters.RELIEF_MODE).name());
        inputs.put("reliefCause", reliefCause(facts, county));
        inputs.put("relief", facts.relief().name());
        inputs.put("risks", facts.risks().stream().map(Enum::name).sorted().toList());
        inputs.put("county", county.county().value());
        return Collections.unmodifiableMap(inputs);
    }

    /**
     * Where the county has not said whether residency is needed, a permanent resident passes either way; of anybody else the
     * town decides, nothing is assumed.
     */
    private static String residency(EntryFacts facts, ParameterSet county) {
        if (facts.residencyDecided()) {
            return facts.residency().name();
        }
        return county.get(Parameters.RESIDENCY_NEEDED)
                .value()
                .map(rule -> rule == ResidencyRule.NOBODY
                        ? "NOT_NEEDED"
                        : facts.residency().name())
                .orElseGet(() -> facts.residency() == Residency.YES ? Residency.YES.name() : Residency.DOUBTFUL.name());
    }

    private static boolean reliefCause(EntryFacts facts, ParameterSet county) {
        return !Collections.disjoint(facts.risks(), county.require(Parameters.RELIEF_CAUSES));
    }

    private static EnumSet<FollowUp> followUps(
            RouteOutcome outcome, EntryFacts facts, ParameterSet county, ArrayList<String> rows) {
        var followUps = EnumSet.noneOf(FollowUp.class);
        var reliefCause = reliefCause(facts, county);
        switch (outcome) {
            case ALREADY_MONITORED -> {
                if (!facts.risks().isEmpty()) {
                    followUps.add(FollowUp.ADD_RISK);
                }
            }
            case POLICY_CONTINUES -> {
                followUps.add(FollowUp.CHECK_DUE_POLICIES);
                if (facts.suddenEvent() != null || reliefCause) {
                    followUps.add(FollowUp.TEMPORARY_ASSISTANCE);
                }
            }
            case OTHER_PLACE -> followUps.add(FollowUp.FORWARD);
            case JUDGE -> {
                if (county.require(Parameters.RELIEF_MODE) == ReliefMode.PROCEDURE_OWED
                        && reliefCause
                        && facts.relief() == ReliefState.NONE) {
                    followUps.add(FollowUp.RELIEF_BESIDE);
                    rows.add("R5");
                }
            }
            case ROLLBACK_CHECK, NEEDS_STATUS, MANUAL, RELIEF_FIRST -> {}
        }
        if (Repairs.needed(facts.risks())) {
            followUps.add(FollowUp.REPAIR_AT_ONCE);
            rows.add("R6");
        }
        return followUps;
    }
}
