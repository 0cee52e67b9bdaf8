package cn.bangfu.process.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a household may ask for a re-check: one level up from who decided (rules.md annex B). */
@Component
class RecheckRoute {

    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final Deadlines deadlines;
    private final LegalClock clock;
    private final Offices offices;
    private final Divisions divisions;

    RecheckRoute(
            IdentificationCases cases,
            CaseTerms terms,
            Deadlines deadlines,
            LegalClock clock,
            Offices offices,
            Divisions divisions) {
        this.terms = terms;
        this.cases = cases;
        this.deadlines = deadlines;
        this.clock = clock;
        this.offices = offices;
        this.divisions = divisions;
    }

    /** @param decidedBy {@code TOWN_HEAD}: the county's department checks again; {@code COUNTY_HEAD}: the leading group's office */
    void putInto(Map<String, @Nullable Object> values, CaseId id, Role decidedBy) {
        var county = cases.require(id).village().county();
        values.put("recheckOffice", decidedBy == Role.COUNTY_HEAD ? leadingGroup(county) : countyOffice(county));
        terms.parameters(cases.require(id))
                .get(Parameters.RECHECK_ASK_LIMIT)
                .value()
                .ifPresent(limit -> {
                    if (deadlines.end(clock.now(), limit) instanceof DueDate.At at) {
                        values.put("recheckUntil", ChinaTime.day(at.end().minusMillis(1)));
                    }
                });
    }

    /** A letter that says so. */
    PaperContent letter(CaseId id, Role decidedBy) {
        var values = new HashMap<String, @Nullable Object>();
        putInto(values, id, decidedBy);
        return new PaperContent()
                .with("复核单位", ApplicationPapers.said(values, "recheckOffice"))
                .with("复核期限", ApplicationPapers.said(values, "recheckUntil"));
    }

    private String countyOffice(DivisionCode county) {
        return offices.of(county)
                .map(Office::name)
                .orElseGet(() -> divisions.require(county).shownName() + "县级主管部门");
    }

    private String leadingGroup(DivisionCode county) {
        return offices.in(DivisionScope.of(county)).stream()
                .filter(office -> office.kind() == OfficeKind.LEADING_GROUP)
                .map(Office::name)
                .findFirst()
                .orElseGet(() -> divisions.require(county).shownName() + "领导小组办公室");
    }
}
