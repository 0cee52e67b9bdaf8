package cn.bangfu.audit.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text of an event that its hash is made of, as {@code app.trail_canonical} writes it, and the part of it that the application
 * stamps. Written here once more so that checking a chain leans on nothing in the database but the rows.
 */
final class TrailText {

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static final String COLUMNS =
            "chain, seq, at, case_id, household_id, action, element, officer_id, person_id, actor_name, role,"
                    + " office, model, rule, from_state, to_state, details, stamp, prev_hash, hash";

    private TrailText() {}

    /** Of the row that stands in {@link #COLUMNS}. */
    static String canonical(ResultSet row) throws SQLException {
        var text = new StringBuilder(512).append('[');
        quote(text, row.getString(1));
        text.append(", ").append(row.getLong(2)).append(", ");
        quote(text, AT.format(row.getTimestamp(3).toInstant()));
        for (var column = 4; column <= 16; column++) {
            text.append(", ");
            quote(text, row.getString(column));
        }
        for (var column = 17; column <= 18; column++) {
            text.append(", ");
            quote(text, hex(row.getBytes(column)));
        }
        return text.append(']').toString();
    }

    /** What the application knows of an event when it writes it: all but its place and its time. */
    static String content(
            String chain,
            @Nullable UUID caseId,
            @Nullable UUID household,
            String action,
            @Nullable String element,
            @Nullable UUID officer,
            @Nullable UUID person,
            @Nullable String actorName,
            @Nullable String role,
            @Nullable String office,
            @Nullable String model,
            @Nullable String rule,
            @Nullable String from,
            @Nullable String to,
            byte @Nullable [] details) {
        var parts = new Object[] {
            chain, caseId, household, action, element, officer, person, actorName, role, office, model, rule, from, to
        };
        var text = new StringBuilder(400);
        for (var part : parts) {
            quote(text, part == null ? null : part.toString());
            text.append(',');
        }
        quote(text, hex(details));
        return text.toString();
    }

    /** The same of a row that is read back. */
    static String content(ResultSet row) throws SQLException {
        var text = new StringBuilder(400);
        quote(text, row.getString(1));
        text.append(',');
        for (var column = 4; column <= 16; column++) {
            quote(text, row.getString(column));
            text.append(',');
        }
        quote(text, hex(row.getBytes(17)));
        return text.toString();
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    /** As PostgreSQL writes a JSON text. */
    private static void quote(StringBuilder target, @Nullable String text) {
        if (text == null) {
            target.append("null");
            return;
        }
        target.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                case '\b' -> target.append("\\b");
                case '\f' -> target.append("\\f");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> {
                    if (c < ' ') {
                        target.append("\\u%04x".formatted((int) c));
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }
}
