package cn.bangfu.screening.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.DivisionCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who sees which clues: everybody who works with households of the place. Only the county's clerk screens, sends and closes. */
@Component
class ScreeningReaders {

    private final CurrentOfficer currentOfficer;

    ScreeningReaders(CurrentOfficer currentOfficer) {
        this.currentOfficer = currentOfficer;
    }

    static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(Arrays.stream(Role.values())
                .filter(role -> role == Role.AUDITOR || role.handlesCases() && role != Role.DEPARTMENT_CLERK)
                .toList());
    }

    DivisionScope scope() {
        var scope = scope(currentOfficer.require());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("no post that works with households");
        }
        return scope;
    }

    static Optional<DivisionCode> screenedCounty(SignedInOfficer officer) {
        return officer.scope(List.of(Role.COUNTY_CLERK)).roots().stream().findFirst();
    }

    Optional<DivisionCode> screenedCounty() {
        return screenedCounty(currentOfficer.require());
    }

    /** The county's clerk, to act for the whole county. */
    Actor clerk() {
        return screenedCounty()
                .map(county -> currentOfficer.require().actorFor(Role.COUNTY_CLERK, county))
                .orElseThrow(() -> new AccessDeniedException("no clerk of the county"));
    }
}
