package cn.bangfu.process.nudge;

import cn.bangfu.access.Department;
import cn.bangfu.access.Post;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A post from which offices below are reminded: the town reminds its villages, the county both, and its departments.
 */
public record Above(Post post) {

    private static final Set<Role> NUDGE = Set.of(
            Role.TOWN_CLERK,
            Role.TOWN_REVIEWER,
            Role.TOWN_HEAD,
            Role.COUNTY_CLERK,
            Role.COUNTY_REVIEWER,
            Role.COUNTY_HEAD);

    private static final Pattern GROUP = Pattern.compile("([A-Za-z]+)(\\d+)");

    /** Empty for a post that stands above nobody. */
    static Optional<Above> of(Post post) {
        return NUDGE.contains(post.role()) ? Optional.of(new Above(post)) : Optional.empty();
    }

    public DivisionCode division() {
        return post.division();
    }

    /** Whether departments of the county are reminded as well. */
    public boolean departments() {
        return division().level() == Level.COUNTY;
    }

    /** @param group the engine's, of a role in one office ({@link Role#officeGroup(DivisionCode)}, {@link Role#officeGroup(Department, DivisionCode)}) */
    boolean reaches(String group) {
        return reaches(division(), group);
    }

    static boolean reaches(DivisionCode division, String group) {
        var parts = GROUP.matcher(group);
        if (!parts.matches() || !DivisionCode.isValid(parts.group(2))) {
            return false;
        }
        var other = new DivisionCode(parts.group(2));
        return division.contains(other)
                && (other.level() != division.level()
                        || division.level() == Level.COUNTY
                                && parts.group(1).startsWith(Role.DEPARTMENT_CLERK.groupName()));
    }
}
