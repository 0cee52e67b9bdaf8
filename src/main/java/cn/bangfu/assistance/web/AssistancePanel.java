package cn.bangfu.assistance.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.Post;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.assistance.AssistanceOverview;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.ReimbursementRequests;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: households without help, visits and procedures owed, objections and requests to answer. */
@Component
class AssistancePanel implements HomePanel {

    private static final String PAGE = "/assistance";

    private final AssistanceOverview overview;
    private final OfficerDutyService duties;
    private final HouseholdSupport support;
    private final Funds funds;
    private final ReimbursementRequests reimbursements;

    AssistancePanel(
            AssistanceOverview overview,
            OfficerDutyService duties,
            HouseholdSupport support,
            Funds funds,
            ReimbursementRequests reimbursements) {
        this.overview = overview;
        this.duties = duties;
        this.support = support;
        this.funds = funds;
        this.reimbursements = reimbursements;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var lines = new ArrayList<Line>();
        var requested = AssistanceOfficers.reimbursementScope(officer);
        if (!requested.isEmpty()) {
            var waiting = reimbursements.waiting(requested);
            if (waiting > 0) {
                lines.add(new Line("报销核补待医保局答复", waiting + "件", "/assistance/reimbursements"));
            }
        }
        var scope = AssistanceOfficers.scope(officer);
        if (scope.isEmpty()) {
            return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("帮扶工作", lines));
        }
        var unhelped = overview.unhelped(scope);
        var alarms = unhelped.stream().filter(u -> u.level().equals("ALARM")).count();
        var late = unhelped.stream().filter(u -> u.level().equals("LATE")).count();
        add(lines, "预警：还没有帮扶措施", alarms, "户");
        add(lines, "超过首项措施时限", late, "户");
        add(
                lines,
                "应走访未走访",
                duties.owed(scope).stream().filter(OfficerDuties.Owed::open).count(),
                "项");
        add(
                lines,
                "先救助、逾期未补程序",
                support.debts(scope).stream()
                        .filter(HouseholdSupport.Debt::overdue)
                        .count(),
                "户");
        var objected = funds.openObjections(officer.posts().stream()
                .filter(post -> AssistanceOfficers.ANSWERERS.contains(post.role()))
                .map(Post::division)
                .toList());
        if (objected > 0) {
            lines.add(new Line("资金公示有异议待答复", objected + "件", "/funds"));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("帮扶工作", lines));
    }

    private static void add(ArrayList<Line> lines, String label, long count, String unit) {
        if (count > 0) {
            lines.add(new Line(label, count + unit, PAGE));
        }
    }
}
