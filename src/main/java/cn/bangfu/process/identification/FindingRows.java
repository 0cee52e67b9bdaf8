package cn.bangfu.process.identification;

import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding as a row of the two forms about findings. */
final class FindingRows {

    private FindingRows() {}

    static Map<String, @Nullable Object> row(ComparisonFinding finding, Map<MemberId, HouseholdMember> members) {
        var member = members.get(finding.member());
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("finding", finding.id().toString());
        row.put("person", member == null ? "—" : member.name().value());
        row.put("department", finding.register().source());
        row.put("fact", finding.fact() + "（" + finding.weight().label() + "）");
        var date = finding.dataDate();
        row.put("dataDate", date == null ? "—" : ChinaTime.day(date));
        return row;
    }
}
