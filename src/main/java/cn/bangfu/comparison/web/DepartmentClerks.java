package cn.bangfu.comparison.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.DivisionCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who sends what: a department its own registers; the county's clerk all of them, for departments that bring a stick. */
@Component
class DepartmentClerks {

    private static final List<Role> CLERKS = List.of(Role.DEPARTMENT_CLERK, Role.COUNTY_CLERK);

    private final CurrentOfficer currentOfficer;
    private final DepartmentImportService service;

    DepartmentClerks(CurrentOfficer currentOfficer, DepartmentImportService service) {
        this.currentOfficer = currentOfficer;
        this.service = service;
    }

    private List<Post> posts() {
        var posts = currentOfficer.require().posts().stream()
                .filter(post -> CLERKS.contains(post.role()))
                .toList();
        if (posts.isEmpty()) {
            throw new AccessDeniedException("no clerk of a department or county");
        }
        return posts;
    }

    DivisionCode county() {
        return posts().get(0).division().county();
    }

    String office() {
        return posts().get(0).office().name();
    }

    Set<Register> registers() {
        var registers = EnumSet.noneOf(Register.class);
        for (var post : posts()) {
            Arrays.stream(Register.values())
                    .filter(register -> sends(post, register))
                    .forEach(registers::add);
        }
        return registers;
    }

    private static boolean sends(Post post, Register register) {
        return post.role() == Role.COUNTY_CLERK || post.office().department() == register.department();
    }

    Actor actor(Register register) {
        return posts().stream()
                .filter(post -> sends(post, register))
                .findFirst()
                .map(currentOfficer.require()::actorIn)
                .orElseThrow(() -> new AccessDeniedException("register of another department"));
    }

    /** One that the officer may see; any other is answered as if it were not there. */
    DepartmentImport require(String id) {
        var registers = registers();
        try {
            return service.find(UUID.fromString(id))
                    .filter(found -> found.county().equals(county()) && registers.contains(found.register()))
                    .orElseThrow(DepartmentClerks::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
