package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One term of an officer in a role of an office.
 *
 * @param until the first moment at which the post is no longer held; none as long as no end is known
 */
public record Post(
        PostId id,
        Office office,
        Role role,
        Instant from,
        @Nullable Instant until) {

    public DivisionCode division() {
        return office.division();
    }

    public boolean heldAt(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    /** The engine's groups that come with the post: the role's and the office's. */
    public List<String> groups() {
        return List.of(role.groupName(), office.group(role));
    }
}
