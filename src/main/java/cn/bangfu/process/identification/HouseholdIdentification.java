package cn.bangfu.process.identification;

import cn.bangfu.process.ProcessVariable;
import java.util.Date;
import java.util.Set;

/** Names shared with {@code processes/household-identification.bpmn}; a test holds the two together. */
public final class HouseholdIdentification {

    public static final String PROCESS_KEY = "household-identification";

    private HouseholdIdentification() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String HOUSEHOLD_APPLICATION = "StartEvent_HouseholdApplication";
        public static final String CADRE_SCREENING = "StartEvent_CadreScreening";
        public static final String DEPARTMENT_ALERT = "StartEvent_DepartmentAlert";
        public static final String CLUE_TAKEN = "StartEvent_ClueTaken";
        public static final String APPLICATION_RECEIVED = "StartEvent_ApplicationReceived";
        public static final String ACCEPTED = "StartEvent_Accepted";
        public static final String ASSESSMENT_BEGUN = "StartEvent_AssessmentBegun";
        public static final String FINDINGS_TAKEN = "StartEvent_FindingsTaken";
        public static final String TOWN_REVIEW_BEGUN = "StartEvent_TownReviewBegun";
        public static final String COUNTY_CONFIRMATION_BEGUN = "StartEvent_CountyConfirmationBegun";
        public static final String CASE_WITHDRAWN = "StartEvent_CaseWithdrawn";
        public static final String HOUSEHOLD_DISSOLVED = "StartEvent_HouseholdDissolved";
        public static final String HOUSEHOLD_CHANGED = "StartEvent_HouseholdChanged";
        public static final String DATA_ARRIVED = "StartEvent_DataArrived";

        public static final String VERIFY_CLUE = "UserTask_VerifyClue";
        public static final String CLOSE_CLUE = "UserTask_CloseClue";
        public static final String CORRECT_APPLICATION = "UserTask_CorrectApplication";
        public static final String DECIDE_NON_ACCEPTANCE = "UserTask_DecideNonAcceptance";
        public static final String DELIVER_NON_ACCEPTANCE = "UserTask_DeliverNonAcceptance";
        public static final String SUPPLY_POLICY_STATUS = "UserTask_SupplyPolicyStatus";
        public static final String DECIDE_RESIDENCY = "UserTask_DecideResidency";
        public static final String VERIFY_ELIMINATION = "UserTask_VerifyElimination";
        public static final String ANSWER_ROUTING = "UserTask_AnswerRouting";
        public static final String DECIDE_RESPONSIBLE_PLACE = "UserTask_DecideResponsiblePlace";
        public static final String DELIVER_RELIEF = "UserTask_DeliverRelief";
        public static final String VISIT_HOUSEHOLD = "UserTask_VisitHousehold";
        public static final String ANSWER_FINDINGS = "UserTask_AnswerFindings";
        public static final String CHECK_FINDINGS = "UserTask_CheckFindings";
        public static final String ANSWER_LATE_FINDINGS = "UserTask_AnswerLateFindings";
        public static final String CHECK_LATE_FINDINGS = "UserTask_CheckLateFindings";
        public static final String COUNTERSIGN_RELIEF_SUFFICED = "UserTask_CountersignReliefSufficed";
        public static final String REVIEW_IN_VILLAGE = "UserTask_ReviewInVillage";
        public static final String HANDLE_TOWN_REVIEW = "UserTask_HandleTownReview";
        public static final String REVIEW_IN_TOWN = "UserTask_ReviewInTown";
        public static final String DECIDE_IN_TOWN = "UserTask_DecideInTown";
        public static final String HANDLE_COUNTY_CONFIRMATION = "UserTask_HandleCountyConfirmation";
        public static final String REVIEW_IN_COUNTY = "UserTask_ReviewInCounty";
        public static final String DECIDE_IN_COUNTY = "UserTask_DecideInCounty";
        public static final String ANNOUNCE_DECISION = "UserTask_AnnounceDecision";
        public static final String WRITE_BACK_NATIONAL_NUMBER = "UserTask_WriteBackNationalNumber";
        public static final String DELIVER_REFUSAL = "UserTask_DeliverRefusal";
        public static final String CLOSE_WITHDRAWAL = "UserTask_CloseWithdrawal";
        public static final String CLOSE_DISSOLUTION = "UserTask_CloseDissolution";

        public static final String CHECK_ACCEPTANCE = "ServiceTask_CheckAcceptance";
        public static final String ROUTE_ENTRY = "ServiceTask_RouteEntry";
        public static final String END_RELIEF_WAIT = "ServiceTask_EndReliefWait";
        public static final String JUDGE_PRELIMINARILY = "ServiceTask_JudgePreliminarily";
        public static final String COMPARE_DEPARTMENT_DATA = "ServiceTask_CompareDepartmentData";
        public static final String PROPOSE_CATEGORY = "ServiceTask_ProposeCategory";
        public static final String ENTER_MONITORING = "ServiceTask_EnterMonitoring";
        public static final String RECOUNT_HOUSEHOLD = "ServiceTask_RecountHousehold";
        public static final String COMPARE_LATE_DATA = "ServiceTask_CompareLateData";
        public static final String JUDGE_AGAIN = "ServiceTask_JudgeAgain";

        public static final String PUBLIC_NOTICE = "CallActivity_PublicNotice";
        public static final String ASSISTANCE_ASSIGNMENT = "CallActivity_AssistanceAssignment";

        public static final String SUB_PROCESS_VERIFY_CLUE = "SubProcess_VerifyClue";
        public static final String SUB_PROCESS_ACCEPT = "SubProcess_Accept";
        public static final String SUB_PROCESS_ROUTE = "SubProcess_Route";
        public static final String SUB_PROCESS_ASSESS = "SubProcess_Assess";
        public static final String SUB_PROCESS_FINDINGS = "SubProcess_Findings";
        public static final String SUB_PROCESS_TOWN_REVIEW = "SubProcess_TownReview";
        public static final String SUB_PROCESS_COUNTY_CONFIRMATION = "SubProcess_CountyConfirmation";
        public static final String SUB_PROCESS_WITHDRAWAL = "SubProcess_Withdrawal";
        public static final String SUB_PROCESS_DISSOLUTION = "SubProcess_Dissolution";
        public static final String SUB_PROCESS_HOUSEHOLD_CHANGE = "SubProcess_HouseholdChange";
        public static final String SUB_PROCESS_LATE_COMPARISON = "SubProcess_LateComparison";

        public static final String BOUNDARY_CORRECTION_LATE = "BoundaryEvent_CorrectionLate";
        public static final String BOUNDARY_APPLICATION_DECLINED = "BoundaryEvent_ApplicationDeclined";
        public static final String BOUNDARY_NOT_ACCEPTED = "BoundaryEvent_NotAccepted";
        public static final String BOUNDARY_RELIEF_TIMED_OUT = "BoundaryEvent_ReliefTimedOut";

        public static final String GATEWAY_CLUE_RESULT = "Gateway_ClueResult";
        public static final String GATEWAY_CLUE_CLOSED = "Gateway_ClueClosed";
        public static final String GATEWAY_CLUE_VERIFIED = "Gateway_ClueVerified";
        public static final String GATEWAY_ACCEPTANCE = "Gateway_Acceptance";
        public static final String GATEWAY_CORRECTION_RESULT = "Gateway_CorrectionResult";
        public static final String GATEWAY_ACCEPTANCE_DECISION = "Gateway_AcceptanceDecision";
        public static final String GATEWAY_ROUTE_OPEN = "Gateway_RouteOpen";
        public static final String GATEWAY_ROUTE = "Gateway_Route";
        public static final String GATEWAY_ELIMINATION_CHECK = "Gateway_EliminationCheck";
        public static final String GATEWAY_ROUTING_ANSWER = "Gateway_RoutingAnswer";
        public static final String GATEWAY_ANSWERED = "Gateway_Answered";
        public static final String GATEWAY_RELIEF_FIRST = "Gateway_ReliefFirst";
        public static final String GATEWAY_BEGIN_ASSESS = "Gateway_BeginAssess";
        public static final String GATEWAY_ASSESS_SPLIT = "Gateway_AssessSplit";
        public static final String GATEWAY_ASSESS_JOIN = "Gateway_AssessJoin";
        public static final String GATEWAY_FINDINGS_OPEN = "Gateway_FindingsOpen";
        public static final String GATEWAY_FINDINGS_ACCEPTED = "Gateway_FindingsAccepted";
        public static final String GATEWAY_LATE_FINDINGS_OPEN = "Gateway_LateFindingsOpen";
        public static final String GATEWAY_LATE_FINDINGS_ACCEPTED = "Gateway_LateFindingsAccepted";
        public static final String GATEWAY_PROPOSAL_ROUTE = "Gateway_ProposalRoute";
        public static final String GATEWAY_RELIEF_SUFFICED = "Gateway_ReliefSufficed";
        public static final String GATEWAY_VILLAGE_REVIEW_RESULT = "Gateway_VillageReviewResult";
        public static final String GATEWAY_TOWN_REVIEW = "Gateway_TownReview";
        public static final String GATEWAY_TOWN_DECISION = "Gateway_TownDecision";
        public static final String GATEWAY_NOTICE_OUTCOME = "Gateway_NoticeOutcome";
        public static final String GATEWAY_COUNTY_REVIEW = "Gateway_CountyReview";
        public static final String GATEWAY_COUNTY_DECISION = "Gateway_CountyDecision";
        public static final String GATEWAY_ASSIST_SPLIT = "Gateway_AssistSplit";
        public static final String GATEWAY_ASSIST_JOIN = "Gateway_AssistJoin";
        public static final String GATEWAY_RETURNED = "Gateway_Returned";
        public static final String GATEWAY_RETURN_TO = "Gateway_ReturnTo";
        public static final String GATEWAY_RETURN_TO_ASSESSMENT = "Gateway_ReturnToAssessment";

        public static final String END_CLUE_VERIFIED = "EndEvent_ClueVerified";
        public static final String END_NO_RISK = "EndEvent_NoRisk";
        public static final String END_DECLINED = "EndEvent_Declined";
        public static final String END_APPLICATION_DECLINED = "EndEvent_ApplicationDeclined";
        public static final String END_ACCEPTED = "EndEvent_Accepted";
        public static final String END_APPLICATION_NOT_ACCEPTED = "EndEvent_ApplicationNotAccepted";
        public static final String END_NOT_ACCEPTED = "EndEvent_NotAccepted";
        public static final String END_ROUTED = "EndEvent_Routed";
        public static final String END_ROLLED_BACK = "EndEvent_RolledBack";
        public static final String END_POLICY_CONTINUES = "EndEvent_PolicyContinues";
        public static final String END_ALREADY_MONITORED = "EndEvent_AlreadyMonitored";
        public static final String END_OTHER_PLACE = "EndEvent_OtherPlace";
        public static final String END_ASSESSED = "EndEvent_Assessed";
        public static final String END_JUDGED = "EndEvent_Judged";
        public static final String END_RELIEF_SUFFICED = "EndEvent_ReliefSufficed";
        public static final String END_TOWN_DECIDED = "EndEvent_TownDecided";
        public static final String END_COUNTY_DECIDED = "EndEvent_CountyDecided";
        public static final String END_ASSISTED = "EndEvent_Assisted";
        public static final String END_REFUSED = "EndEvent_Refused";
        public static final String END_WITHDRAWN = "EndEvent_Withdrawn";
        public static final String END_DISSOLVED = "EndEvent_Dissolved";
        public static final String END_HOUSEHOLD_RECOUNTED = "EndEvent_HouseholdRecounted";
        public static final String END_LATE_COMPARED = "EndEvent_LateCompared";

        private Elements() {}
    }

    /** Names of the model's messages. */
    public static final class Messages {

        public static final String CLUE_REPORTED = "Message_ClueReported";
        public static final String DEPARTMENT_ALERT = "Message_DepartmentAlert";
        public static final String CASE_WITHDRAWN = "Message_CaseWithdrawn";
        public static final String HOUSEHOLD_DISSOLVED = "Message_HouseholdDissolved";
        public static final String HOUSEHOLD_CHANGED = "Message_HouseholdChanged";
        public static final String DATA_ARRIVED = "Message_DataArrived";

        private Messages() {}
    }

    /** Error codes by which {@code SubProcess_Accept} is left. Only the model raises them. */
    public static final class Errors {

        public static final String NOT_ACCEPTED = "NOT_ACCEPTED";
        public static final String APPLICATION_DECLINED = "APPLICATION_DECLINED";

        private Errors() {}
    }

    /** What the model finds its way by. Choices are the names of constants: {@code ${route == 'JUDGE'}}. */
    public static final class Variables {

        /** {@code NO_RISK}, {@code DECLINES}, {@code APPLIES}; answered in the form. */
        public static final ProcessVariable<String> CLUE_RESULT = new ProcessVariable<>("clueResult", String.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> CLUE_CLOSED = new ProcessVariable<>("clueClosed", String.class);

        /** {@code COMPLETE}, {@code INCOMPLETE}. */
        public static final ProcessVariable<String> ACCEPTANCE = new ProcessVariable<>("acceptance", String.class);

        /** When the town decides if what is missing has not come; with {@code INCOMPLETE}, and again when the town extends. */
        public static final ProcessVariable<Date> CORRECTION_DUE = new ProcessVariable<>("correctionDue", Date.class);

        /** {@code SUPPLIED}, {@code DECLINED}; answered in the form. */
        public static final ProcessVariable<String> CORRECTION_RESULT =
                new ProcessVariable<>("correctionResult", String.class);

        /** {@code EXTEND}, {@code ACCEPT_AS_IS}, {@code NOT_ACCEPTED}; answered in the form. */
        public static final ProcessVariable<String> ACCEPTANCE_DECISION =
                new ProcessVariable<>("acceptanceDecision", String.class);

        /** A constant of {@code policy.RouteOutcome}. */
        public static final ProcessVariable<String> ROUTE = new ProcessVariable<>("route", String.class);

        /** {@code ROLLED_BACK}, {@code EXIT_VERIFIED}; answered in the form. */
        public static final ProcessVariable<String> ELIMINATION_CHECK =
                new ProcessVariable<>("eliminationCheck", String.class);

        /** {@code ANSWERED}, {@code DISPUTED}; answered in the form. */
        public static final ProcessVariable<String> ROUTING_ANSWER =
                new ProcessVariable<>("routingAnswer", String.class);

        /** When waiting for relief ends; with {@code RELIEF_FIRST}. */
        public static final ProcessVariable<Date> RELIEF_WAIT_END = new ProcessVariable<>("reliefWaitEnd", Date.class);

        /** Whether the comparison left findings that the household has to answer. */
        public static final ProcessVariable<Boolean> FINDINGS_OPEN =
                new ProcessVariable<>("findingsOpen", Boolean.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> FINDINGS_ACCEPTED =
                new ProcessVariable<>("findingsAccepted", String.class);

        /** Whether what came late left findings that the household has to answer; local to that comparison. */
        public static final ProcessVariable<Boolean> LATE_FINDINGS_OPEN =
                new ProcessVariable<>("lateFindingsOpen", Boolean.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> LATE_FINDINGS_ACCEPTED =
                new ProcessVariable<>("lateFindingsAccepted", String.class);

        /** {@code CONTINUE}, {@code INCOMPLETE}, {@code RELIEF_SUFFICED}. */
        public static final ProcessVariable<String> PROPOSAL_ROUTE =
                new ProcessVariable<>("proposalRoute", String.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> RELIEF_SUFFICED =
                new ProcessVariable<>("reliefSufficed", String.class);

        /** {@code AGREED}, {@code NOT_AGREED}, {@code NOT_QUORATE}; answered in the form. */
        public static final ProcessVariable<String> VILLAGE_REVIEW_RESULT =
                new ProcessVariable<>("villageReviewResult", String.class);

        /** {@code AGREE}, {@code RETURN}; answered in the form. */
        public static final ProcessVariable<String> TOWN_REVIEW = new ProcessVariable<>("townReview", String.class);

        /** {@code AGREE}, {@code RETURN}, {@code REFUSE}; answered in the form. */
        public static final ProcessVariable<String> TOWN_DECISION = new ProcessVariable<>("townDecision", String.class);

        /** {@code PASSED}, {@code UPHELD_RETURN}, {@code UPHELD_END}; comes back from {@code public-notice}. */
        public static final ProcessVariable<String> NOTICE_OUTCOME =
                new ProcessVariable<>("noticeOutcome", String.class);

        /** {@code AGREE}, {@code RETURN}; answered in the form. */
        public static final ProcessVariable<String> COUNTY_REVIEW = new ProcessVariable<>("countyReview", String.class);

        /** {@code CONFIRM}, {@code RETURN}, {@code REFUSE}; answered in the form. */
        public static final ProcessVariable<String> COUNTY_DECISION =
                new ProcessVariable<>("countyDecision", String.class);

        /**
         * A constant of {@code identification.ReturnTo}: the step to which town, county or an upheld objection sends the case back. The
         * model sets it to {@code VISIT} when routing and when a category is proposed, so that an old answer never leads a later return.
         */
        public static final ProcessVariable<String> RETURN_TO = new ProcessVariable<>("returnTo", String.class);

        /** A constant of {@code identification.CaseOutcome}; a literal of each end of a case, local to it. */
        public static final ProcessVariable<String> OUTCOME = new ProcessVariable<>("outcome", String.class);

        /** A constant of {@code access.Department}: whose the step of a department's clerk is, local to the step. */
        public static final ProcessVariable<String> DEPARTMENT = new ProcessVariable<>("department", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(
                CLUE_RESULT,
                CLUE_CLOSED,
                ACCEPTANCE,
                CORRECTION_DUE,
                CORRECTION_RESULT,
                ACCEPTANCE_DECISION,
                ROUTE,
                ELIMINATION_CHECK,
                ROUTING_ANSWER,
                RELIEF_WAIT_END,
                FINDINGS_OPEN,
                FINDINGS_ACCEPTED,
                LATE_FINDINGS_OPEN,
                LATE_FINDINGS_ACCEPTED,
                PROPOSAL_ROUTE,
                RELIEF_SUFFICED,
                VILLAGE_REVIEW_RESULT,
                TOWN_REVIEW,
                TOWN_DECISION,
                NOTICE_OUTCOME,
                COUNTY_REVIEW,
                COUNTY_DECISION,
                RETURN_TO,
                OUTCOME,
                DEPARTMENT);

        private Variables() {}
    }
}
