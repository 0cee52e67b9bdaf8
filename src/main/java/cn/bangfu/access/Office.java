package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import org.jspecify.annotations.Nullable;

/**
 * A body in which officers hold posts.
 *
 * @param department the function, of a department only
 * @param name as it stands today on its door plate: 伊和乌素苏木人民政府
 */
public record Office(
        OfficeId id,
        OfficeKind kind,
        DivisionCode division,
        @Nullable Department department,
        String name) {

    /** The engine's group of those who hold the role here. */
    public String group(Role role) {
        return department == null ? role.officeGroup(division) : role.officeGroup(department, division);
    }
}
