package cn.bangfu.audit.jdbc;

import cn.bangfu.jdbc.BinaryRows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text of an event that its hash is made of, as {@code app.trail_canonical} writes it, and the part of it that the application
 * stamps, both in UTF-8. Written here once more so that checking a chain leans on nothing in the database but the rows.
 */
final class TrailText {

    static final String COLUMNS =
            "chain, seq, at, case_id, household_id, action, element, officer_id, person_id, actor_name, role,"
                    + " office, model, rule, from_state, to_state, details, stamp, prev_hash, hash";

    private static final int TEXTS = 13;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long EPOCH_DAY =
            LocalDate.ofInstant(EPOCH, ZoneOffset.UTC).toEpochDay();
    private static final long DAY = 86_400_000_000L;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = new byte[0];

    private TrailText() {}

    /**
     * An event as it is stored.
     *
     * @param at microseconds since 2000
     * @param texts from the case to the state it went to, in the order of {@link #COLUMNS}
     */
    record Event(
            byte[] chain,
            long seq,
            long at,
            byte[] @Nullable [] texts,
            byte @Nullable [] details,
            byte @Nullable [] stamp,
            byte[] previous,
            byte[] hash) {

        static Event of(ResultSet row) throws SQLException {
            var texts = new byte[TEXTS] @Nullable [];
            for (var i = 0; i < TEXTS; i++) {
                texts[i] = utf8(row.getString(4 + i));
            }
            return new Event(
                    or(utf8(row.getString(1))),
                    row.getLong(2),
                    micros(row.getTimestamp(3).toInstant()),
                    texts,
                    row.getBytes(17),
                    row.getBytes(18),
                    or(row.getBytes(19)),
                    or(row.getBytes(20)));
        }

        static Event of(BinaryRows row) {
            var chain = or(row.bytes());
            var seq = row.bigint();
            var at = row.bigint();
            var texts = new byte[TEXTS] @Nullable [];
            for (var i = 0; i < TEXTS; i++) {
                var text = row.bytes();
                // case, household, officer, person
                texts[i] = i < 2 || i == 4 || i == 5 ? uuid(text) : text;
            }
            return new Event(chain, seq, at, texts, row.bytes(), row.bytes(), or(row.bytes()), or(row.bytes()));
        }

        private static byte[] or(byte @Nullable [] bytes) {
            return bytes == null ? NOTHING : bytes;
        }

        private static byte @Nullable [] uuid(byte @Nullable [] bytes) {
            if (bytes == null || bytes.length != 16) {
                return bytes;
            }
            var text = new Utf8(36);
            for (var i = 0; i < 16; i++) {
                if (i == 4 || i == 6 || i == 8 || i == 10) {
                    text.put('-');
                }
                text.hex(bytes[i]);
            }
            return text.bytes();
        }

        byte[] canonical() {
            var text = new Utf8(1024);
            text.put('[')
                    .quote(chain)
                    .put(',')
                    .put(' ')
                    .ascii(Long.toString(seq))
                    .put(',')
                    .put(' ');
            text.quote(moment(at));
            for (var one : texts) {
                text.put(',').put(' ').quote(one);
            }
            text.put(',').put(' ').quoteHex(details).put(',').put(' ').quoteHex(stamp);
            return text.put(']').bytes();
        }

        /** What the application knows of it when it writes it: all but its place and its time. */
        byte[] content() {
            return TrailText.content(chain, texts, details);
        }
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(EPOCH, at);
    }

    /** The stamped part of an event that is not stored yet. */
    static byte[] content(
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
        var parts = new @Nullable Object[] {
            caseId, household, action, element, officer, person, actorName, role, office, model, rule, from, to
        };
        var texts = new byte[TEXTS] @Nullable [];
        for (var i = 0; i < TEXTS; i++) {
            var part = parts[i];
            texts[i] = part == null ? null : utf8(part.toString());
        }
        return content(chain.getBytes(StandardCharsets.UTF_8), texts, details);
    }

    private static byte[] content(byte[] chain, byte[] @Nullable [] texts, byte @Nullable [] details) {
        var text = new Utf8(768).quote(chain).put(',');
        for (var one : texts) {
            text.quote(one).put(',');
        }
        return text.quoteHex(details).bytes();
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code 2026-01-31T08:00:00.000000Z}. */
    private static byte[] moment(long at) {
        var ofDay = Math.floorMod(at, DAY);
        var seconds = ofDay / 1_000_000;
        return new Utf8(27)
                .ascii(LocalDate.ofEpochDay(EPOCH_DAY + Math.floorDiv(at, DAY)).toString())
                .put('T')
                .digits(seconds / 3600, 2)
                .put(':')
                .digits(seconds / 60 % 60, 2)
                .put(':')
                .digits(seconds % 60, 2)
                .put('.')
                .digits(ofDay % 1_000_000, 6)
                .put('Z')
                .bytes();
    }

    /** Text that grows. */
    private static final class Utf8 {

        private byte[] bytes;
        private int length;

        Utf8(int size) {
            bytes = new byte[size];
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            }
        }

        Utf8 put(int one) {
            room(1);
            bytes[length++] = (byte) one;
            return this;
        }

        Utf8 ascii(String text) {
            for (var i = 0; i < text.length(); i++) {
                put(text.charAt(i));
            }
            return this;
        }

        Utf8 digits(long number, int count) {
            room(count);
            var rest = number;
            for (var i = count - 1; i >= 0; i--) {
                bytes[length + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            length += count;
            return this;
        }

        void hex(byte one) {
            put(HEX[one >> 4 & 15]).put(HEX[one & 15]);
        }

        Utf8 quoteHex(byte @Nullable [] content) {
            if (content == null) {
                return ascii("null");
            }
            room(2 * content.length + 2);
            put('"');
            for (var one : content) {
                hex(one);
            }
            return put('"');
        }

        /** As PostgreSQL writes a JSON text. */
        Utf8 quote(byte @Nullable [] text) {
            if (text == null) {
                return ascii("null");
            }
            room(text.length + 2);
            put('"');
            for (var one : text) {
                // the bytes of characters beyond ASCII are negative
                if (one < 0 || one >= ' ' && one != '"' && one != '\\') {
                    put(one);
                } else {
                    escape(one);
                }
            }
            return put('"');
        }

        private void escape(byte one) {
            put('\\');
            switch (one) {
                case '"', '\\' -> put(one);
                case '\b' -> put('b');
                case '\f' -> put('f');
                case '\n' -> put('n');
                case '\r' -> put('r');
                case '\t' -> put('t');
                default -> {
                    ascii("u00");
                    hex(one);
                }
            }
        }
    }
}
