package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;

/**
 * The principal of every request: an officer as the database knew him when the request came in. The username is the engine's user id.
 *
 * @param name the person's name
 * @param posts those held at that moment; never empty
 * @param mustChangePassword still has the first password, which somebody else knows
 */
public record SignedInOfficer(
        OfficerId id, PersonId person, String username, String name, List<Post> posts, boolean mustChangePassword) {

    public SignedInOfficer {
        posts = List.copyOf(posts);
    }

    public Set<Role> roles() {
        return posts.stream().map(Post::role).collect(Collectors.toUnmodifiableSet());
    }

    public boolean has(Role role) {
        return posts.stream().anyMatch(post -> post.role() == role);
    }

    public boolean hasAny(Role... roles) {
        return Set.of(roles).stream().anyMatch(this::has);
    }

    /** The engine's groups: of each post the role's and the office's. */
    public Set<String> groups() {
        return posts.stream().flatMap(post -> post.groups().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the officer takes part in cases; nowhere for who administers or audits only. */
    public DivisionScope scope() {
        return scope(Role::handlesCases);
    }

    /** Where the officer holds one of the roles. */
    public DivisionScope scope(Collection<Role> roles) {
        return scope(roles::contains);
    }

    private DivisionScope scope(Predicate<Role> roles) {
        return DivisionScope.of(posts.stream()
                .filter(post -> roles.test(post.role()))
                .map(Post::division)
                .toList());
    }

    /** The post in which the officer may act in that role for that division: the office of the division itself or one above it. */
    public Optional<Post> postFor(Role role, DivisionCode division) {
        return posts.stream()
                .filter(post -> post.role() == role && post.division().contains(division))
                .findFirst();
    }

    /** As {@link #postFor(Role, DivisionCode)}, in the department of that function. */
    public Optional<Post> postFor(Department department, DivisionCode division) {
        return posts.stream()
                .filter(post -> post.office().department() == department
                        && post.division().contains(division))
                .findFirst();
    }

    /**
     * The officer as actor in that role for that division.
     *
     * @throws AccessDeniedException if no such post is held
     */
    public Actor actorFor(Role role, DivisionCode division) {
        return postFor(role, division)
                .map(this::actorIn)
                .orElseThrow(() -> new AccessDeniedException("no post as " + role + " for " + division));
    }

    /** The officer as actor in the first of these roles that is held for that division. */
    public Optional<Actor> actorIn(List<Role> roles, DivisionCode division) {
        return roles.stream()
                .flatMap(role -> postFor(role, division).stream())
                .map(this::actorIn)
                .findFirst();
    }

    public Actor actorIn(Post post) {
        return new Actor(
                id, person, name, post.role(), post.division(), post.office().name());
    }
}
