package cn.bangfu.identification.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who reads which cases, and how much of them. */
@Component
class CaseReaders {

    private static final Set<Role> READERS =
            Arrays.stream(Role.values()).filter(Role::readsCases).collect(Collectors.toUnmodifiableSet());

    /** Who leads the meeting is shown what the meeting is shown: no diagnoses, no findings, no incomes (rules.md annex E). */
    private static final Set<Role> PERSONAL_READERS =
            READERS.stream().filter(Role::readsPersonal).collect(Collectors.toUnmodifiableSet());

    /** What an objector said stays away from the village and the town. */
    private static final Set<Role> OBJECTION_READERS =
            Set.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD, Role.RECHECK_OFFICER, Role.AUDITOR);

    private static final List<Role> RECORDERS = List.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK);

    private final CurrentOfficer currentOfficer;
    private final IdentificationCases cases;

    CaseReaders(CurrentOfficer currentOfficer, IdentificationCases cases) {
        this.currentOfficer = currentOfficer;
        this.cases = cases;
    }

    SignedInOfficer officer() {
        return currentOfficer.require();
    }

    static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(READERS);
    }

    static boolean readsPersonal(SignedInOfficer officer, DivisionCode village) {
        return officer.scope(PERSONAL_READERS).covers(village);
    }

    static boolean readsObjections(SignedInOfficer officer, DivisionCode village) {
        return officer.scope(OBJECTION_READERS).covers(village);
    }

    /** One that the officer may see; any other is answered as if it were not there. */
    IdentificationCase require(String id) {
        try {
            return cases.find(CaseId.of(id))
                    .filter(found -> scope(officer()).covers(found.village()))
                    .orElseThrow(CaseReaders::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** In which post the officer records what happens to households of the village. */
    Optional<Actor> recorder(DivisionCode village) {
        return officer().actorIn(RECORDERS, village);
    }

    /** @throws AccessDeniedException if the officer records nothing there */
    Actor requireRecorder(DivisionCode village) {
        return recorder(village)
                .orElseThrow(() -> new AccessDeniedException("records nothing of households of " + village));
    }
}
