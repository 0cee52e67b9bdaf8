package cn.bangfu.process.engine;

import cn.bangfu.access.Division;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The engine's groups of an officer: of each post the role's and the office's. The engine cannot scope what Cockpit and Admin show, so
 * who looks at it (auditor, process owner, administrator) is in the group that may only if the posts cover every county of this
 * installation; others of them work on our own pages, which are scoped.
 */
@Component
class OfficerGroups {

    static final Set<Role> WHOLE_VIEW = EnumSet.of(Role.AUDITOR, Role.PROCESS_OWNER, Role.ADMINISTRATOR);

    private final ObjectProvider<Divisions> divisions;

    OfficerGroups(ObjectProvider<Divisions> divisions) {
        this.divisions = divisions;
    }

    Set<String> of(SignedInOfficer officer) {
        return of(officer.posts());
    }

    Set<String> of(List<Post> posts) {
        var groups = new TreeSet<String>();
        for (var post : posts) {
            groups.add(post.office().group(post.role()));
            if (!WHOLE_VIEW.contains(post.role()) || coversEveryCounty(posts, post.role())) {
                groups.add(post.role().groupName());
            }
        }
        return groups;
    }

    /** Whether these groups see everything that the engine shows, or only the tasks of their offices. */
    static boolean seeEverything(Collection<String> groups) {
        return WHOLE_VIEW.stream().anyMatch(role -> groups.contains(role.groupName()));
    }

    /** Whether it is the group of one office, and not of all who hold a role. */
    static boolean isOffice(String group) {
        return !group.isEmpty() && Character.isDigit(group.charAt(group.length() - 1));
    }

    private boolean coversEveryCounty(List<Post> posts, Role role) {
        var counties = divisions.getObject().counties();
        return !counties.isEmpty()
                && counties.stream().map(Division::code).allMatch(county -> posts.stream()
                        .anyMatch(post -> post.role() == role && post.division().contains(county)));
    }
}
