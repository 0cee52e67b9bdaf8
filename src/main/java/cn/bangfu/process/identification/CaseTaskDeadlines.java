package cn.bangfu.process.identification;

import static cn.bangfu.process.identification.HouseholdIdentification.Elements;

import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Term;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long each step may take: the county's step limits (procedure.md section 3). */
@Component
class CaseTaskDeadlines implements TaskDeadlines {

    /** Terms by element; a step that is not named has no deadline of its own. */
    static final Map<String, Parameter<Term>> TERMS = Map.ofEntries(
            Map.entry(Elements.VERIFY_CLUE, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.CLOSE_CLUE, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.CORRECT_APPLICATION, Parameters.CORRECTION_LIMIT),
            Map.entry(Elements.DECIDE_NON_ACCEPTANCE, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.SUPPLY_POLICY_STATUS, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.DECIDE_RESIDENCY, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.VERIFY_ELIMINATION, Parameters.VISIT_LIMIT),
            Map.entry(Elements.ANSWER_ROUTING, Parameters.REFUSAL_LIMIT),
            Map.entry(Elements.DELIVER_NON_ACCEPTANCE, Parameters.REFUSAL_LIMIT),
            Map.entry(Elements.DECIDE_RESPONSIBLE_PLACE, Parameters.ACCEPTANCE_LIMIT),
            Map.entry(Elements.DELIVER_RELIEF, Parameters.RELIEF_WAIT_MAX),
            Map.entry(Elements.VISIT_HOUSEHOLD, Parameters.VISIT_LIMIT),
            Map.entry(Elements.ANSWER_FINDINGS, Parameters.REVIEW_LIMIT),
            Map.entry(Elements.CHECK_FINDINGS, Parameters.REVIEW_LIMIT),
            Map.entry(Elements.REVIEW_IN_VILLAGE, Parameters.REVIEW_LIMIT),
            Map.entry(Elements.HANDLE_TOWN_REVIEW, Parameters.TOWN_LIMIT),
            Map.entry(Elements.REVIEW_IN_TOWN, Parameters.TOWN_LIMIT),
            Map.entry(Elements.DECIDE_IN_TOWN, Parameters.TOWN_LIMIT),
            Map.entry(Elements.COUNTERSIGN_RELIEF_SUFFICED, Parameters.TOWN_LIMIT),
            Map.entry(Elements.HANDLE_COUNTY_CONFIRMATION, Parameters.COUNTY_LIMIT),
            Map.entry(Elements.REVIEW_IN_COUNTY, Parameters.COUNTY_LIMIT),
            Map.entry(Elements.DECIDE_IN_COUNTY, Parameters.COUNTY_LIMIT),
            Map.entry(Elements.ANNOUNCE_DECISION, Parameters.REFUSAL_LIMIT),
            Map.entry(Elements.DELIVER_REFUSAL, Parameters.REFUSAL_LIMIT),
            Map.entry(Elements.WRITE_BACK_NATIONAL_NUMBER, Parameters.FIRST_MEASURE_LIMIT),
            Map.entry(Elements.CLOSE_WITHDRAWAL, Parameters.TOWN_LIMIT),
            Map.entry(Elements.CLOSE_DISSOLUTION, Parameters.TOWN_LIMIT),
            Map.entry("UserTask_PublishNotice", Parameters.TOWN_LIMIT),
            Map.entry("UserTask_InvestigateObjection", Parameters.OBJECTION_LIMIT),
            Map.entry("UserTask_CloseNotice", Parameters.TOWN_LIMIT),
            Map.entry("UserTask_NameResponsibleOfficer", Parameters.FIRST_MEASURE_LIMIT),
            Map.entry("UserTask_ProposePlan", Parameters.FIRST_MEASURE_LIMIT),
            Map.entry("UserTask_AcceptMeasure", Parameters.FIRST_MEASURE_LIMIT),
            Map.entry("UserTask_HandOverPlan", Parameters.FIRST_MEASURE_LIMIT));

    private final IdentificationCases cases;
    private final CaseTerms terms;

    CaseTaskDeadlines(IdentificationCases cases, CaseTerms terms) {
        this.cases = cases;
        this.terms = terms;
    }

    @Override
    public @Nullable Instant due(String element, CaseId caseId) {
        var term = TERMS.get(element);
        return term == null ? null : terms.endFromNow(cases.require(caseId), term);
    }
}
