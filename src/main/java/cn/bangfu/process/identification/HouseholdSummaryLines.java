package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.policy.MonitoringState;
import cn.bangfu.policy.TimeLeft;
import cn.bangfu.process.gateway.CaseSummaries;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every form shows of the household first. No diagnosis, income or number: those stand where a step needs them. */
@Component
class HouseholdSummaryLines implements CaseSummaries {

    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final Households households;
    private final MonitoredHouseholds monitored;
    private final Divisions divisions;
    private final Deliveries deliveries;

    HouseholdSummaryLines(
            IdentificationCases cases,
            CaseTerms terms,
            Households households,
            MonitoredHouseholds monitored,
            Divisions divisions,
            Deliveries deliveries) {
        this.cases = cases;
        this.terms = terms;
        this.households = households;
        this.monitored = monitored;
        this.divisions = divisions;
        this.deliveries = deliveries;
    }

    @Override
    public List<Line> of(CaseId caseId, Actor reader) {
        var found = cases.find(caseId);
        if (found.isEmpty()) {
            return List.of();
        }
        var shown = found.get();
        var household = households.summary(shown.household()).orElseThrow();
        var lines = new ArrayList<Line>();
        lines.add(new Line("案件编号", shown.number().value()));
        lines.add(new Line("户主", household.head()));
        lines.add(new Line(
                "住址", divisions.path(shown.village()) + (household.group() == null ? "" : " " + household.group())));
        lines.add(new Line("户编号", household.number()));
        lines.add(new Line("在册人数", household.members() + "人"));
        lines.add(new Line("政策享受状态", household.policyStatus().label()));
        if (monitored.stateOf(shown.household()) != MonitoringState.NONE) {
            lines.add(new Line("监测情况", monitored.stateOf(shown.household()).label()));
        }
        lines.add(new Line("来源", shown.channel().label()));
        var accepted = shown.acceptedAt();
        if (accepted != null) {
            lines.add(new Line("受理日期", ChinaTime.day(accepted)));
        }
        if (terms.total(shown) instanceof TimeLeft.Days days) {
            lines.add(new Line("总时限", days.label()));
        }
        var owed = deliveries.open(caseId).stream()
                .map(HouseholdSummaryLines::owed)
                .distinct()
                .toList();
        if (!owed.isEmpty()) {
            lines.add(new Line("还应送达农户", String.join("、", owed)));
        }
        return lines;
    }

    private static String owed(Delivery delivery) {
        var due = delivery.dueAt();
        return delivery.kind().label() + (due == null ? "" : "（" + ChinaTime.end(due) + "以前）");
    }
}
