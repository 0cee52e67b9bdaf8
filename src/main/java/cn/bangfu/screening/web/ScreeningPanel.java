package cn.bangfu.screening.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.screening.ScreeningClue;
import cn.bangfu.screening.Screenings;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page of the county's clerk: clues that wait to be sent, and data that nobody has screened yet. */
@Component
class ScreeningPanel implements HomePanel {

    private final Screenings screenings;

    ScreeningPanel(Screenings screenings) {
        this.screenings = screenings;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var county = ScreeningReaders.screenedCounty(officer);
        if (county.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        var fresh = screenings.count(ScreeningReaders.scope(officer), ScreeningClue.State.NEW);
        if (fresh > 0) {
            lines.add(new Line("待下发的线索", fresh + "条", "/screening?state=NEW"));
        }
        var files = screenings.unscreenedFiles(county.get());
        if (files > 0) {
            lines.add(new Line("还没有筛查的部门数据", files + "份", "/screening"));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("部门筛查预警", lines));
    }
}
