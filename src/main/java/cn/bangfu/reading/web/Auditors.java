package cn.bangfu.reading.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who sits in the reading room. */
@Component
class Auditors {

    private final CurrentOfficer currentOfficer;
    private final IdentificationCases cases;

    Auditors(CurrentOfficer currentOfficer, IdentificationCases cases) {
        this.currentOfficer = currentOfficer;
        this.cases = cases;
    }

    SignedInOfficer officer() {
        return currentOfficer.require();
    }

    /** @throws AccessDeniedException if the officer audits nothing */
    DivisionScope scope() {
        var scope = officer().scope(Set.of(Role.AUDITOR));
        if (scope.isEmpty()) {
            throw new AccessDeniedException("audits nothing");
        }
        return scope;
    }

    Actor actor(DivisionCode division) {
        return officer().actorFor(Role.AUDITOR, division);
    }

    /** One that lies in the auditor's counties; any other is answered as if it were not there. */
    IdentificationCase require(String id) {
        var scope = scope();
        try {
            return cases.find(CaseId.of(id))
                    .filter(found -> scope.covers(found.village()))
                    .orElseThrow(Auditors::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
