package cn.bangfu.notice.jdbc;

import cn.bangfu.access.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes columns of the kinds that our tables share. */
final class Columns {

    private Columns() {}

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return required(row.getObject(column, UUID.class), column);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return required(findInstant(row, column), column);
    }

    static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static <E extends Enum<E>> Set<E> constants(ResultSet row, String column, Class<E> type) throws SQLException {
        var constants = EnumSet.noneOf(type);
        for (var name : (String[]) row.getArray(column).getArray()) {
            constants.add(Enum.valueOf(type, name));
        }
        return constants;
    }

    static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((UUID[]) array.getArray());
    }

    static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    /** Parameters {@code person, officer, name, office}. */
    static Map<String, @Nullable Object> by(@Nullable Actor actor) {
        var by = new HashMap<String, @Nullable Object>();
        by.put("person", actor == null ? null : actor.person().value());
        by.put("officer", actor == null ? null : actor.officer().value());
        by.put("name", actor == null ? null : actor.name());
        by.put("office", actor == null ? null : actor.officeName());
        return by;
    }

    private static <T> T required(@Nullable T value, String column) {
        if (value == null) {
            throw new NoSuchElementException("column " + column + " is null");
        }
        return value;
    }
}
