package cn.bangfu.household.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Who sees what of the register. Officials of villages, towns and the county see the households of their divisions, auditors too. A
 * department's clerk works for the whole county and therefore finds a household only by its exact number, and sees no file.
 */
@Component
class Readers {

    private final CurrentOfficer currentOfficer;

    Readers(CurrentOfficer currentOfficer) {
        this.currentOfficer = currentOfficer;
    }

    SignedInOfficer officer() {
        return currentOfficer.require();
    }

    private static boolean readsFiles(Role role) {
        return role == Role.AUDITOR || role.handlesCases() && role != Role.DEPARTMENT_CLERK;
    }

    private static boolean finds(Role role) {
        return role == Role.AUDITOR || role.handlesCases();
    }

    /** Where the officer may read households' files and search by name. */
    DivisionScope fileScope() {
        return scope(Readers::readsFiles);
    }

    /**
     * Where the officer may find households by exact numbers.
     *
     * @throws AccessDeniedException if nowhere
     */
    DivisionScope searchScope() {
        var scope = scope(Readers::finds);
        if (scope.isEmpty()) {
            throw new AccessDeniedException("no post that works with households");
        }
        return scope;
    }

    private DivisionScope scope(Predicate<Role> roles) {
        return officer().scope(Arrays.stream(Role.values()).filter(roles).toList());
    }

    /** The post in which the officer reads the file of that household. */
    Optional<Post> postFor(Household household) {
        return officer().posts().stream()
                .filter(post -> readsFiles(post.role()) && post.division().contains(household.village()))
                .findFirst();
    }
}
