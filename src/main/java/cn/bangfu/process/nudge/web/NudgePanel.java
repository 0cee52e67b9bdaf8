package cn.bangfu.process.nudge.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.nudge.Nudges;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: what the officer's offices were reminded of, and what offices below have not done in time. */
@Component
class NudgePanel implements HomePanel {

    private static final String PAGE = "/nudges";

    private final Nudges nudges;

    NudgePanel(Nudges nudges) {
        this.nudges = nudges;
    }

    @Override
    public int order() {
        return 105;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        if (officer.roles().stream().noneMatch(role -> role.handlesCases())) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        var received = nudges.received().size();
        if (received > 0) {
            lines.add(new Line("本单位被催办", count(received), PAGE));
        }
        var late = nudges.mayNudge() ? nudges.late() : 0;
        if (late > 0) {
            lines.add(new Line("下级超期未办", count(late), PAGE));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("催办", lines));
    }

    private static String count(int tasks) {
        return tasks + (tasks < Nudges.MANY ? "件" : "件以上");
    }
}
