package cn.bangfu.identification.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.IdentificationCases;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** On the home page: where the cases of the officer's part of the county stand. */
@Component
class CasePanel implements HomePanel {

    private final IdentificationCases cases;

    CasePanel(IdentificationCases cases) {
        this.cases = cases;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        var scope = CaseReaders.scope(officer);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        var lines = cases.openByState(scope).entrySet().stream()
                .map(count ->
                        new Line(count.getKey().label(), count.getValue() + "件", "/cases?state=" + count.getKey()))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("在办案件", lines));
    }
}
