package cn.bangfu.process.flow;

import cn.bangfu.access.Role;
import java.util.List;
import java.util.Map;

/** A household led through the whole identification, for tests of what comes after it. */
public final class Confirmed {

    private Confirmed() {}

    /** Until the county's head has confirmed it with these risks, and the village has announced it. */
    public static String household(County county, String head, String... risks) {
        return household(county, head, Map.of(), risks);
    }

    /** @param more that it says when it applies */
    public static String household(County county, String head, Map<String, Object> more, String... risks) {
        var caseId = reviewed(county, head, more, () -> county.daysPass(10));
        county.does(
                caseId,
                Role.COUNTY_HEAD,
                "UserTask_DecideInCounty",
                Map.of(
                        "countyDecision", "CONFIRM",
                        "category", "MARGINAL",
                        "mainRisk", risks[0],
                        "risks", List.of(risks),
                        "documentNumber", "杭农牧发〔2026〕1号"));
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_AnnounceDecision", Map.of());
        return caseId;
    }

    /**
     * Until it waits for the county's head.
     *
     * @param noticeRuns lets the term of the notice pass
     */
    public static String reviewed(County county, String head, Map<String, Object> more, Runnable noticeRuns) {
        var application = county.application(head, County.identityNumber(1970), "BUSINESS_FAILURE");
        application.putAll(more);
        var caseId = county.opensCase(application);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        NoticeCases.untilTownHead(county, caseId);
        NoticeCases.townAgrees(county, caseId, "巴政发〔2026〕1号");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_PublishNotice", Map.of());
        noticeRuns.run();
        county.fireTimers(caseId);
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseNotice", Map.of("stayedPosted", "YES"));
        county.does(
                caseId, Role.COUNTY_CLERK, "UserTask_HandleCountyConfirmation", Map.of("handlerOpinion", "CONFIRM"));
        county.does(caseId, Role.COUNTY_REVIEWER, "UserTask_ReviewInCounty", Map.of("countyReview", "AGREE"));
        return caseId;
    }
}
