package cn.bangfu.notice;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
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
        List<String> privateNumbers) {

    public NoticeSubject {
        children = List.copyOf(children);
        privateNumbers = List.copyOf(privateNumbers);
    }

    @Override
    public String toString() {
        return "NoticeSubject[" + caseId + "]";
    }
}
