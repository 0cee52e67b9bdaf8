package cn.bangfu.notice;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a notice or an announcement is about, as the case knows it.
 *
 * @param village where the case is handled
 * @param group 村民小组, as the register writes it
 * @param people how many belong to the household
 * @param category proposed, or confirmed
 * @param children names that must stand in no published text
 * @param privateNumbers identity numbers, phones and accounts of the household, which must stand in no published text either
 * @param decidedAt when the town decided last: notices from before count for nothing
 */
public record NoticeSubject(
        CaseId caseId,
        HouseholdId household,
        DivisionCode village,
        @Nullable String group,
        PersonName head,
        int people,
        MonitoringCategory category,
        List<PersonName> children,
        List<String> privateNumbers,
        @Nullable Instant decidedAt) {

    public NoticeSubject {
        children = List.copyOf(children);
        privateNumbers = List.copyOf(privateNumbers);
    }

    /** Of a case that the town has decided once. */
    public NoticeSubject(
            CaseId caseId,
            HouseholdId household,
            DivisionCode village,
            @Nullable String group,
            PersonName head,
            int people,
            MonitoringCategory category,
            List<PersonName> children,
            List<String> privateNumbers) {
        this(caseId, household, village, group, head, people, category, children, privateNumbers, null);
    }

    @Override
    public String toString() {
        return "NoticeSubject[" + caseId + "]";
    }
}
