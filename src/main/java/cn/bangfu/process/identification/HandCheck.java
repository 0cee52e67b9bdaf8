package cn.bangfu.process.identification;

import static cn.bangfu.process.identification.HouseholdIdentification.Elements;

import cn.bangfu.identification.CaseHands;
import cn.bangfu.identification.Hand;
import cn.bangfu.process.gateway.DutyCheck;
import cn.bangfu.process.gateway.StepContext;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Separation of duties at the steps: one person, one hand a case (security.md T5). The database refuses once more. */
@Component
class HandCheck implements DutyCheck {

    /** The hand that a step takes; steps that are not named decide nothing. */
    static final Map<String, Hand> HANDS = Map.ofEntries(
            Map.entry(Elements.VISIT_HOUSEHOLD, Hand.VILLAGE),
            Map.entry(Elements.REVIEW_IN_VILLAGE, Hand.VILLAGE),
            Map.entry(Elements.HANDLE_TOWN_REVIEW, Hand.TOWN_HANDLER),
            Map.entry(Elements.REVIEW_IN_TOWN, Hand.TOWN_REVIEWER),
            Map.entry(Elements.DECIDE_IN_TOWN, Hand.TOWN_HEAD),
            Map.entry(Elements.HANDLE_COUNTY_CONFIRMATION, Hand.COUNTY_HANDLER),
            Map.entry(Elements.REVIEW_IN_COUNTY, Hand.COUNTY_REVIEWER),
            Map.entry(Elements.DECIDE_IN_COUNTY, Hand.COUNTY_HEAD),
            Map.entry("UserTask_AdmitReCheck", Hand.RECHECK),
            Map.entry("UserTask_CheckAgain", Hand.RECHECK),
            Map.entry("UserTask_InvestigateObjection", Hand.OBJECTION_INVESTIGATOR));

    private final CaseHands hands;

    HandCheck(CaseHands hands) {
        this.hands = hands;
    }

    @Override
    public Optional<String> objection(StepContext context) {
        var needed = HANDS.get(context.element());
        if (needed == null) {
            return Optional.empty();
        }
        var taken = hands.of(context.caseId()).get(context.actor().person());
        if (taken == null || taken == needed) {
            return Optional.empty();
        }
        return Optional.of("您在本案已担任“%s”，按职责分离的规定不能再担任“%s”，请由本单位其他人员办理。".formatted(taken.label(), needed.label()));
    }
}
