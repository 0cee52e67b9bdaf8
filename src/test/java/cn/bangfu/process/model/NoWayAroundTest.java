package cn.bangfu.process.model;

import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ANNOUNCE_DECISION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ASSISTANCE_ASSIGNMENT;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.CHECK_ACCEPTANCE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.COMPARE_DEPARTMENT_DATA;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_IN_COUNTY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.DECIDE_IN_TOWN;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ENTER_MONITORING;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.HANDLE_COUNTY_CONFIRMATION;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.HANDLE_TOWN_REVIEW;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.PROPOSE_CATEGORY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.PUBLIC_NOTICE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_COUNTY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_TOWN;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.REVIEW_IN_VILLAGE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.ROUTE_ENTRY;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.VERIFY_CLUE;
import static cn.bangfu.process.identification.HouseholdIdentification.Elements.VISIT_HOUSEHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.process.notice.PublicNoticeProcess;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No way leads around a step that protects the household (rules.md annex A). */
class NoWayAroundTest {

    /** What has to lie before what, whichever way the case goes. */
    private static final List<List<String>> ORDER = List.of(
            List.of(CHECK_ACCEPTANCE, ROUTE_ENTRY),
            List.of(ROUTE_ENTRY, VISIT_HOUSEHOLD),
            List.of(ROUTE_ENTRY, COMPARE_DEPARTMENT_DATA),
            List.of(VISIT_HOUSEHOLD, PROPOSE_CATEGORY),
            List.of(COMPARE_DEPARTMENT_DATA, PROPOSE_CATEGORY),
            List.of(PROPOSE_CATEGORY, REVIEW_IN_VILLAGE),
            List.of(REVIEW_IN_VILLAGE, HANDLE_TOWN_REVIEW),
            List.of(HANDLE_TOWN_REVIEW, REVIEW_IN_TOWN),
            List.of(REVIEW_IN_TOWN, DECIDE_IN_TOWN),
            List.of(DECIDE_IN_TOWN, PUBLIC_NOTICE),
            List.of(PUBLIC_NOTICE, HANDLE_COUNTY_CONFIRMATION),
            List.of(HANDLE_COUNTY_CONFIRMATION, REVIEW_IN_COUNTY),
            List.of(REVIEW_IN_COUNTY, DECIDE_IN_COUNTY),
            List.of(DECIDE_IN_COUNTY, ANNOUNCE_DECISION),
            List.of(ANNOUNCE_DECISION, ENTER_MONITORING),
            List.of(ENTER_MONITORING, ASSISTANCE_ASSIGNMENT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                HouseholdIdentification.Elements.CADRE_SCREENING,
                HouseholdIdentification.Elements.DEPARTMENT_ALERT
            })
    void noWayLeadsAroundAStep(String start) {
        var ways = new Ways(ProcessModel.IDENTIFICATION.instance());
        assertThat(ways.from(start, Set.of())).contains(ASSISTANCE_ASSIGNMENT);
        for (var pair : ORDER) {
            assertThat(ways.from(start, Set.of(pair.get(0))))
                    .as("%s without %s", pair.get(1), pair.get(0))
                    .doesNotContain(pair.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HouseholdIdentification.Elements.CADRE_SCREENING,
                HouseholdIdentification.Elements.DEPARTMENT_ALERT
            })
    void aClueIsVerifiedBeforeItIsAccepted(String start) {
        assertThat(new Ways(ProcessModel.IDENTIFICATION.instance()).from(start, Set.of(VERIFY_CLUE)))
                .doesNotContain(CHECK_ACCEPTANCE);
    }

    @Test
    void everyWayOutIsReached() {
        var ways = new Ways(ProcessModel.IDENTIFICATION.instance());
        var starts = Set.of(
                HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                HouseholdIdentification.Elements.CADRE_SCREENING,
                HouseholdIdentification.Elements.CASE_WITHDRAWN,
                HouseholdIdentification.Elements.HOUSEHOLD_DISSOLVED,
                HouseholdIdentification.Elements.HOUSEHOLD_CHANGED,
                HouseholdIdentification.Elements.DATA_ARRIVED);
        assertThat(starts.stream().flatMap(start -> ways.from(start, Set.of()).stream()))
                .containsAll(ProcessModel.IDENTIFICATION.nodeIds().stream()
                        .filter(id -> !id.equals(HouseholdIdentification.Elements.DEPARTMENT_ALERT)
                                && !id.equals(HouseholdIdentification.Elements.SUB_PROCESS_WITHDRAWAL)
                                && !id.equals(HouseholdIdentification.Elements.SUB_PROCESS_DISSOLUTION)
                                && !id.equals(HouseholdIdentification.Elements.SUB_PROCESS_HOUSEHOLD_CHANGE)
                                && !id.equals(HouseholdIdentification.Elements.SUB_PROCESS_LATE_COMPARISON))
                        .toList());
    }

    @Test
    void aNoticePassesOnlyAfterItsTimeWasCheckedAndItWasClosed() {
        var ways = new Ways(ProcessModel.NOTICE.instance());
        for (var step : List.of(
                PublicNoticeProcess.Elements.PUBLISH_NOTICE,
                PublicNoticeProcess.Elements.CATCH_NOTICE_ENDS,
                PublicNoticeProcess.Elements.CHECK_NOTICE_END,
                PublicNoticeProcess.Elements.CLOSE_NOTICE)) {
            assertThat(ways.from(PublicNoticeProcess.Elements.NOTICE_DUE, Set.of(step)))
                    .as("without %s", step)
                    .doesNotContain(PublicNoticeProcess.Elements.END_PASSED);
        }
        assertThat(ways.from(PublicNoticeProcess.Elements.NOTICE_DUE, Set.of()))
                .containsAll(ProcessModel.NOTICE.nodeIds());
    }

    @Test
    void aShortcutIsFound() {
        var redrawn = ProcessModel.IDENTIFICATION.instance().clone();
        SequenceFlow agreed = redrawn.getModelElementById("Flow_ProposalComplete");
        FlowNode notice = redrawn.getModelElementById(PUBLIC_NOTICE);
        agreed.setTarget(notice);
        notice.getIncoming().add(agreed);

        var around = new Ways(redrawn)
                .from(HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION, Set.of(REVIEW_IN_VILLAGE));

        assertThat(around).contains(ASSISTANCE_ASSIGNMENT);
    }
}
