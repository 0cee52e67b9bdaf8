package cn.bangfu.household.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.ImportId;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImportService;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who may import: the clerks of the county for all of it, those of a town for their town. */
@Component
class RegisterClerks {

    private static final List<Role> CLERKS = List.of(Role.COUNTY_CLERK, Role.TOWN_CLERK);

    private final CurrentOfficer currentOfficer;
    private final RegisterImportService service;

    RegisterClerks(CurrentOfficer currentOfficer, RegisterImportService service) {
        this.currentOfficer = currentOfficer;
        this.service = service;
    }

    SignedInOfficer officer() {
        return currentOfficer.require();
    }

    /** The post in which the officer imports, the county's before a town's. */
    Post post() {
        return CLERKS.stream()
                .flatMap(role -> officer().posts().stream().filter(post -> post.role() == role))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("no clerk of a county or town"));
    }

    DivisionScope scope() {
        post();
        return officer().scope(CLERKS);
    }

    /** One that the officer may see; any other is answered as if it were not there. */
    RegisterImport require(String id) {
        var scope = scope();
        try {
            return service.find(ImportId.of(id))
                    .filter(found -> scope.covers(found.scope()))
                    .orElseThrow(RegisterClerks::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** Whether the officer may take in or drop a difference: the office that sent it, or the county above it. */
    Post postFor(RegisterImport found) {
        return CLERKS.stream()
                .flatMap(role -> officer().postFor(role, found.scope()).stream())
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("no clerk of " + found.scope()));
    }
}
