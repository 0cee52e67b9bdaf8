package cn.bangfu.notice.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.notice.NoticeState;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.Objections;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** On the home page: notices under way. */
@Component
class NoticePanel implements HomePanel {

    private static final String PAGE = "/notices";

    private final Notices notices;
    private final Objections objections;

    NoticePanel(Notices notices, Objections objections) {
        this.notices = notices;
        this.objections = objections;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var scope = NoticeReaders.scope(officer);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        Map<NoticeState, Long> counts = notices.underWay(scope).stream()
                .collect(Collectors.groupingBy(notice -> notice.state(), Collectors.counting()));
        var lines = new ArrayList<Line>();
        for (var state : NoticeState.values()) {
            if (counts.containsKey(state)) {
                lines.add(new Line(state.label(), counts.get(state) + "户", PAGE));
            }
        }
        var reports =
                objections.exclusions(scope).stream().filter(Objection::isOpen).count();
        if (reports > 0) {
            lines.add(new Line("应纳未纳的反映待答复", reports + "件", PAGE));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("公示与异议", lines));
    }
}
