package cn.bangfu.identification.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Households;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: what households of the officer's part of the county are owed. */
@Component
class DeliveryPanel implements HomePanel {

    private static final String PAGE = "/deliveries";
    private static final int URGENT = 5;

    private final Deliveries deliveries;
    private final Households households;
    private final LegalClock clock;

    DeliveryPanel(Deliveries deliveries, Households households, LegalClock clock) {
        this.deliveries = deliveries;
        this.households = households;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 250;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var scope = DeliveriesController.scope(officer);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        var count = deliveries.count(scope);
        var urgent = officer.hasAny(Role.VILLAGE_CLERK) ? deliveries.owed(scope, URGENT) : List.<Delivery>of();
        var heads =
                households.summaries(urgent.stream().map(Delivery::household).toList());
        var lines = new ArrayList<Line>();
        for (var delivery : urgent) {
            var of = heads.get(delivery.household());
            var due = delivery.dueAt();
            lines.add(new Line(
                    (of == null ? "" : of.head() + "户：") + delivery.kind().label(),
                    due == null
                            ? "应送达"
                            : (clock.now().isAfter(due) ? "已逾期，原定" : "最迟") + ChinaTime.day(due.minusMillis(1)),
                    PAGE + "/" + delivery.id()));
        }
        if (count.owed() > urgent.size()) {
            lines.add(new Line(
                    urgent.isEmpty() ? "应送达" : "全部",
                    count.owed() + "份" + (count.late() > 0 ? "，逾期" + count.late() + "份" : ""),
                    PAGE));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("文书送达", lines));
    }
}
