package cn.bangfu.process.flow;

import cn.bangfu.access.Role;
import java.util.Map;

/** The stages of a case up to its poster, as other tests need them. */
public final class NoticeCases {

    private NoticeCases() {}

    public static String untilNotice(County county, String head, int birthYear) {
        var caseId = county.opensCase(county.application(head, County.identityNumber(birthYear), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        untilTownHead(county, caseId);
        townAgrees(county, caseId, "巴政发〔2026〕3号");
        return caseId;
    }

    /** From the home visit, which is due, until only the last of the three hands of the town is left. */
    static void untilTownHead(County county, String caseId) {
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_CheckFindings",
                Map.of("recounted", "NO", "findingsAccepted", "YES", "gapsAccepted", true));
        county.does(
                caseId,
                Role.VILLAGE_CHAIR,
                "UserTask_ReviewInVillage",
                FromApplicationToAssistanceTest.meeting("AGREED", 18, 2));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_HandleTownReview", Map.of("handlerOpinion", "ENTER"));
        county.does(caseId, Role.TOWN_REVIEWER, "UserTask_ReviewInTown", Map.of("townReview", "AGREE"));
    }

    /** The third hand of the town: to be posted. */
    static void townAgrees(County county, String caseId, String reportNumber) {
        county.does(
                caseId,
                Role.TOWN_HEAD,
                "UserTask_DecideInTown",
                Map.of("townDecision", "AGREE", "category", "MARGINAL", "reportNumber", reportNumber));
    }
}
