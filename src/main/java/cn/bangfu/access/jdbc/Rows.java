package cn.bangfu.access.jdbc;

import cn.bangfu.access.Department;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Post;
import cn.bangfu.access.PostId;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows whose columns are named alike in all queries of this package. */
final class Rows {

    private Rows() {}

    /** Columns {@code office, kind, division, department, office_name}. */
    static Office office(ResultSet row) throws SQLException {
        var department = row.getString("department");
        return new Office(
                new OfficeId(row.getObject("office", UUID.class)),
                OfficeKind.valueOf(row.getString("kind")),
                new DivisionCode(row.getString("division")),
                department == null ? null : Department.valueOf(department),
                row.getString("office_name"));
    }

    /** Columns {@code post, role, valid_from, valid_until} and an office's. */
    static Post post(ResultSet row) throws SQLException {
        return new Post(
                new PostId(row.getObject("post", UUID.class)),
                office(row),
                Role.valueOf(row.getString("role")),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                instant(row, "valid_until"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
