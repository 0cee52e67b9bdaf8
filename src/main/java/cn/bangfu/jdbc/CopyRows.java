package cn.bangfu.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary copy format, one behind the other in memory. */
public class CopyRows {

    private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();

    private byte[] buffer = new byte[1 << 16];
    private int used;

    /** Begins the next row, whose columns follow. */
    public CopyRows row(int columns) {
        writeShort(columns);
        return this;
    }

    public final CopyRows uuid(UUID value) {
        writeInt(16);
        writeLong(value.getMostSignificantBits());
        writeLong(value.getLeastSignificantBits());
        return this;
    }

    public final CopyRows integer(int value) {
        writeInt(4);
        writeInt(value);
        return this;
    }

    public final CopyRows smallint(int value) {
        writeInt(2);
        writeShort(value);
        return this;
    }

    public final CopyRows bigint(@Nullable Long value) {
        if (value == null) {
            return nothing();
        }
        writeInt(8);
        writeLong(value);
        return this;
    }

    public final CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public final CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        writeInt(value.length);
        write(value, 0, value.length);
        return this;
    }

    public final CopyRows jsonb(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        writeInt(bytes.length + 1);
        room(1);
        buffer[used++] = 1;
        write(bytes, 0, bytes.length);
        return this;
    }

    public final CopyRows date(@Nullable LocalDate value) {
        if (value == null) {
            return nothing();
        }
        return integer((int) (value.toEpochDay() - EPOCH));
    }

    private CopyRows nothing() {
        writeInt(-1);
        return this;
    }

    final void writeShort(int value) {
        room(2);
        buffer[used++] = (byte) (value >> 8);
        buffer[used++] = (byte) value;
    }

    final void writeInt(int value) {
        room(4);
        for (var shift = 24; shift >= 0; shift -= 8) {
            buffer[used++] = (byte) (value >> shift);
        }
    }

    private void writeLong(long value) {
        writeInt((int) (value >> 32));
        writeInt((int) value);
    }

    final void write(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, buffer, used, length);
        used += length;
    }

    private void room(int bytes) {
        if (used + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + bytes, 2 * buffer.length));
        }
    }

    /** How many bytes the rows take. */
    public final int length() {
        return used;
    }

    /** Some of these rows behind those of another. */
    final void copyTo(CopyRows other, int from, int to) {
        other.write(buffer, from, to - from);
    }

    /** Where the rows are, from 0 to {@link #length}. */
    final byte[] buffer() {
        return buffer;
    }

    final void clear() {
        used = 0;
    }
}
