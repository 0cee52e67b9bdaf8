package cn.bangfu.process.model;

import static cn.bangfu.process.assistance.AssistanceDelivery.Elements.CONFIRM_RECEIPT;
import static cn.bangfu.process.assistance.AssistanceDelivery.Elements.DELIVER_MEASURE;
import static cn.bangfu.process.assistance.AssistanceDelivery.Elements.INSPECT_DELIVERY;
import static cn.bangfu.process.assistance.AssistanceDelivery.Elements.SETTLE_MEASURE;
import static cn.bangfu.process.assistance.OfficerHandover.Elements.APPROVE_HANDOVER;
import static cn.bangfu.process.assistance.OfficerHandover.Elements.PREPARE_HANDOVER;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ANNOUNCE_DECISION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ANSWER_FINDINGS;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ANSWER_LATE_FINDINGS;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ANSWER_ROUTING;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.BOUNDARY_CORRECTION_LATE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.BOUNDARY_RELIEF_TIMED_OUT;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CHECK_FINDINGS;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CHECK_LATE_FINDINGS;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CLOSE_CLUE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CLOSE_DISSOLUTION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CLOSE_WITHDRAWAL;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CORRECT_APPLICATION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.COUNTERSIGN_RELIEF_SUFFICED;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_IN_COUNTY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_IN_TOWN;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_NON_ACCEPTANCE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_RESIDENCY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_RESPONSIBLE_PLACE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DELIVER_NON_ACCEPTANCE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DELIVER_REFUSAL;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DELIVER_RELIEF;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.HANDLE_COUNTY_CONFIRMATION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.HANDLE_TOWN_REVIEW;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_COUNTY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_TOWN;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_VILLAGE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.SUPPLY_POLICY_STATUS;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.VERIFY_CLUE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.VERIFY_ELIMINATION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.VISIT_HOUSEHOLD;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.WRITE_BACK_NATIONAL_NUMBER;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.CASE_WITHDRAWN;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.CLUE_REPORTED;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.DATA_ARRIVED;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.DEPARTMENT_ALERT;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.HOUSEHOLD_CHANGED;
import static cn.bangfu.process.identification.HouseholdIdentification.Messages.HOUSEHOLD_DISSOLVED;
import static cn.bangfu.process.notice.PublicNoticeProcess.Elements.CATCH_NOTICE_ENDS;
import static cn.bangfu.process.notice.PublicNoticeProcess.Elements.CLOSE_NOTICE;
import static cn.bangfu.process.notice.PublicNoticeProcess.Elements.INVESTIGATE_OBJECTION;
import static cn.bangfu.process.notice.PublicNoticeProcess.Elements.PUBLISH_NOTICE;
import static cn.bangfu.process.notice.PublicNoticeProcess.Messages.OBJECTION_RAISED;
import static cn.bangfu.process.notice.PublicNoticeProcess.Messages.POSTER_CORRECTED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.process.assistance.AssistanceAssignment;
import cn.bangfu.process.assistance.AssistanceDelivery;
import cn.bangfu.process.notice.PaperDelivery;
import cn.bangfu.process.notice.ReCheckProcess;
import cn.bangfu.testing.PostgresTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One walk for each way out of the procedure, and for each way back (rules.md annex A). */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysOutTest {

    private static final Date TOMORROW = new Date(System.currentTimeMillis() + 86_400_000L);

    private Walk walk;

    @BeforeAll
    void start(DataSource dataSource) {
        walk = new Walk(dataSource);
    }

    @BeforeEach
    void begin() {
        walk.begin();
    }

    @AfterAll
    void everyElementWasCalledOn() {
        var all = new TreeSet<String>();
        ProcessModel.all().forEach(model -> all.addAll(model.nodeIds()));
        var visited = walk.visited();
        walk.close();
        assertThat(visited).containsAll(all);
    }

    // --- to the end

    @Test
    void anApplicationEndsWithAssistanceHandedOver() {
        walk.given("findingsOpen", true).application();
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
        walk.answer(VISIT_HOUSEHOLD);
        walk.answer(ANSWER_FINDINGS).answer(CHECK_FINDINGS, "findingsAccepted", "YES");
        assertThat(walk.delegates())
                .containsExactly(
                        "checkAcceptance",
                        "routeEntry",
                        "compareDepartmentData",
                        "judgePreliminarily",
                        "proposeCategory");
        walk.answer(REVIEW_IN_VILLAGE, "villageReviewResult", "AGREED");
        town("AGREE");
        notice();
        county("CONFIRM");
        walk.answer(ANNOUNCE_DECISION);
        assertThat(walk.open())
                .containsExactly(AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER, WRITE_BACK_NATIONAL_NUMBER);
        assistance();
        assertThat(walk.isOver()).isFalse();
        walk.answer(WRITE_BACK_NATIONAL_NUMBER);
        assertThat(walk.outcome()).containsExactly("ASSISTED");
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void aClueWithoutRiskIsClosedByTheTownOnly() {
        walk.clue(CLUE_REPORTED).answer(VERIFY_CLUE, "clueResult", "NO_RISK");
        walk.answer(CLOSE_CLUE, "clueClosed", "NO");
        assertThat(walk.open()).containsExactly(VERIFY_CLUE);
        walk.answer(VERIFY_CLUE, "clueResult", "NO_RISK").answer(CLOSE_CLUE, "clueClosed", "YES");
        ended("NO_RISK");
    }

    @Test
    void aHouseholdThatDoesNotWishToApplyIsLeftInPeace() {
        walk.clue(DEPARTMENT_ALERT).answer(VERIFY_CLUE, "clueResult", "DECLINES");
        ended("DECLINED");
    }

    @Test
    void aHouseholdThatAppliesOnTheFirstVisitGoesOn() {
        walk.clue(CLUE_REPORTED).answer(VERIFY_CLUE, "clueResult", "APPLIES");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void aHouseholdThatRefusesConsentIsLeftInPeaceToo() {
        walk.given("acceptance", "INCOMPLETE").application();
        walk.answer(CORRECT_APPLICATION, "correctionResult", "DECLINED");
        ended("DECLINED");
    }

    @Test
    void whatWasMissingIsSuppliedAndCheckedAgain() {
        walk.given("acceptance", "INCOMPLETE").application();
        walk.answer(CORRECT_APPLICATION, "correctionResult", "SUPPLIED");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void theTownNeverTheClockRefusesToAccept() {
        walk.given("acceptance", "INCOMPLETE").application().timer(BOUNDARY_CORRECTION_LATE);
        assertThat(walk.open()).containsExactly(DECIDE_NON_ACCEPTANCE);
        walk.answer(DECIDE_NON_ACCEPTANCE, "acceptanceDecision", "EXTEND", "correctionDue", TOMORROW);
        walk.timer(BOUNDARY_CORRECTION_LATE).answer(DECIDE_NON_ACCEPTANCE, "acceptanceDecision", "NOT_ACCEPTED");
        assertThat(walk.outcome()).isEmpty();
        walk.answer(DELIVER_NON_ACCEPTANCE);
        ended("NOT_ACCEPTED");
    }

    @Test
    void theTownMayAcceptWhatThereIs() {
        walk.given("acceptance", "INCOMPLETE").application().timer(BOUNDARY_CORRECTION_LATE);
        walk.answer(DECIDE_NON_ACCEPTANCE, "acceptanceDecision", "ACCEPT_AS_IS");
        assertThat(walk.delegates()).containsSubsequence("checkAcceptance", "checkAcceptance", "routeEntry");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void policiesGoOnWithoutANewEntry() {
        walk.given("route", "POLICY_CONTINUES").application().answer(ANSWER_ROUTING, "routingAnswer", "ANSWERED");
        ended("POLICY_CONTINUES");
    }

    @Test
    void aNewRiskOfAMonitoredHouseholdJoinsItsEntry() {
        walk.given("route", "ALREADY_MONITORED").application().answer(ANSWER_ROUTING, "routingAnswer", "ANSWERED");
        ended("ALREADY_MONITORED");
    }

    @Test
    void aHouseholdThatLivesElsewhereIsForwarded() {
        walk.given("route", "OTHER_PLACE").application().answer(ANSWER_ROUTING, "routingAnswer", "ANSWERED");
        ended("OTHER_PLACE");
    }

    @Test
    void theCountyDecidesWhichPlaceIsResponsible() {
        walk.given("route", "OTHER_PLACE").application().answer(ANSWER_ROUTING, "routingAnswer", "DISPUTED");
        walk.answer(DECIDE_RESPONSIBLE_PLACE);
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void whatTheTableCannotKnowPeopleFindOut() {
        walk.given("route", "NEEDS_STATUS", "MANUAL").application().answer(SUPPLY_POLICY_STATUS);
        walk.answer(DECIDE_RESIDENCY);
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void anExitThatWasWrongIsRolledBack() {
        walk.given("route", "ROLLBACK_CHECK")
                .application()
                .answer(VERIFY_ELIMINATION, "eliminationCheck", "ROLLED_BACK");
        ended("ROLLED_BACK");
    }

    @Test
    void anExitThatWasRightDoesNotStandInTheWay() {
        walk.given("route", "ROLLBACK_CHECK").application();
        walk.answer(VERIFY_ELIMINATION, "eliminationCheck", "EXIT_VERIFIED");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void reliefThatSufficesEndsTheCaseWithTheTownsSignature() {
        walk.given("route", "RELIEF_FIRST")
                .given("proposalRoute", "RELIEF_SUFFICED")
                .application();
        assertThat(walk.open()).containsExactly(DELIVER_RELIEF);
        assertThat(walk.local(walk.task(DELIVER_RELIEF), "department")).isEqualTo("CIVIL_AFFAIRS");
        walk.answer(DELIVER_RELIEF);
        assessed();
        walk.answer(COUNTERSIGN_RELIEF_SUFFICED, "reliefSufficed", "YES");
        ended("RELIEF_SUFFICED");
    }

    @Test
    void aHouseholdMayInsistAfterRelief() {
        walk.given("route", "RELIEF_FIRST")
                .given("proposalRoute", "RELIEF_SUFFICED")
                .application();
        walk.answer(DELIVER_RELIEF);
        assessed();
        walk.answer(COUNTERSIGN_RELIEF_SUFFICED, "reliefSufficed", "NO");
        assertThat(walk.open()).containsExactly(REVIEW_IN_VILLAGE);
    }

    @Test
    void reliefThatNeverComesDoesNotHoldUpTheHousehold() {
        walk.given("route", "RELIEF_FIRST").application().timer(BOUNDARY_RELIEF_TIMED_OUT);
        assertThat(walk.delegates()).contains("endReliefWait");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
    }

    @Test
    void theTownsRefusalIsDelivered() {
        reviewed("NOT_AGREED");
        town("REFUSE");
        assertThat(walk.outcome()).isEmpty();
        walk.answer(DELIVER_REFUSAL);
        ended("REFUSED");
    }

    @Test
    void theCountysRefusalIsDelivered() {
        confirmable();
        county("REFUSE");
        walk.answer(DELIVER_REFUSAL);
        ended("REFUSED");
    }

    @Test
    void anObjectionThatIsUpheldMayEndTheCase() {
        posted();
        walk.tell(OBJECTION_RAISED)
                .answer(INVESTIGATE_OBJECTION, "moreObjections", false, "objectionResult", "UPHELD_END");
        walk.answer(DELIVER_REFUSAL);
        ended("REFUSED");
    }

    @Test
    void anApplicationMayBeWithdrawnAnywhere() {
        walk.application().tell(CASE_WITHDRAWN);
        assertThat(walk.open()).containsExactly(CLOSE_WITHDRAWAL);
        walk.answer(CLOSE_WITHDRAWAL);
        ended("WITHDRAWN");

        posted();
        walk.tell(CASE_WITHDRAWN).answer(CLOSE_WITHDRAWAL);
        ended("WITHDRAWN");
    }

    @Test
    void aHouseholdThatIsNoMoreEndsTheCase() {
        reviewed("AGREED");
        walk.tell(HOUSEHOLD_DISSOLVED).answer(CLOSE_DISSOLUTION);
        ended("DISSOLVED");
    }

    // --- ways back

    @Test
    void theDeathOfAMemberEndsNothingButCountsAgain() {
        reviewed("AGREED");
        walk.tell(HOUSEHOLD_CHANGED).tell(HOUSEHOLD_CHANGED);
        assertThat(walk.delegates()).endsWith("recountHousehold", "recountHousehold");
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
        assertThat(walk.outcome()).isEmpty();
    }

    @Test
    void whatIsFoundLateIsAnsweredBesideTheCase() {
        reviewed("AGREED");
        walk.tell(DATA_ARRIVED);
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
        walk.given("lateFindingsOpen", true).tell(DATA_ARRIVED);
        assertThat(walk.open()).containsExactly(ANSWER_LATE_FINDINGS, HANDLE_TOWN_REVIEW);
        walk.answer(ANSWER_LATE_FINDINGS).answer(CHECK_LATE_FINDINGS, "lateFindingsAccepted", "NO");
        walk.answer(ANSWER_LATE_FINDINGS).answer(CHECK_LATE_FINDINGS, "lateFindingsAccepted", "YES");
        assertThat(walk.delegates()).endsWith("compareLateData", "judgeAgain");
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
    }

    @Test
    void aMeetingThatIsNotQuorateIsHeldAgain() {
        reviewed("NOT_QUORATE");
        assertThat(walk.open()).containsExactly(REVIEW_IN_VILLAGE);
    }

    @Test
    void aVillageThatDoesNotAgreeLeavesItToTheTown() {
        reviewed("NOT_AGREED");
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
    }

    @Test
    void anUnclearAnswerGoesBackToTheVillage() {
        walk.given("findingsOpen", true).application().answer(VISIT_HOUSEHOLD);
        walk.answer(ANSWER_FINDINGS).answer(CHECK_FINDINGS, "findingsAccepted", "NO");
        assertThat(walk.open()).containsExactly(ANSWER_FINDINGS);
    }

    @Test
    void whatIsIncompleteIsVisitedAgain() {
        walk.given("proposalRoute", "INCOMPLETE").application();
        assessed();
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
        assessed();
        assertThat(walk.open()).containsExactly(REVIEW_IN_VILLAGE);
    }

    @Test
    void reviewersSendBackToTheirHandler() {
        reviewed("AGREED");
        walk.answer(HANDLE_TOWN_REVIEW).answer(REVIEW_IN_TOWN, "townReview", "RETURN");
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
        town("AGREE");
        notice();
        walk.answer(HANDLE_COUNTY_CONFIRMATION).answer(REVIEW_IN_COUNTY, "countyReview", "RETURN");
        assertThat(walk.open()).containsExactly(HANDLE_COUNTY_CONFIRMATION);
    }

    @Test
    void theTownSendsBackToANamedStep() {
        reviewed("AGREED");
        town("RETURN", "returnTo", "VISIT");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
        assessed();
        walk.answer(REVIEW_IN_VILLAGE, "villageReviewResult", "AGREED");
        town("RETURN", "returnTo", "FINDINGS");
        assertThat(walk.open()).containsExactly(ANSWER_FINDINGS);
        walk.answer(ANSWER_FINDINGS).answer(CHECK_FINDINGS, "findingsAccepted", "YES");
        walk.answer(REVIEW_IN_VILLAGE, "villageReviewResult", "AGREED");
        town("RETURN", "returnTo", "VILLAGE_REVIEW");
        assertThat(walk.open()).containsExactly(REVIEW_IN_VILLAGE);
    }

    @Test
    void anOldReturnDoesNotLeadALaterOne() {
        reviewed("AGREED");
        town("RETURN", "returnTo", "FINDINGS");
        walk.given("proposalRoute", "INCOMPLETE");
        walk.answer(ANSWER_FINDINGS).answer(CHECK_FINDINGS, "findingsAccepted", "YES");
        assertThat(walk.open()).containsExactly(VISIT_HOUSEHOLD);
        walk.answer(VISIT_HOUSEHOLD);
        assertThat(walk.open()).containsExactly(CHECK_FINDINGS);
    }

    @Test
    void theCountySendsBackToTheTown() {
        confirmable();
        county("RETURN", "returnTo", "TOWN_REVIEW");
        assertThat(walk.open()).containsExactly(HANDLE_TOWN_REVIEW);
    }

    @Test
    void anObjectionFreezesTheCaseAndADismissedOneLetsItGoOn() {
        posted();
        walk.tell(OBJECTION_RAISED);
        assertThat(walk.open()).containsExactly(INVESTIGATE_OBJECTION);
        walk.answer(
                INVESTIGATE_OBJECTION, "moreObjections", false, "objectionResult", "DISMISSED", "legalEnd", TOMORROW);
        assertThat(walk.open()).isEmpty();
        walk.timer(CATCH_NOTICE_ENDS).answer(CLOSE_NOTICE, "nextNoticeLevel", false);
        assertThat(walk.open()).containsExactly(HANDLE_COUNTY_CONFIRMATION);
    }

    @Test
    void anObjectionIsHeardUntilTheNoticeIsClosed() {
        posted();
        walk.timer(CATCH_NOTICE_ENDS);
        assertThat(walk.open()).containsExactly(CLOSE_NOTICE);
        walk.tell(OBJECTION_RAISED);
        assertThat(walk.open()).containsExactly(INVESTIGATE_OBJECTION);
    }

    @Test
    void whatComesInWhileAnObjectionIsInvestigatedIsInvestigatedNext() {
        posted();
        walk.tell(OBJECTION_RAISED)
                .answer(INVESTIGATE_OBJECTION, "moreObjections", true, "objectionResult", "DISMISSED");
        assertThat(walk.open()).containsExactly(INVESTIGATE_OBJECTION);
        walk.answer(
                INVESTIGATE_OBJECTION, "moreObjections", false, "objectionResult", "DISMISSED", "legalEnd", TOMORROW);
        assertThat(walk.open()).isEmpty();
    }

    @Test
    void aNoticeOnOneLevelIsFollowedByTheNextLevels() {
        posted();
        walk.timer(CATCH_NOTICE_ENDS).answer(CLOSE_NOTICE, "nextNoticeLevel", true);
        assertThat(walk.open()).containsExactly(PUBLISH_NOTICE);
        notice();
        assertThat(walk.open()).containsExactly(HANDLE_COUNTY_CONFIRMATION);
    }

    @Test
    void aPosterThatIsCorrectedForAnotherHouseholdIsPostedAnew() {
        posted();
        walk.tell(POSTER_CORRECTED);
        assertThat(walk.open()).containsExactly(PUBLISH_NOTICE);
        notice();
        assertThat(walk.open()).containsExactly(HANDLE_COUNTY_CONFIRMATION);
    }

    @Test
    void aWrongTextIsPostedAnew() {
        posted();
        walk.tell(OBJECTION_RAISED)
                .answer(INVESTIGATE_OBJECTION, "moreObjections", false, "objectionResult", "CORRECTED");
        assertThat(walk.open()).containsExactly(PUBLISH_NOTICE);
    }

    @Test
    void anObjectionThatIsUpheldSendsTheCaseBack() {
        posted();
        walk.tell(OBJECTION_RAISED);
        walk.answer(
                INVESTIGATE_OBJECTION,
                "moreObjections",
                false,
                "objectionResult",
                "UPHELD_RETURN",
                "returnTo",
                "VILLAGE_REVIEW");
        assertThat(walk.open()).containsExactly(REVIEW_IN_VILLAGE);
    }

    @Test
    void aTimerFiredTooEarlyChangesNothing() {
        posted();
        walk.given("noticeEnded", false, false).timer(CATCH_NOTICE_ENDS).timer(CATCH_NOTICE_ENDS);
        assertThat(walk.open()).isEmpty();
        walk.timer(CATCH_NOTICE_ENDS);
        assertThat(walk.open()).containsExactly(CLOSE_NOTICE);
    }

    @Test
    void aPlanThatADepartmentDoesNotAcceptIsProposedAgain() {
        confirmable();
        county("CONFIRM");
        walk.answer(ANNOUNCE_DECISION).given("planStands", false);
        walk.answer(AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER);
        accepted("h1");
        assertThat(walk.open()).containsExactly(AssistanceAssignment.Elements.PROPOSE_PLAN, WRITE_BACK_NATIONAL_NUMBER);
        accepted("a1", "a2");
        walk.answer(AssistanceAssignment.Elements.HAND_OVER_PLAN, "householdConfirms", "NO");
        assertThat(walk.open()).containsExactly(AssistanceAssignment.Elements.PROPOSE_PLAN, WRITE_BACK_NATIONAL_NUMBER);
    }

    // --- a measure's own way

    @Test
    void aMeasureIsDeliveredAcceptedPaidAndConfirmed() {
        walk.measure("h1");
        assertThat(walk.local(walk.task(AssistanceDelivery.Elements.DELIVER_MEASURE), "department"))
                .isEqualTo("HEALTH");
        delivered();
        walk.answer(INSPECT_DELIVERY, "inspectionPassed", "YES", "fundsOwed", "YES");
        assertThat(walk.open()).isEmpty();
        walk.tell(AssistanceDelivery.Messages.MEASURE_PAID).answer(CONFIRM_RECEIPT, "householdContent", "YES");
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void aMeasureWithoutMoneyWaitsForNone() {
        walk.measure("h1");
        delivered();
        walk.answer(INSPECT_DELIVERY, "inspectionPassed", "YES", "fundsOwed", "NO");
        assertThat(walk.open()).containsExactly(CONFIRM_RECEIPT);
    }

    @Test
    void badWorkAndADiscontentedHouseholdGoBackToTheDepartment() {
        walk.measure("a1");
        delivered();
        walk.answer(INSPECT_DELIVERY, "inspectionPassed", "NO");
        assertThat(walk.open()).containsExactly(DELIVER_MEASURE);
        delivered();
        walk.answer(INSPECT_DELIVERY, "inspectionPassed", "YES", "fundsOwed", "NO");
        walk.answer(CONFIRM_RECEIPT, "householdContent", "NO");
        assertThat(walk.open()).containsExactly(DELIVER_MEASURE);
    }

    @Test
    void whatADepartmentCannotDoTheTownDecides() {
        walk.measure("a1").answer(DELIVER_MEASURE, "deliveryResult", "NOT_POSSIBLE");
        walk.answer(SETTLE_MEASURE, "settleResult", "AGAIN");
        assertThat(walk.open()).containsExactly(DELIVER_MEASURE);
        walk.answer(DELIVER_MEASURE, "deliveryResult", "NOT_POSSIBLE");
        walk.answer(SETTLE_MEASURE, "settleResult", "DROPPED");
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void aRiskThatLosesItsMeasureGetsANewPlan() {
        walk.measure("a1").given("risksCovered", false);
        walk.answer(DELIVER_MEASURE, "deliveryResult", "NOT_POSSIBLE");
        walk.answer(SETTLE_MEASURE, "settleResult", "DROPPED");
        assertThat(walk.open()).containsExactly(AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER);
        walk.answer(AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER);
        accepted("a2");
        walk.answer(AssistanceAssignment.Elements.HAND_OVER_PLAN, "householdConfirms", "YES");
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void moneyThatAnObjectionTookAwayIsTheTownsToSettle() {
        walk.measure("a1");
        delivered();
        walk.answer(INSPECT_DELIVERY, "inspectionPassed", "YES", "fundsOwed", "YES");
        walk.tell(AssistanceDelivery.Messages.FUNDS_WITHDRAWN);
        assertThat(walk.open()).containsExactly(SETTLE_MEASURE);
    }

    private void delivered() {
        walk.answer(DELIVER_MEASURE, "deliveryResult", "DELIVERED");
    }

    // --- once more, one level up

    @Test
    void aReCheckThatIsDecidedReachesTheHousehold() {
        for (var result : List.of("CONFIRMED", "OVERTURNED")) {
            walk.reCheck().answer(ReCheckProcess.Elements.ADMIT_RE_CHECK, "reCheckAdmitted", "YES");
            walk.answer(ReCheckProcess.Elements.CHECK_AGAIN, "reCheckResult", result);
            assertThat(walk.open()).containsExactly(ReCheckProcess.Elements.DELIVER_RE_CHECK_ANSWER);
            walk.answer(ReCheckProcess.Elements.DELIVER_RE_CHECK_ANSWER);
            assertThat(walk.isOver()).isTrue();
        }
    }

    @Test
    void aReCheckThatIsNotAdmittedIsAnsweredToo() {
        walk.reCheck().answer(ReCheckProcess.Elements.ADMIT_RE_CHECK, "reCheckAdmitted", "NO");
        assertThat(walk.open()).containsExactly(ReCheckProcess.Elements.DELIVER_RE_CHECK_ANSWER);
    }

    @Test
    void aPaperIsOwedUntilItIsDeliveredOrNobodyOwesItAnyMore() {
        walk.paper("one");
        assertThat(walk.open()).containsExactly(PaperDelivery.Elements.DELIVER_PAPER);
        walk.answer(PaperDelivery.Elements.DELIVER_PAPER);
        assertThat(walk.isOver()).isTrue();
        walk.paper("two").tell(PaperDelivery.Messages.NOTHING_OWED);
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void aReCheckMayBeTakenBack() {
        walk.reCheck().answer(ReCheckProcess.Elements.ADMIT_RE_CHECK, "reCheckAdmitted", "YES");
        walk.answer(ReCheckProcess.Elements.CHECK_AGAIN, "reCheckResult", "WITHDRAWN");
        assertThat(walk.isOver()).isTrue();
    }

    // --- an officer's handover

    @Test
    void aHandoverIsPreparedReturnedAndApproved() {
        walk.handover().answer(PREPARE_HANDOVER).answer(APPROVE_HANDOVER, "handoverDecision", "RETURN");
        assertThat(walk.open()).containsExactly(PREPARE_HANDOVER);
        walk.answer(PREPARE_HANDOVER).answer(APPROVE_HANDOVER, "handoverDecision", "APPROVE");
        assertThat(walk.isOver()).isTrue();
    }

    @Test
    void anOfficerWhoStaysHandsNothingOver() {
        walk.handover().answer(PREPARE_HANDOVER).answer(APPROVE_HANDOVER, "handoverDecision", "CANCEL");
        assertThat(walk.isOver()).isTrue();
    }

    // --- parts of the way

    private void assessed() {
        walk.answer(VISIT_HOUSEHOLD).answer(CHECK_FINDINGS, "findingsAccepted", "YES");
    }

    private void reviewed(String result) {
        walk.application();
        assessed();
        walk.answer(REVIEW_IN_VILLAGE, "villageReviewResult", result);
    }

    private void town(String decision, Object... more) {
        walk.answer(HANDLE_TOWN_REVIEW).answer(REVIEW_IN_TOWN, "townReview", "AGREE");
        walk.answer(DECIDE_IN_TOWN, with("townDecision", decision, more));
    }

    private void posted() {
        reviewed("AGREED");
        town("AGREE");
        walk.answer(PUBLISH_NOTICE, "legalEnd", TOMORROW);
        assertThat(walk.open()).isEmpty();
    }

    private void notice() {
        walk.answer(PUBLISH_NOTICE, "legalEnd", TOMORROW)
                .timer(CATCH_NOTICE_ENDS)
                .answer(CLOSE_NOTICE, "nextNoticeLevel", false);
    }

    private void confirmable() {
        reviewed("AGREED");
        town("AGREE");
        notice();
    }

    private void county(String decision, Object... more) {
        walk.answer(HANDLE_COUNTY_CONFIRMATION).answer(REVIEW_IN_COUNTY, "countyReview", "AGREE");
        walk.answer(DECIDE_IN_COUNTY, with("countyDecision", decision, more));
    }

    private void assistance() {
        walk.answer(AssistanceAssignment.Elements.NAME_RESPONSIBLE_OFFICER);
        walk.answer(AssistanceAssignment.Elements.PROPOSE_PLAN, "measures", new ArrayList<>(List.of("h1", "a1")));
        var measures = walk.tasks(AssistanceAssignment.Elements.ACCEPT_MEASURE);
        assertThat(measures)
                .extracting(task -> walk.local(task, "measure"), task -> walk.local(task, "department"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("h1", "HEALTH"),
                        org.assertj.core.groups.Tuple.tuple("a1", "AGRICULTURE"));
        measures.forEach(walk::answer);
        walk.answer(AssistanceAssignment.Elements.HAND_OVER_PLAN, "householdConfirms", "YES");
    }

    private void accepted(String... measures) {
        walk.answer(AssistanceAssignment.Elements.PROPOSE_PLAN, "measures", new ArrayList<>(List.of(measures)));
        walk.tasks(AssistanceAssignment.Elements.ACCEPT_MEASURE).forEach(walk::answer);
    }

    private void ended(String outcome) {
        assertThat(walk.outcome()).containsExactly(outcome);
        assertThat(walk.isOver()).isTrue();
    }

    private static Object[] with(String name, Object value, Object... more) {
        var all = new ArrayList<Object>(List.of(name, value));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
