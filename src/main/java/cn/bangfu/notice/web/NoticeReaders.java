package cn.bangfu.notice.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who reads notices and objections where, and in which post somebody takes an objection down. */
@Component
class NoticeReaders {

    private static final Set<Role> READERS = Set.of(
            Role.VILLAGE_CLERK,
            Role.VILLAGE_CHAIR,
            Role.TOWN_CLERK,
            Role.TOWN_REVIEWER,
            Role.TOWN_HEAD,
            Role.COUNTY_CLERK,
            Role.COUNTY_REVIEWER,
            Role.COUNTY_HEAD,
            Role.RECHECK_OFFICER,
            Role.AUDITOR);

    /** What an objector said stays away from the village, where people know each other. */
    private static final Set<Role> CONTENT_READERS =
            Set.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD, Role.RECHECK_OFFICER, Role.AUDITOR);

    private static final List<Role> TAKERS = List.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK);
    private static final List<Role> ANSWERERS = List.of(Role.TOWN_CLERK, Role.COUNTY_CLERK);

    private final CurrentOfficer currentOfficer;

    NoticeReaders(CurrentOfficer currentOfficer) {
        this.currentOfficer = currentOfficer;
    }

    static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(READERS);
    }

    static boolean readsContent(SignedInOfficer officer, DivisionCode village) {
        return officer.scope(CONTENT_READERS).covers(village);
    }

    /** @throws AccessDeniedException if the officer reads no notices of the village */
    SignedInOfficer reader(DivisionCode village) {
        var officer = currentOfficer.require();
        if (!scope(officer).covers(village)) {
            throw new AccessDeniedException("no notices of " + village);
        }
        return officer;
    }

    Optional<Actor> taker(DivisionCode village) {
        return currentOfficer.require().actorIn(TAKERS, village);
    }

    /** Who may answer that somebody was not missing. */
    Optional<Actor> answerer(DivisionCode village) {
        return currentOfficer.require().actorIn(ANSWERERS, village);
    }
}
