package cn.bangfu.access.jdbc;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An engine's group id taken apart: {@code departmentClerkCivilAffairs150625}. */
record Group(
        Role role,
        @Nullable Department department,
        @Nullable DivisionCode division) {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z]+?)(\\d*)");

    static Optional<Group> parse(String id) {
        var parts = SHAPE.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var name = parts.group(1);
        var digits = parts.group(2);
        if (!digits.isEmpty() && !DivisionCode.isValid(digits)) {
            return Optional.empty();
        }
        var division = digits.isEmpty() ? null : new DivisionCode(digits);
        for (var role : Role.values()) {
            if (name.equals(role.groupName())) {
                return Optional.of(new Group(role, null, division));
            }
            if (name.startsWith(role.groupName()) && division != null) {
                var part = name.substring(role.groupName().length());
                return Arrays.stream(Department.values())
                        .filter(department -> department.groupPart().equals(part))
                        .findFirst()
                        .map(department -> new Group(role, department, division));
            }
        }
        return Optional.empty();
    }

    /** Condition on {@code post} and {@code office}; made of constants and digits only. */
    String condition() {
        var condition = "post.role = '" + role.name() + "'";
        if (division != null) {
            condition += " and office.division = '" + division + "'";
        }
        if (department != null) {
            condition += " and office.department = '" + department.name() + "'";
        }
        return condition;
    }
}
