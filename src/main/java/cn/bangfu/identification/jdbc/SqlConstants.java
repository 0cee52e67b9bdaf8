package cn.bangfu.identification.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enum constants in columns, by their names. */
final class SqlConstants {

    private SqlConstants() {}

    static <E extends Enum<E>> Set<E> constants(Array array, Class<E> type) throws SQLException {
        var constants = EnumSet.noneOf(type);
        for (var name : (String[]) array.getArray()) {
            constants.add(Enum.valueOf(type, name));
        }
        return constants;
    }

    static <E extends Enum<E>> @Nullable E constant(@Nullable String name, Class<E> type) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    static String[] names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
