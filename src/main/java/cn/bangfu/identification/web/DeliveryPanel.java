package cn.bangfu.identification.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.notice.Deliveries;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: what households of the officer's part of the county are owed. */
@Component
class DeliveryPanel implements HomePanel {

    private static final String PAGE = "/deliveries";

    private final Deliveries deliveries;

    DeliveryPanel(Deliveries deliveries) {
        this.deliveries = deliveries;
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
        var lines = new ArrayList<Line>();
        if (count.late() > 0) {
            lines.add(new Line("逾期未送达", count.late() + "份", PAGE));
        }
        if (count.owed() > count.late()) {
            lines.add(new Line("应送达", count.owed() - count.late() + "份", PAGE));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("文书送达", lines));
    }
}
