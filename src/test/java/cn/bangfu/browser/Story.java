package cn.bangfu.browser;

import cn.bangfu.process.flow.County;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A household with its troubles, as it would be put down in a village office. */
final class Story {

    private Story() {}

    /** A couple, the husband's mother and a boy at school. */
    static Map<String, Object> application(County county, String head, String identityNumber, String... risks) {
        var answers = new HashMap<>(county.application(head, identityNumber, risks));
        answers.put("contactPhone", "13947712345");
        answers.put("villageName", "乌吉尔嘎查");
        answers.put("villagerGroup", "第二牧业小组");
        answers.put("applicationWay", "WRITTEN");
        answers.put("difficulty", "去年冬天雪大，养的羊冻死病死了一半，贷款到期还不上，家里没有别的收入。");
        answers.put("helpWanted", "想请信用社把贷款往后推一推，开春再买一批母羊。");
        answers.put(
                "members",
                List.of(
                        member(head, "HEAD", identityNumber, "SIGNED"),
                        member("萨仁其木格", "SPOUSE", County.identityNumber(1978), "SIGNED"),
                        member("娜仁高娃", "MOTHER", County.identityNumber(1950), "SIGNED"),
                        member("阿拉坦苏和", "SON", County.identityNumber(2014), "MINOR")));
        return answers;
    }

    static Map<String, Object> member(String name, String relation, String identityNumber, String consent) {
        var member = new HashMap<String, Object>(Map.of(
                "name", name,
                "relation", relation,
                "identityNumber", identityNumber,
                "change", "ADDED",
                "changedOn", LocalDate.now().toString(),
                "consent", consent,
                "consentSignedOn", LocalDate.now().toString()));
        if (consent.equals("MINOR")) {
            member.put("guardian", "萨仁其木格");
        }
        return member;
    }

    /** @param livestock what the household has from its sheep, in yuan; everything else is the same */
    static Map<String, Object> visit(String livestock, String perHead) {
        var answers = new HashMap<String, Object>();
        answers.put(
                "visitors",
                List.of(Map.of("name", "特木尔", "office", "乌吉尔嘎查党支部委员"), Map.of("name", "乌云毕力格", "office", "驻村工作队队员")));
        answers.put("visitedAt", "00:01");
        answers.put("peoplePresent", "户主和母亲");
        answers.put("livestock", livestock);
        answers.put("grassland", "6200");
        answers.put("pension", "1800");
        answers.put("fodder", "4000");
        answers.put("previousNetIncomePerHead", "9800");
        answers.put("signedIncomePerHead", perHead);
        answers.put("mainRisk", "BUSINESS_FAILURE");
        answers.put("copes", "NO");
        answers.put("copesReason", "贷款到期还不上，没有劳力外出打工，自己缓不过来。");
        answers.put("suddenEvent", "NONE");
        answers.put("basicLifeHardship", "NO");
        answers.put("foodAndClothing", "SECURE");
        answers.put("education", "SECURE");
        answers.put("medicalCare", "SECURE");
        answers.put("housing", "SECURE");
        answers.put("water", "SECURE");
        answers.put("debts", List.of(Map.of("creditor", "农村信用社", "amount", "60000", "purpose", "买羊")));
        answers.put("assets", List.of());
        answers.put("permanentResident", "YES");
        answers.put("visitorsOpinion", "情况属实，建议纳入监测，帮助联系贷款展期。");
        return answers;
    }

    static Map<String, Object> meeting() {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("heldAt", "00:02");
        answers.put("place", "嘎查村委会会议室");
        answers.put("meetingKind", "REPRESENTATIVES");
        answers.put("chair", "巴图");
        answers.put("recorder", "格日乐");
        answers.put("rosterVersion", "第十一届，2024年5月6日");
        answers.put("entitled", "30");
        answers.put("present", "24");
        answers.put("attendees", "巴图、格日乐、特木尔、苏和等二十四人，签到表附后");
        answers.put("recusals", List.of());
        answers.put("villageReviewResult", "AGREED");
        answers.put("inFavour", "22");
        answers.put("against", "1");
        answers.put("abstained", "1");
        return answers;
    }
}
